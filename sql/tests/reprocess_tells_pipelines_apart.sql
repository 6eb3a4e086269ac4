-- The OCR platform's steps share a status; what is there tells where a failed task can go on.

UPDATE document SET pipeline = 'ocr', status = 'failed' WHERE document_id = @failed;
CALL assert_equals('prepared', document_furthest_step(@tenant, @failed), 2);
DELETE FROM page WHERE document_id = @failed;
CALL assert_equals('not prepared', document_furthest_step(@tenant, @failed), 1);
START TRANSACTION;
CALL assert_refused('CALL reprocess_request(@key, @failed, ''ocr'')', '45409', 'step_unready');
CALL assert_refused('CALL reprocess_request(@key, @failed, ''predict'')', '45422', 'step_unknown');
COMMIT;
UPDATE document SET status = 'completed' WHERE document_id = @failed;
CALL assert_equals('done', document_furthest_step(@tenant, @failed), 2);

-- The invoice scanner's are told by their own status.
UPDATE document SET pipeline = 'invoice', status = 'llm_error' WHERE document_id = @failed;
CALL assert_equals('llm', document_furthest_step(@tenant, @failed), 3);
UPDATE document SET status = 'evaluation_error' WHERE document_id = @failed;
CALL assert_equals('evaluation', document_furthest_step(@tenant, @failed), 5);
UPDATE document SET status = 'manual_review' WHERE document_id = @failed;
CALL assert_equals('all', document_furthest_step(@tenant, @failed), 5);
