-- The work of a key is done once; its answer is kept for a day, and only with the work.

SET @once = UNHEX(SHA2('once', 256)), @what = UNHEX(SHA2('what', 256)), @other = UNHEX(SHA2('other', 256));
SET @route = 'POST /documents/upload';

CALL idempotency_begin(@key, @route, @once, @what);
CALL assert_equals('taken', (SELECT COUNT(*) FROM idempotency WHERE status IS NULL), 1);
ROLLBACK;
CALL assert_equals('a crash leaves nothing', (SELECT COUNT(*) FROM idempotency), 0);
CALL assert_refused('CALL idempotency_begin(@key, @route, @once, @what)', '45500', 'transaction_required');

START TRANSACTION;
CALL idempotency_begin(@key, @route, @once, @what);
CALL idempotency_end(@key, @route, @once, 201, '{"id":1}');
COMMIT;
START TRANSACTION;
CALL idempotency_begin(@key, @route, @once, @what);
CALL assert_equals('kept', (SELECT CONCAT_WS(' ', COUNT(*), MAX(status), MAX(body)) FROM idempotency), '1 201 {"id":1}');
CALL assert_refused('CALL idempotency_begin(@key, @route, @once, @other)', '45422', 'idempotency_key_reused');

-- Another route and another tenant have keys of their own.
CALL idempotency_begin(@key, 'POST /api/tasks', @once, @other);
ROLLBACK;
CALL tenant_create(test_id('other'), 'other', 'Other');
SET @key_of_other = UNHEX(SHA2('dk_other', 256));
CALL key_create('other', test_id('key'), @key_of_other, 'dk_othe', 'k', 'documents:write', NULL);
START TRANSACTION;
CALL idempotency_begin(@key_of_other, @route, @once, @other);
CALL assert_equals('is to be done', (SELECT COUNT(*) FROM idempotency WHERE status IS NULL), 1);
ROLLBACK;

-- After a day the key is free, swept away or not.
UPDATE idempotency SET created_at = NOW(6) - INTERVAL 86401 SECOND;
START TRANSACTION;
CALL idempotency_begin(@key, @route, @once, @other);
CALL assert_equals('taken anew', (SELECT CONCAT_WS(' ', COUNT(*), COUNT(status)) FROM idempotency), '1 0');
CALL idempotency_end(@key, @route, @once, 201, '{}');
COMMIT;
CALL requests_sweep();
CALL assert_equals('not swept while it counts', (SELECT COUNT(*) FROM idempotency), 1);
UPDATE idempotency SET created_at = NOW(6) - INTERVAL 86401 SECOND;
CALL requests_sweep();
CALL assert_equals('swept', (SELECT COUNT(*) FROM idempotency), 0);
