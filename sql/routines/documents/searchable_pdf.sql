DELIMITER //

-- The searchable PDF of a document: made by a job of its own when it is first asked for, kept as long as the reading is.
-- The job is about the document and none of its steps, so that it neither keeps the document busy nor fails with it; its
-- payload names the reading.

-- pdf_request: the file of a document's searchable PDF, which is the file that came in where that is a PDF whose text is
-- its own. Where file_key is NULL, job makes it, and queue is where a worker is to be woken; or job has failed at it within
-- the last day, as it would again. p_make FALSE: it is only looked for, and job is NULL where none has failed.
-- Errors: 45404 document_unknown; 45406 format_unavailable; 45409 result_not_ready, result_failed.
-- account: app
-- transaction: own
-- returns: one
--   filename VARCHAR
--   file_key VARCHAR?
--   job BIGINT?
--   queue VARCHAR
-- example: CALL pdf_request(@key, @document, TRUE)
CREATE OR REPLACE PROCEDURE pdf_request(IN p_key BINARY(32), IN p_document UUID, IN p_make BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_filename VARCHAR(255);
    DECLARE v_type VARCHAR(100);
    DECLARE v_original, v_result, v_file VARCHAR(300);
    DECLARE v_failed, v_is_read_from_image, v_new BOOLEAN;
    DECLARE v_found BOOLEAN DEFAULT TRUE;
    DECLARE v_job BIGINT UNSIGNED;
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_unique VARCHAR(150);
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_found = FALSE;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SELECT d.filename, m.type, m.storage_key, d.result_key, d.pdf_key, s.is_failure
        INTO v_filename, v_type, v_original, v_result, v_file, v_failed
        FROM document d
        JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
        WHERE d.tenant_id = v_tenant AND d.document_id = p_document;
    IF NOT v_found THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
    IF v_result IS NULL AND v_failed THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'result_failed'; END IF;
    IF v_result IS NULL THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'result_not_ready'; END IF;
    IF v_type <> 'application/pdf' AND v_type NOT LIKE 'image/%' THEN
        SIGNAL SQLSTATE '45406' SET MESSAGE_TEXT = 'format_unavailable';
    END IF;
    SELECT COUNT(*) > 0 INTO v_is_read_from_image FROM page
        WHERE tenant_id = v_tenant AND document_id = p_document AND source = 'ocr' AND word_count > 0;
    IF v_type = 'application/pdf' AND NOT v_is_read_from_image THEN SET v_file = v_original; END IF;
    IF v_file IS NULL THEN
        SELECT queue_id INTO v_queue FROM queue WHERE name = 'preprocessing';
        SET v_unique = CONCAT('pdf:', p_document, ':', SHA2(v_result, 256));
        SELECT MAX(job_id) INTO v_job FROM job
            WHERE tenant_id = v_tenant AND queue_id = v_queue AND outcome IN ('failed', 'dead')
                AND finished_at > UTC_TIMESTAMP(6) - INTERVAL 1 DAY AND kind = 'searchable_pdf' AND unique_key = v_unique;
    END IF;
    IF v_file IS NULL AND v_job IS NULL AND p_make THEN
        START TRANSACTION;
        CALL job_add(v_tenant, v_queue, 'searchable_pdf', 'document', p_document, NULL, NULL,
            JSON_OBJECT('result_key', v_result), 1, NULL, v_unique, NULL, FALSE, NULL, v_job, v_new);
        COMMIT;
    END IF;
    SELECT v_filename AS filename, v_file AS file_key, CAST(v_job AS SIGNED) AS job, 'preprocessing' AS queue;
END//

-- pdf_progress: what became of a job of pdf_request: the file, or why there is none; both NULL while it is under way.
-- Errors: 45404 document_unknown.
-- account: app
-- transaction: none
-- returns: one
--   file_key VARCHAR?
--   error_code VARCHAR?
--   error_detail VARCHAR?
-- example: CALL pdf_progress(@key, @document, @failed_job)
CREATE OR REPLACE PROCEDURE pdf_progress(IN p_key BINARY(32), IN p_document UUID, IN p_job BIGINT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_file VARCHAR(300);
    DECLARE v_outcome VARCHAR(10);
    DECLARE v_code VARCHAR(40);
    DECLARE v_detail VARCHAR(500);
    DECLARE v_found BOOLEAN DEFAULT TRUE;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_found = FALSE;
    SELECT pdf_key INTO v_file FROM document WHERE tenant_id = v_tenant AND document_id = p_document;
    IF NOT v_found THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
    SELECT outcome, error_code, error_detail INTO v_outcome, v_code, v_detail FROM job
        WHERE tenant_id = v_tenant AND job_id = p_job AND kind = 'searchable_pdf'
            AND subject_kind = 'document' AND subject_id = p_document;
    -- Done, and no file: the document was read again meanwhile.
    SELECT v_file AS file_key,
            CASE WHEN v_outcome IS NULL THEN NULL WHEN v_outcome = 'done' THEN 'result_not_ready'
                ELSE COALESCE(v_code, 'cancelled') END AS error_code,
            IF(v_outcome = 'done', NULL, v_detail) AS error_detail;
END//

-- pdf_of_job: the document and the reading that a held job of pdf_request is for. Errors: 45409 lease_lost.
-- account: internal
CREATE OR REPLACE PROCEDURE pdf_of_job(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    OUT p_tenant INT UNSIGNED, OUT p_document UUID, OUT p_result_key VARCHAR(300))
READS SQL DATA
BEGIN
    SET p_tenant = lease_tenant(p_job, p_worker, p_fence);
    SELECT subject_id, JSON_VALUE(payload, '$.result_key') INTO p_document, p_result_key
        FROM job WHERE tenant_id = p_tenant AND job_id = p_job AND subject_kind = 'document';
END//

-- pdf_open: what a job of pdf_request is to make a PDF of; no row where the document was read again since.
-- Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   document_id UUID
--   media_type VARCHAR
--   storage_key VARCHAR
--   month VARCHAR
-- example: CALL pdf_open(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE pdf_open(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    DECLARE v_result VARCHAR(300);
    CALL pdf_of_job(p_job, p_worker, p_fence, v_tenant, v_document, v_result);
    SELECT d.document_id, m.type AS media_type, m.storage_key, DATE_FORMAT(d.created_at, '%Y-%m') AS month
        FROM document d
        JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        WHERE d.tenant_id = v_tenant AND d.document_id = v_document AND d.result_key = v_result;
END//

-- pdf_page: the page behind number p_after, with its words, of the document that a job of pdf_request is for; no row where
-- there is none. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
-- like: result_page
-- example: CALL pdf_page(@job, @worker, @fence, 0)
CREATE OR REPLACE PROCEDURE pdf_page(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_after SMALLINT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    DECLARE v_result VARCHAR(300);
    CALL pdf_of_job(p_job, p_worker, p_fence, v_tenant, v_document, v_result);
    SELECT CAST(p.number AS SIGNED) AS number, CAST(p.width AS SIGNED) AS width, CAST(p.height AS SIGNED) AS height,
            CAST(p.dpi AS SIGNED) AS dpi, p.source, p.words, p.reading
        FROM page p WHERE p.tenant_id = v_tenant AND p.document_id = v_document AND p.number > p_after
        ORDER BY p.number LIMIT 1;
END//

-- pdf_put: the PDF that a job of pdf_request made; forgotten where the document was read again since.
-- Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL pdf_put(@job, @worker, @fence, 'results/x/document.pdf')
CREATE OR REPLACE PROCEDURE pdf_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_pdf_key VARCHAR(300))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    DECLARE v_result VARCHAR(300);
    CALL transaction_required();
    CALL pdf_of_job(p_job, p_worker, p_fence, v_tenant, v_document, v_result);
    UPDATE document SET pdf_key = p_pdf_key
        WHERE tenant_id = v_tenant AND document_id = v_document AND result_key = v_result;
END//
