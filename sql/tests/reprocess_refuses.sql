-- Nothing is read again while a job is live, under another status than was asked for, or without what the step reads.

COMMIT;
CALL assert_refused('CALL reprocess_request(@key, @failed, ''ocr'')', '45500', 'transaction_required');
START TRANSACTION;
CALL assert_refused('CALL reprocess_request(@key, @document, NULL)', '45409', 'document_busy');
CALL assert_equals('nothing is kept', (SELECT COUNT(*) FROM document_version WHERE document_id = @document), 0);
CALL assert_refused('CALL reprocess_request(@key, @failed, ''translate'')', '45422', 'step_unknown');
CALL assert_refused('CALL reprocess_request(@key, test_id(''none''), NULL)', '45404', 'document_unknown');
COMMIT;

CALL tenant_create(test_id('other'), 'other', 'Other');
SET @key_of_other = UNHEX(SHA2('dk_other', 256));
CALL key_create('other', test_id('key'), @key_of_other, 'dk_othe', 'k', 'documents:read,documents:write', NULL);
START TRANSACTION;
CALL assert_refused('CALL reprocess_request(@key_of_other, @failed, NULL)', '45404', 'document_unknown');
COMMIT;
CALL assert_refused('CALL version_list(@key_of_other, @failed, NULL, 20)', '45404', 'document_unknown');
CALL assert_refused('CALL version_get(@key_of_other, @failed, 1)', '45404', 'document_unknown');
CALL assert_refused('CALL version_get(@key, @failed, 2)', '45404', 'version_unknown');
CALL assert_refused('CALL version_list(@key, @failed, NULL, 0)', '45422', 'limit_invalid');

SET @reader = UNHEX(SHA2('reader', 256));
CALL key_create('example', test_id('reader'), @reader, 'dk_read', 'reader', 'documents:read', 1);
CALL assert_refused('CALL reprocess_request(@reader, @failed, NULL)', '45403', 'scope_missing');

START TRANSACTION;
-- It failed at ocr: its page has no words, so nothing can be predicted.
CALL assert_refused('CALL reprocess_request(@key, @failed, ''predict'')', '45409', 'step_unready');
UPDATE document SET status = 'preprocess_error' WHERE document_id = @failed;
DELETE FROM page WHERE document_id = @failed;
CALL assert_refused('CALL reprocess_request(@key, @failed, ''ocr'')', '45409', 'step_unready');
CALL reprocess_request(@key, @failed, 'preprocess');
CALL assert_refused('CALL reprocess_request(@key, @failed, ''preprocess'')', '45409', 'document_busy');
COMMIT;
CALL assert_equals('versions', (SELECT COUNT(*) FROM document_version WHERE document_id = @failed), 2);

-- What is kept is kept.
CALL assert_refused('UPDATE document_version SET status = ''approved''', '45403', 'version_is_immutable');
INSERT INTO version_field (tenant_id, document_id, number, name, kind, value, confidence, source, rule)
    SELECT tenant_id, document_id, 1, 'total', 'amount', '1.00', 1, 'derived', 'x' FROM document
    WHERE document_id = @failed;
CALL assert_refused('UPDATE version_field SET value = ''2.00''', '45403', 'version_is_immutable');
