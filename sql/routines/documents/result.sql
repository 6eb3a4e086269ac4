DELIMITER //

-- What was read of a document, in parts that are small enough to be rendered one by one.

-- result_get: what stands above a document's result. result_key changes with each reading. A document that failed after
-- it was read has one. Errors: 45404 document_unknown; 45409 result_not_ready, result_failed.
-- account: app
-- transaction: none
-- returns: one
--   filename VARCHAR
--   media_type VARCHAR
--   sha256 VARCHAR
--   page_count INT
--   result_key VARCHAR
-- example: CALL result_get(@key, @document)
CREATE OR REPLACE PROCEDURE result_get(IN p_key BINARY(32), IN p_document UUID)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_filename VARCHAR(255);
    DECLARE v_type VARCHAR(100);
    DECLARE v_sha256 VARCHAR(64);
    DECLARE v_pages INT;
    DECLARE v_result VARCHAR(300);
    DECLARE v_failed BOOLEAN;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_filename = NULL;
    SELECT d.filename, m.type, LOWER(HEX(m.sha256)), COALESCE(d.page_count, 0), d.result_key, s.is_failure
        INTO v_filename, v_type, v_sha256, v_pages, v_result, v_failed
        FROM document d
        JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
        WHERE d.tenant_id = v_tenant AND d.document_id = p_document;
    IF v_filename IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
    IF v_result IS NULL AND v_failed THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'result_failed'; END IF;
    IF v_result IS NULL THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'result_not_ready'; END IF;
    SELECT v_filename AS filename, v_type AS media_type, v_sha256 AS sha256, v_pages AS page_count, v_result AS result_key;
END//

-- result_page: the page behind number p_after with its words, of the reading that p_result_key is; no row where there is
-- none. Errors: 45404 document_unknown; 45409 result_not_ready: it is being read again.
-- account: app
-- transaction: none
-- returns: many
--   number INT
--   width INT
--   height INT
--   dpi INT
--   source VARCHAR
--   words JSON [Word]?
--   reading JSON PageReading?
-- example: CALL result_page(@key, @document, 'results/fixture/result.html', 0)
CREATE OR REPLACE PROCEDURE result_page(
    IN p_key BINARY(32), IN p_document UUID, IN p_result_key VARCHAR(300), IN p_after SMALLINT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_result VARCHAR(300);
    DECLARE v_found BOOLEAN DEFAULT TRUE;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_found = FALSE;
    SELECT result_key INTO v_result FROM document WHERE tenant_id = v_tenant AND document_id = p_document;
    IF NOT v_found THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
    IF COALESCE(v_result <> p_result_key, TRUE) THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'result_not_ready'; END IF;
    SELECT CAST(p.number AS SIGNED) AS number, CAST(p.width AS SIGNED) AS width, CAST(p.height AS SIGNED) AS height,
            CAST(p.dpi AS SIGNED) AS dpi, p.source, p.words, p.reading
        FROM page p WHERE p.tenant_id = v_tenant AND p.document_id = p_document AND p.number > p_after
        ORDER BY p.number LIMIT 1;
END//
