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
    SELECT document_id INTO p_document FROM job WHERE tenant_id = p_tenant AND job_id = p_job;
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
    DELETE FROM einvoice WHERE tenant_id = v_tenant AND document_id = v_document;
    CALL document_items_clear(v_tenant, v_document);
    DELETE FROM field WHERE tenant_id = v_tenant AND document_id = v_document;
    DELETE FROM prediction WHERE tenant_id = v_tenant AND document_id = v_document;
    DELETE FROM document_tag WHERE tenant_id = v_tenant AND document_id = v_document;
    DELETE FROM page WHERE tenant_id = v_tenant AND document_id = v_document;
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
--   words JSON?
--   reading JSON?
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
    CALL event_add(v_tenant, 'ocr.completed', v_document, JSON_OBJECT(
        'document_id', v_document, 'text_length', p_text_length, 'confidence', p_confidence));
END//

-- prediction_put: raw text that is taken for a field; a later one replaces an earlier. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL prediction_put(@job, @worker, @fence, 'due_date', '1 May 2026', 1, 0, 0, 10, 10, '[0]', 0.9, 'rules', 'label')
CREATE OR REPLACE PROCEDURE prediction_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_name VARCHAR(40), IN p_raw VARCHAR(1000), IN p_page SMALLINT UNSIGNED,
    IN p_left INT, IN p_top INT, IN p_right INT, IN p_bottom INT, IN p_words JSON,
    IN p_confidence DECIMAL(4, 3), IN p_source VARCHAR(10), IN p_rule VARCHAR(60))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO prediction (tenant_id, document_id, name, raw, page, box_left, box_top, box_right, box_bottom,
            words, confidence, source, rule)
        VALUES (v_tenant, v_document, p_name, p_raw, p_page, p_left, p_top, p_right, p_bottom,
            p_words, p_confidence, p_source, p_rule);
END//

-- prediction_list: the predictions for the job's document. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   name VARCHAR
--   raw VARCHAR
--   page INT
--   box_left INT
--   box_top INT
--   box_right INT
--   box_bottom INT
--   words JSON
--   confidence DECIMAL
--   source VARCHAR
--   rule VARCHAR
-- example: CALL prediction_list(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE prediction_list(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    SELECT name, raw, CAST(page AS SIGNED) AS page, box_left, box_top, box_right, box_bottom, words, confidence,
            source, rule
        FROM prediction WHERE tenant_id = v_tenant AND document_id = v_document ORDER BY name;
END//

-- field_put: a field's normalised value; evidence is NULL where it was derived. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- nullable: raw, page, left, top, right, bottom, words
-- example: CALL field_put(@job, @worker, @fence, 'due_date', 'date', '2026-05-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.6, 'derived', 'terms')
CREATE OR REPLACE PROCEDURE field_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_name VARCHAR(40), IN p_kind VARCHAR(10), IN p_value VARCHAR(1000), IN p_raw VARCHAR(1000),
    IN p_page SMALLINT UNSIGNED, IN p_left INT, IN p_top INT, IN p_right INT, IN p_bottom INT, IN p_words JSON,
    IN p_confidence DECIMAL(4, 3), IN p_source VARCHAR(10), IN p_rule VARCHAR(60))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO field (tenant_id, document_id, pipeline, document_type, name, kind, value, raw, page, box_left, box_top,
            box_right, box_bottom, words, confidence, source, rule)
        SELECT v_tenant, v_document, b.pipeline, IF(b.pipeline IS NULL, d.document_type, NULL), p_name, p_kind, p_value,
            p_raw, p_page, p_left, p_top, p_right, p_bottom, p_words, p_confidence, p_source, p_rule
        FROM document d
        LEFT JOIN document_type t ON t.tenant_id = d.tenant_id AND t.name = d.document_type
        LEFT JOIN field_type b ON b.pipeline = IF(d.document_type IS NULL, d.pipeline, t.base) AND b.name = p_name
        WHERE d.tenant_id = v_tenant AND d.document_id = v_document;
END//

-- field_list: the fields of the job's document. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   name VARCHAR
--   kind VARCHAR
--   value VARCHAR
--   raw VARCHAR?
--   page INT?
--   box_left INT?
--   box_top INT?
--   box_right INT?
--   box_bottom INT?
--   words JSON?
--   confidence DECIMAL
--   source VARCHAR
--   rule VARCHAR
-- example: CALL field_list(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE field_list(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    SELECT name, kind, value, raw, CAST(page AS SIGNED) AS page, box_left, box_top, box_right, box_bottom, words,
            confidence, source, rule
        FROM field WHERE tenant_id = v_tenant AND document_id = v_document ORDER BY name;
END//

-- document_evaluate: the verdict on a document, 'approved' or 'manual_review'. Errors: 45409 lease_lost; 45422
-- decision_invalid.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL document_evaluate(@job, @worker, @fence, 0.9, 0.9, 'approved', '[]')
CREATE OR REPLACE PROCEDURE document_evaluate(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_quality DECIMAL(4, 3), IN p_accuracy DECIMAL(4, 3), IN p_decision VARCHAR(30), IN p_findings JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    IF p_decision NOT IN ('approved', 'manual_review') THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'decision_invalid';
    END IF;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    UPDATE document
        SET quality_score = p_quality, predicted_accuracy = p_accuracy, findings = p_findings,
            needs_review = p_decision = 'manual_review'
        WHERE tenant_id = v_tenant AND document_id = v_document;
    CALL document_set_status(v_tenant, v_document, p_decision);
    IF p_decision = 'manual_review' THEN
        CALL event_add(v_tenant, 'document.review_required', v_document, JSON_OBJECT(
            'document_id', v_document, 'findings', JSON_EXTRACT(p_findings, '$')));
    END IF;
END//

-- probe_complete: the effect of a probe: an event with the job's number and the microsecond since 1970 at which the worker
-- began. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL probe_complete(@job, @worker, @fence, 1795248000000000)
CREATE OR REPLACE PROCEDURE probe_complete(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_started_us BIGINT)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    CALL transaction_required();
    CALL event_add(v_tenant, 'probe.completed', NULL, JSON_OBJECT('job', p_job, 'started_us', p_started_us));
END//
