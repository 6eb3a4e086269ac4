DELIMITER //

-- result_signature: what proves a link to a result: a keyed hash over what the link names.
-- account: internal
CREATE OR REPLACE FUNCTION result_signature(p_tenant UUID, p_document UUID, p_expires BIGINT UNSIGNED)
RETURNS CHAR(64)
READS SQL DATA
BEGIN
    DECLARE v_secret CHAR(64) DEFAULT (SELECT HEX(value) FROM secret WHERE name = 'result_link');
    -- Hashed within and without, so that nothing can be appended to what was signed.
    RETURN SHA2(CONCAT(v_secret, SHA2(CONCAT_WS(':', v_secret, p_tenant, p_document, p_expires), 256)), 256);
END//

-- result_link: what a link to a document's result.html is made of, good for p_seconds. Nothing is written.
-- Errors: 45404 document_unknown; 45409 result_not_ready, result_failed.
-- account: app
-- transaction: none
-- returns: one
--   filename VARCHAR
--   token VARCHAR
-- example: CALL result_link(@key, @document, 3600)
CREATE OR REPLACE PROCEDURE result_link(IN p_key BINARY(32), IN p_document UUID, IN p_seconds INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_expires BIGINT UNSIGNED DEFAULT UNIX_TIMESTAMP() + p_seconds;
    DECLARE v_uid UUID;
    DECLARE v_result VARCHAR(300);
    DECLARE v_filename VARCHAR(255);
    DECLARE v_failed BOOLEAN;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_filename = NULL;
    SELECT d.result_key, d.filename, s.is_failure, t.uid INTO v_result, v_filename, v_failed, v_uid
        FROM document d
        JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
        JOIN tenant t ON t.tenant_id = d.tenant_id
        WHERE d.tenant_id = v_tenant AND d.document_id = p_document;
    IF v_filename IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
    IF v_result IS NULL AND v_failed THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'result_failed'; END IF;
    IF v_result IS NULL THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'result_not_ready'; END IF;
    SELECT v_filename AS filename,
            CONCAT_WS('.', v_uid, p_document, v_expires, result_signature(v_uid, p_document, v_expires)) AS token;
END//

-- result_open: the file behind a link's token, '<tenant uid>.<document>.<expires>.<signature>', which is the capability.
-- Errors: 45404 link_unknown; 45410 link_expired.
-- account: app
-- transaction: none
-- returns: one
--   result_key VARCHAR
--   filename VARCHAR
-- example: CALL result_open(@token)
CREATE OR REPLACE PROCEDURE result_open(IN p_token VARCHAR(200))
READS SQL DATA
BEGIN
    DECLARE v_uid, v_document UUID;
    DECLARE v_expires BIGINT UNSIGNED;
    DECLARE v_key VARCHAR(300);
    DECLARE v_filename VARCHAR(255);
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_key = NULL;
    IF p_token NOT REGEXP '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[.]){2}[0-9]{1,12}[.][0-9a-f]{64}$' THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'link_unknown';
    END IF;
    SET v_uid = SUBSTRING_INDEX(p_token, '.', 1),
        v_document = SUBSTRING_INDEX(SUBSTRING_INDEX(p_token, '.', 2), '.', -1),
        v_expires = SUBSTRING_INDEX(SUBSTRING_INDEX(p_token, '.', 3), '.', -1);
    -- Hashes of both are compared, so that how long it takes tells nothing of the signature.
    IF SHA2(SUBSTRING_INDEX(p_token, '.', -1), 256)
        <> SHA2(result_signature(v_uid, v_document, v_expires), 256) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'link_unknown';
    END IF;
    IF v_expires <= UNIX_TIMESTAMP(SYSDATE()) THEN SIGNAL SQLSTATE '45410' SET MESSAGE_TEXT = 'link_expired'; END IF;
    SELECT d.result_key, d.filename INTO v_key, v_filename
        FROM tenant t JOIN document d ON d.tenant_id = t.tenant_id AND d.document_id = v_document
        WHERE t.uid = v_uid AND t.active;
    IF v_key IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'link_unknown'; END IF;
    SELECT v_key AS result_key, v_filename AS filename;
END//
