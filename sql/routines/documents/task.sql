DELIMITER //

-- task_word: the OCR platform's word for where a document stands; nobody else says it.
-- account: internal
CREATE OR REPLACE FUNCTION task_word(p_is_final BOOLEAN, p_is_failure BOOLEAN, p_is_initial BOOLEAN) RETURNS VARCHAR(10)
DETERMINISTIC NO SQL
BEGIN
    RETURN CASE WHEN p_is_failure THEN 'failed' WHEN p_is_final THEN 'completed' WHEN p_is_initial THEN 'queued'
        ELSE 'processing' END;
END//

-- task_get: a document in the OCR platform's words. Errors: 45404 document_unknown.
-- account: app
-- transaction: none
-- returns: one
--   document_id UUID
--   media_id UUID
--   tenant_uid UUID
--   filename VARCHAR
--   bytes INT
--   type VARCHAR
--   storage_key VARCHAR
--   sha256 VARCHAR
--   priority INT
--   status VARCHAR
--   page_count INT?
--   text_length INT?
--   confidence DECIMAL?
--   error_code VARCHAR?
--   error_detail VARCHAR?
--   has_result BOOLEAN
--   created_at DATETIME
--   started_at DATETIME?
--   finished_at DATETIME?
--   updated_at DATETIME
-- example: CALL task_get(@key, @document)
CREATE OR REPLACE PROCEDURE task_get(IN p_key BINARY(32), IN p_document UUID)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    SELECT d.document_id, d.media_id, t.uid AS tenant_uid, d.filename, CAST(m.bytes AS SIGNED) AS bytes, m.type,
            m.storage_key, LOWER(HEX(m.sha256)) AS sha256, CAST(d.priority AS SIGNED) AS priority,
            task_word(s.is_final, s.is_failure, d.status = p.initial_status) AS status, d.page_count, d.text_length, d.confidence, d.error_code, d.error_detail,
            d.result_key IS NOT NULL AS has_result, d.created_at, d.started_at, d.finished_at, d.updated_at
        FROM document d
        JOIN tenant t ON t.tenant_id = d.tenant_id
        JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
        JOIN pipeline p ON p.pipeline = d.pipeline
        WHERE d.tenant_id = v_tenant AND d.document_id = p_document;
    IF FOUND_ROWS() = 0 THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
END//

-- task_list: the tenant's documents, newest first. p_user is the tenant's uid or NULL.
-- Errors: 45403 user_mismatch; 45422 limit_invalid.
-- account: app
-- transaction: none
-- returns: many
--   document_id UUID
--   media_id UUID
--   tenant_uid UUID
--   filename VARCHAR
--   bytes INT
--   type VARCHAR
--   priority INT
--   status VARCHAR
--   error_code VARCHAR?
--   created_at DATETIME
--   started_at DATETIME?
--   finished_at DATETIME?
--   updated_at DATETIME
-- nullable: user
-- example: CALL task_list(@key, NULL, 50, 0)
CREATE OR REPLACE PROCEDURE task_list(
    IN p_key BINARY(32), IN p_user UUID, IN p_limit INT UNSIGNED, IN p_offset INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    IF p_user <> (SELECT uid FROM tenant WHERE tenant_id = v_tenant) THEN
        SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'user_mismatch';
    END IF;
    IF p_limit NOT BETWEEN 1 AND 101 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'limit_invalid'; END IF;
    SELECT d.document_id, d.media_id, t.uid AS tenant_uid, d.filename, CAST(m.bytes AS SIGNED) AS bytes, m.type,
            CAST(d.priority AS SIGNED) AS priority, task_word(s.is_final, s.is_failure, d.status = p.initial_status) AS status, d.error_code, d.created_at,
            d.started_at, d.finished_at, d.updated_at
        FROM document d FORCE INDEX (PRIMARY)
        JOIN tenant t ON t.tenant_id = d.tenant_id
        JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
        JOIN pipeline p ON p.pipeline = d.pipeline
        WHERE d.tenant_id = v_tenant
        ORDER BY d.tenant_id DESC, d.document_id DESC LIMIT p_limit OFFSET p_offset;
END//
