-- Fills a database of the release before subjects with jobs in every state. schema_19.sql.gz is what mariadb-dump
-- (--routines --triggers --skip-comments --skip-dump-date --complete-insert) makes of it after docket migrate and this file,
-- both of that release.

SET time_zone = '+00:00';
SET @shop = UNHEX(SHA2('dk_shop', 256)), @uid = '0193a1b2-2222-7000-8000-000000000000', @old = 1111;
CALL tenant_create(@uid, 'shop', 'Shop');
SET @tenant = (SELECT tenant_id FROM tenant WHERE slug = 'shop');
CALL key_create('shop', '0193a1b2-2222-7000-8000-0000000000ff', @shop, 'dk_shop', 'shop', 'documents:read,documents:write', NULL);
CALL worker_start(@old, 'oldhost', 4711, 'preprocessing:8,ocr:8,llm:1,extraction:1,evaluation:1,maintenance:8');

DELIMITER //
CREATE PROCEDURE fill_document(IN p_number INT, IN p_pages INT)
BEGIN
    SET @document = CONCAT('0193a1b2-2222-7000-8000-0000000001', LPAD(p_number, 2, '0'));
    CALL document_create(@shop, @document, CONCAT('0193a1b2-2222-7000-8000-0000000002', LPAD(p_number, 2, '0')),
        UNHEX(SHA2(CONCAT('file', p_number), 256)), 'application/pdf', 4, CONCAT('uploads/', @uid, '/', p_number),
        CONCAT('document ', p_number, '.pdf'), NULL, 'invoice', 5);
END//
CREATE PROCEDURE fill_pages(IN p_count INT)
BEGIN
    CALL fill_claim('preprocessing');
    START TRANSACTION;
    FOR r IN (SELECT seq FROM seq_1_to_9 WHERE seq <= p_count) DO
        CALL page_add(@job, @old, @fence, r.seq, 100, 100, 300, 'ocr', CONCAT('results/x/page-', r.seq, '.png'), NULL);
    END FOR;
    CALL job_finish(@job, @old, @fence, '');
    COMMIT;
END//
CREATE PROCEDURE fill_claim(IN p_queue VARCHAR(30))
BEGIN
    CALL job_claim(@old, p_queue, 1, '[]');
    SELECT job_id, fence INTO @job, @fence FROM job_live WHERE worker_id = @old ORDER BY claimed_at DESC LIMIT 1;
END//
CREATE PROCEDURE fill_finish(IN p_queue VARCHAR(30))
BEGIN
    CALL fill_claim(p_queue);
    START TRANSACTION;
    CALL job_finish(@job, @old, @fence, '');
    COMMIT;
END//
DELIMITER ;

-- 1: all steps done, of which the older ones are history; its searchable PDF is asked for.
CALL fill_document(1, 1);
CALL fill_pages(1);
CALL fill_claim('ocr');
START TRANSACTION;
CALL page_read(@job, @old, @fence, 1, 100, 100, 300, 'ocr', 1, 1, '[]', NULL);
CALL document_read(@job, @old, @fence, 5, 1, 'results/x/result.html');
CALL job_finish(@job, @old, @fence, '');
COMMIT;
CALL fill_finish('llm');
CALL fill_finish('extraction');
CALL fill_claim('evaluation');
START TRANSACTION;
CALL document_evaluate(@job, @old, @fence, 1, 1, 'approved', '[]');
CALL job_finish(@job, @old, @fence, '');
COMMIT;
UPDATE page SET word_count = 1 WHERE document_id = @document;
CALL pdf_request(@shop, @document, TRUE);
UPDATE queue SET keep_finished_s = 0 WHERE name = 'preprocessing';
DO SLEEP(0.01);
CALL job_retire('preprocessing', 100);
UPDATE queue SET keep_finished_s = 604800 WHERE name = 'preprocessing';
-- 2: dead at preprocess. 3: cancelled.
CALL job_claim(@old, 'preprocessing', 1, '[]');
CALL fill_document(2, 1);
CALL fill_claim('preprocessing');
CALL job_give_up(@tenant, @job, 'dead', 'worker_crashed', 'This job ended its worker several times.');
CALL fill_document(3, 1);
SET @job = (SELECT job_id FROM job WHERE document_id = @document);
CALL job_cancel(@job);
-- 4: three pages, of which the first is done, the second runs and the third failed once.
CALL fill_document(4, 3);
CALL fill_pages(3);
CALL fill_claim('ocr');
START TRANSACTION;
CALL page_read(@job, @old, @fence, 1, 100, 100, 300, 'ocr', 1, 1, '[]', NULL);
CALL job_finish(@job, @old, @fence, '');
COMMIT;
CALL fill_claim('ocr');
CALL fill_claim('ocr');
CALL job_fail(@job, @old, @fence, 'time_limit', 'Too slow.', FALSE);
-- 5: a page failed for good, so the step and its other pages ended.
CALL fill_document(5, 3);
CALL fill_pages(3);
CALL fill_claim('ocr');
CALL job_fail(@job, @old, @fence, 'internal_error', 'x', TRUE);
-- 6: its preprocessing runs. 7: waits.
CALL fill_document(6, 1);
CALL fill_claim('preprocessing');
CALL fill_document(7, 1);
-- Tasks of their own: one of a unique key, one of a full limit key, one for later.
CALL job_create('shop', 'maintenance', 'probe', '{"event":true}', 5, NULL, 'only', NULL);
CALL queue_limit('maintenance', 'shop', 'narrow', 1, NULL, NULL);
CALL job_create('shop', 'maintenance', 'probe', '{}', 5, NULL, NULL, 'narrow');
CALL job_create('shop', 'maintenance', 'probe', '{}', 5, NULL, NULL, 'narrow');
CALL job_create('shop', 'maintenance', 'probe', '{}', 5, 86400, NULL, NULL);

DROP PROCEDURE fill_document;
DROP PROCEDURE fill_pages;
DROP PROCEDURE fill_claim;
DROP PROCEDURE fill_finish;
