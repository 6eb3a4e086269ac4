-- Events leave by age and by number, the oldest first, and the head says from where on they are there.

SET @tenant = (SELECT tenant_id FROM tenant WHERE slug = 'example');
DELETE FROM event;
DELETE FROM event_head;
INSERT INTO event (tenant_id, type, payload, created_at)
    SELECT @tenant, 'probe.completed', '{}', UTC_TIMESTAMP(6) - INTERVAL 20 - seq DAY FROM seq_1_to_20;
CALL event_number();
CALL event_keep_set('example', 86400 * 12, 1000);
CALL event_retire(5);
CALL assert_equals('a batch', (SELECT CONCAT_WS(' ', COUNT(*), MIN(seq)) FROM event), '15 6');
CALL event_retire(5);
CALL event_retire(5);
CALL assert_equals('by age', (SELECT CONCAT_WS(' ', COUNT(*), MIN(seq), MAX(seq)) FROM event), '12 9 20');
CALL event_keep_set('example', 86400 * 12, 3);
CALL event_retire(100);
CALL assert_equals('by number', (SELECT CONCAT_WS(' ', COUNT(*), MIN(seq)) FROM event), '3 18');
CALL assert_equals('from where on', (SELECT CONCAT_WS(' ', first_seq, last_seq) FROM event_head WHERE tenant_id = @tenant), '18 20');
CALL event_retire(100);
CALL assert_equals('no more', (SELECT COUNT(*) FROM event), 3);
CALL assert_refused('CALL event_keep_set(NULL, NULL, NULL)', '45422', 'event_keep_invalid');
CALL assert_refused('CALL event_keep_set(''example'', 0, 5)', '45422', 'event_keep_invalid');
CALL event_keep_set('example', NULL, NULL);
