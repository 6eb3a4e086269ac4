-- What came to a status is read again, each in a transaction of its own; what is live or unready is counted and left.

UPDATE document SET updated_at = UTC_TIMESTAMP(6) - INTERVAL 3 DAY WHERE document_id = @failed;
UPDATE document SET status = 'ocr_error' WHERE document_id = @document;

CALL assert_refused('CALL document_reprocess(''lost'', UTC_TIMESTAMP(), NULL, NULL, NULL, 10)', '45422', 'status_unknown');
CALL assert_refused('CALL document_reprocess(''ocr_error'', UTC_TIMESTAMP(), NULL, NULL, ''ocr'', 10)', '45422', 'status_unknown');
CALL assert_refused('CALL document_reprocess(''ocr_error'', UTC_TIMESTAMP(), ''fax'', NULL, NULL, 10)', '45422', 'step_unknown');
CALL assert_refused('CALL document_reprocess(''failed'', UTC_TIMESTAMP(), ''predict'', NULL, NULL, 10)', '45422', 'step_unknown');
CALL assert_refused('CALL document_reprocess(''ocr_error'', UTC_TIMESTAMP(), NULL, NULL, ''fax'', 10)', '45422', 'pipeline_unknown');
CALL assert_refused('CALL document_reprocess(''ocr_error'', UTC_TIMESTAMP(), NULL, ''nobody'', NULL, 10)', '45404', 'tenant_unknown');
CALL assert_refused('CALL document_reprocess(''ocr_error'', NULL, NULL, NULL, NULL, 10)', '45422', 'since_missing');
CALL assert_refused('CALL document_reprocess(''ocr_error'', UTC_TIMESTAMP(), NULL, NULL, NULL, 0)', '45422', 'limit_invalid');

ROLLBACK;
UPDATE document SET updated_at = UTC_TIMESTAMP(6) - INTERVAL 3 DAY WHERE document_id = @failed;
UPDATE document SET status = 'ocr_error' WHERE document_id = @document;
CALL reprocess_matching(@tenant, 'ocr_error', UTC_TIMESTAMP() - INTERVAL 2 DAY, NULL, NULL, 10, 'account:x', @done, @busy, @unready);
CALL assert_equals('one is too old, the other live', CONCAT_WS(' ', @done, @busy, @unready), '0 1 0');
CALL reprocess_matching(@tenant, 'ocr_error', UTC_TIMESTAMP() - INTERVAL 7 DAY, 'predict', NULL, 10, 'account:x', @done, @busy, @unready);
CALL assert_equals('nothing to predict from', CONCAT_WS(' ', @done, @busy, @unready), '0 1 1');
CALL reprocess_matching(@tenant + 1, 'ocr_error', UTC_TIMESTAMP() - INTERVAL 7 DAY, 'ocr', NULL, 10, 'account:x', @done, @busy, @unready);
CALL assert_equals('another tenant''s', CONCAT_WS(' ', @done, @busy, @unready), '0 0 0');
CALL reprocess_matching(NULL, 'ocr_error', UTC_TIMESTAMP() - INTERVAL 7 DAY, 'ocr', NULL, 1, 'account:x', @done, @busy, @unready);
CALL assert_equals('the oldest first', CONCAT_WS(' ', @done, @busy, @unready), '1 0 0');
CALL assert_equals('status', (SELECT status FROM document WHERE document_id = @failed), 'preprocessed');
CALL assert_equals('behind fresh uploads', (SELECT priority FROM job WHERE subject_id = @failed), 8);
CALL assert_equals('noted', (SELECT CONCAT_WS(' ', action, object) FROM audit ORDER BY audit_id DESC LIMIT 1),
    CONCAT('document.reprocess ', @failed));
CALL assert_equals('version', (SELECT CONCAT_WS(' ', number, status, kept_by) FROM document_version
    WHERE document_id = @failed ORDER BY number DESC LIMIT 1), '2 ocr_error account:x');

-- Times are UTC, whatever the clock of the client's session.
UPDATE document SET status = 'llm_error' WHERE document_id = @failed;
DELETE FROM job_live;
SET time_zone = '+05:00';
CALL document_reprocess('llm_error', UTC_TIMESTAMP() - INTERVAL 1 HOUR, 'ocr', 'example', 'invoice', 10);
CALL assert_equals('the session keeps its clock', @@session.time_zone, '+05:00');
CALL assert_equals('status', (SELECT status FROM document WHERE document_id = @failed), 'preprocessed');
CALL assert_equals('clock', (SELECT ABS(TIMESTAMPDIFF(MINUTE, kept_at, UTC_TIMESTAMP())) < 5 FROM document_version
    WHERE document_id = @failed ORDER BY number DESC LIMIT 1), 1);
CALL assert_equals('job', (SELECT COUNT(*) FROM job_live), 1);
SET time_zone = '+00:00';
