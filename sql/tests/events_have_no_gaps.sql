-- Events that were committed get numbers without gaps; what was rolled back takes none, and what is not committed has none.

SET @tenant = (SELECT tenant_id FROM tenant WHERE slug = 'example');
CALL tenant_create(test_id('other'), 'other', 'Other');
SET @other = (SELECT tenant_id FROM tenant WHERE slug = 'other');
CALL event_number();
SET @head = (SELECT last_seq FROM event_head WHERE tenant_id = @tenant);
SET @position = (SELECT last_position FROM event_log);

START TRANSACTION;
CALL event_add(@tenant, 'ocr.completed', 'document', @document, '{}');
ROLLBACK;
START TRANSACTION;
CALL event_add(@tenant, 'document.created', 'document', @document, '{}');
CALL assert_equals('not numbered before the end', (SELECT COUNT(*) FROM event WHERE seq IS NULL), 1);
CALL event_add(@other, 'probe.completed', NULL, NULL, '{}');
CALL event_add(@tenant, 'document.reprocessed', 'document', @document, '{}');
COMMIT;
CALL event_number();

CALL assert_equals('in order', (SELECT GROUP_CONCAT(CONCAT(type, ' ', seq - @head, ' ', position - @position) ORDER BY position)
    FROM event WHERE position > @position AND tenant_id = @tenant), 'document.created 1 1,document.reprocessed 2 3');
CALL assert_equals('head', (SELECT last_seq FROM event_head WHERE tenant_id = @tenant), @head + 2);
CALL assert_equals('end', (SELECT last_position FROM event_log), @position + 3);
CALL assert_equals('rows', (SELECT COUNT(*) FROM event WHERE tenant_id = @tenant), @head + 2);
CALL assert_equals('another tenant counts for itself', (SELECT seq FROM event WHERE tenant_id = @other), 1);

-- A type that nobody described is not told of.
CALL assert_refused('CALL event_add(@tenant, ''test.unknown'', NULL, NULL, ''{}'')', '45500', 'event_type_unknown');
