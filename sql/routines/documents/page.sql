DELIMITER //

-- What the steps write and read. Each takes the lease of the job that does the step, which gives the document.

-- lease_document: the document of a held job. Errors: 45409 lease_lost.
-- account: internal
CREATE OR REPLACE PROCEDURE lease_document(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    OUT p_tenant INT UNSIGNED, OUT p_document UUID)
READS SQL DATA
BEGIN
    SET p_tenant = lease_tenant(p_job, p_worker, p_fence);
    SELECT subject_id INTO p_document FROM job
        WHERE tenant_id = p_tenant AND job_id = p_job AND subject_kind = 'document';
END//

-- pages_clear: forgets what earlier attempts left: pages, predictions, fields, lines, tags. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL pages_clear(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE pages_clear(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    CALL preprocess_clear(v_tenant, v_document);
END//

-- page_add: a prepared page; image_key is NULL where it has a text layer, and preparation what was read of that, NULL where
-- that is much; of another page it is what its image was like, and what was done to it. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- nullable: image_key, preparation
-- example: CALL page_add(@job, @worker, @fence, 2, 2480, 3508, 300, 'ocr', 'results/x/page-2.png', NULL)
CREATE OR REPLACE PROCEDURE page_add(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_number SMALLINT UNSIGNED, IN p_width INT UNSIGNED, IN p_height INT UNSIGNED, IN p_dpi SMALLINT UNSIGNED,
    IN p_source VARCHAR(10), IN p_image_key VARCHAR(300), IN p_preparation JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    INSERT INTO page (tenant_id, document_id, number, width, height, dpi, source, image_key, preparation)
        VALUES (v_tenant, v_document, p_number, p_width, p_height, p_dpi, p_source, p_image_key, p_preparation);
    UPDATE document SET page_count = GREATEST(COALESCE(page_count, 0), p_number)
        WHERE tenant_id = v_tenant AND document_id = v_document;
END//

-- page_read: the words of a page, and its size as it was read (a turned page changes it); those that a text layer's
-- preparation had are not kept twice. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- nullable: reading
-- example: CALL page_read(@job, @worker, @fence, 1, 2480, 3508, 300, 'ocr', 0.95, 1, '[]', NULL)
CREATE OR REPLACE PROCEDURE page_read(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_number SMALLINT UNSIGNED, IN p_width INT UNSIGNED, IN p_height INT UNSIGNED, IN p_dpi SMALLINT UNSIGNED,
    IN p_source VARCHAR(10), IN p_confidence DECIMAL(4, 3), IN p_word_count INT UNSIGNED, IN p_words JSON,
    IN p_reading JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    UPDATE page
        SET width = p_width, height = p_height, dpi = p_dpi, source = p_source, confidence = p_confidence,
            word_count = p_word_count, words = p_words, reading = p_reading,
            preparation = IF(p_source = 'text', NULL, preparation)
        WHERE tenant_id = v_tenant AND document_id = v_document AND number = p_number;
END//

-- page_list: the pages of the job's document, in order; of a number that one alone, of NULL all. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   number INT
--   width INT
--   height INT
--   dpi INT
--   source VARCHAR
--   image_key VARCHAR?
--   preparation JSON?
--   words JSON [Word]?
--   reading JSON PageReading?
-- nullable: number
-- example: CALL page_list(@job, @worker, @fence, 1)
CREATE OR REPLACE PROCEDURE page_list(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_number SMALLINT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    SELECT CAST(number AS SIGNED) AS number, CAST(width AS SIGNED) AS width, CAST(height AS SIGNED) AS height,
            CAST(dpi AS SIGNED) AS dpi, source, image_key, preparation, words, reading
        FROM page
        WHERE tenant_id = v_tenant AND document_id = v_document AND (p_number IS NULL OR number = p_number)
        ORDER BY number;
END//

-- document_read: what the reading of the whole document gave; result_key is result.html in the blob store.
-- Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL document_read(@job, @worker, @fence, 1234, 0.95, 'results/x/result.html')
CREATE OR REPLACE PROCEDURE document_read(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_text_length INT UNSIGNED, IN p_confidence DECIMAL(4, 3), IN p_result_key VARCHAR(300))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    UPDATE document
        SET text_length = p_text_length, confidence = p_confidence, result_key = p_result_key, pdf_key = NULL
        WHERE tenant_id = v_tenant AND document_id = v_document;
    CALL event_add(v_tenant, 'ocr.completed', 'document', v_document, JSON_OBJECT(
        'document_id', v_document, 'text_length', CAST(p_text_length AS SIGNED), 'confidence', p_confidence + 0));
END//
