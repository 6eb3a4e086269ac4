DELIMITER //

-- upload_begin: whether this key may upload, asked before the body is read; gives where the tenant's files go.
-- Errors: 45413 quota_storage_exceeded; 45429 quota_documents_exceeded.
-- account: app
-- transaction: none
-- returns: one
--   tenant_uid UUID
--   month VARCHAR
-- example: CALL upload_begin(@key)
CREATE OR REPLACE PROCEDURE upload_begin(IN p_key BINARY(32))
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    CALL quota_check(v_tenant);
    SELECT uid AS tenant_uid, DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m') AS month FROM tenant WHERE tenant_id = v_tenant;
END//

-- upload_find: what the tenant uploaded for its text between two moments of ids, at most 100 files; no row where nothing is
-- known.
-- account: app
-- transaction: none
-- returns: many
--   filename VARCHAR
--   storage_key VARCHAR
-- example: CALL upload_find(@key, @document, @document)
CREATE OR REPLACE PROCEDURE upload_find(IN p_key BINARY(32), IN p_first UUID, IN p_last UUID)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    SELECT d.filename, m.storage_key
        FROM document d
        JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        WHERE d.tenant_id = v_tenant AND d.document_id BETWEEN p_first AND p_last AND d.pipeline = 'ocr'
        ORDER BY d.document_id LIMIT 100;
END//

-- document_create: document_add in a transaction of its own. Errors: those of document_add.
-- account: app
-- transaction: own
-- returns: one
--   status VARCHAR
--   task_status VARCHAR
--   created_at DATETIME
--   media_id UUID
--   storage_key VARCHAR
--   queue VARCHAR
--   queue_position INT
-- nullable: document_type, pipeline
-- example: CALL document_create(@key, '0193a1b2-0000-7000-8000-000000000003', '0193a1b2-0000-7000-8000-000000000004', UNHEX(REPEAT('cd', 32)), 'application/pdf', 1024, 'uploads/0193a1b2-1111-7000-8000-000000000000/original', 'a.pdf', NULL, 'invoice', 5)
CREATE OR REPLACE PROCEDURE document_create(
    IN p_key BINARY(32), IN p_document UUID, IN p_media UUID, IN p_sha256 BINARY(32), IN p_type VARCHAR(100),
    IN p_bytes BIGINT UNSIGNED, IN p_storage_key VARCHAR(300), IN p_filename VARCHAR(255),
    IN p_document_type VARCHAR(30), IN p_pipeline VARCHAR(30), IN p_priority TINYINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CALL document_add(p_key, p_document, p_media, p_sha256, p_type, p_bytes, p_storage_key, p_filename,
        p_document_type, p_pipeline, p_priority);
    COMMIT;
END//

-- document_add: a document of a stored file, and the job of its first step. Where the tenant holds the same bytes
-- already, that media serves, and storage_key says which file to keep. p_document_type is one that the tenant defined,
-- or 'invoice'; p_pipeline its own or a built-in one, that of the type where it is NULL. Where neither is given it is an
-- invoice. The quota's counters are locked to the end of the transaction, so that uploads at once cannot pass the limit
-- together. Errors: 45413 quota_storage_exceeded; 45422 document_type_unknown, pipeline_unknown, priority_invalid,
-- storage_key_invalid; 45429 quota_documents_exceeded.
-- account: app
-- transaction: caller
-- returns: one
--   status VARCHAR
--   task_status VARCHAR
--   created_at DATETIME
--   media_id UUID
--   storage_key VARCHAR
--   queue VARCHAR
--   queue_position INT
-- nullable: document_type, pipeline
-- example: CALL document_add(@key, '0193a1b2-0000-7000-8000-000000000003', '0193a1b2-0000-7000-8000-000000000004', UNHEX(REPEAT('cd', 32)), 'application/pdf', 1024, 'uploads/0193a1b2-1111-7000-8000-000000000000/original', 'a.pdf', NULL, 'invoice', 5)
CREATE OR REPLACE PROCEDURE document_add(
    IN p_key BINARY(32), IN p_document UUID, IN p_media UUID, IN p_sha256 BINARY(32), IN p_type VARCHAR(100),
    IN p_bytes BIGINT UNSIGNED, IN p_storage_key VARCHAR(300), IN p_filename VARCHAR(255),
    IN p_document_type VARCHAR(30), IN p_pipeline VARCHAR(30), IN p_priority TINYINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    DECLARE v_media UUID;
    DECLARE v_storage_key VARCHAR(300);
    DECLARE v_type, v_pipeline, v_status, v_task_status, v_queue VARCHAR(30);
    DECLARE v_queue_id SMALLINT UNSIGNED;
    DECLARE v_created_at DATETIME(6);
    DECLARE v_position INT;
    CALL transaction_required();
    IF p_priority NOT BETWEEN 1 AND 10 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'priority_invalid'; END IF;
    -- Whoever holds a key only must not have another tenant's file read as theirs.
    IF p_storage_key NOT LIKE CONCAT('uploads/', (SELECT uid FROM tenant WHERE tenant_id = v_tenant), '/%')
            OR p_storage_key LIKE '%..%' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'storage_key_invalid';
    END IF;
    CALL document_kind(v_tenant, p_document_type, p_pipeline, v_type, v_pipeline);
    SELECT initial_status, task_word(FALSE, FALSE, TRUE) INTO v_status, v_task_status FROM pipeline
        WHERE pipeline = v_pipeline;
    CALL usage_add_document(v_tenant);
    INSERT INTO media (tenant_id, media_id, sha256, type, bytes, storage_key)
        VALUES (v_tenant, p_media, p_sha256, p_type, p_bytes, p_storage_key)
        ON DUPLICATE KEY UPDATE media_id = media_id;
    SELECT media_id, storage_key INTO v_media, v_storage_key FROM media
        WHERE tenant_id = v_tenant AND sha256 = p_sha256;
    IF v_media = p_media THEN CALL usage_add_bytes(v_tenant, p_bytes); END IF;
    CALL subject_add(v_tenant, 'document', p_document);
    INSERT INTO document (tenant_id, document_id, media_id, pipeline, document_type, status, filename, priority)
        VALUES (v_tenant, p_document, v_media, v_pipeline, v_type, v_status, p_filename, p_priority);
    CALL event_add(v_tenant, 'document.created', 'document', p_document, JSON_OBJECT(
        'document_id', p_document, 'status', v_status, 'filename', p_filename,
        'pipeline', pipeline_name(v_pipeline)));
    CALL job_enqueue(v_tenant, p_document, v_pipeline, 1, p_priority);
    SELECT q.queue_id, q.name INTO v_queue_id, v_queue
        FROM pipeline_step s JOIN queue q ON q.queue_id = s.queue_id
        WHERE s.pipeline = v_pipeline AND s.position = 1;
    -- What the client is told is how things stood when the document was made: after the commit a worker may have it.
    SELECT d.created_at, CAST(q.ready + q.waiting + q.scheduled AS SIGNED) INTO v_created_at, v_position
        FROM document d JOIN tenant_queue q ON q.tenant_id = d.tenant_id AND q.queue_id = v_queue_id
        WHERE d.tenant_id = v_tenant AND d.document_id = p_document;
    SELECT v_status AS status, v_task_status AS task_status, v_created_at AS created_at, v_media AS media_id,
        v_storage_key AS storage_key, v_queue AS queue, v_position AS queue_position;
END//

-- document_kind: what a document is taken for and goes through. An invoice is of the tenant's own extension of that
-- type where there is one, else p_type is NULL. Errors: 45422 document_type_unknown, pipeline_unknown.
-- account: internal
CREATE OR REPLACE PROCEDURE document_kind(
    IN p_tenant INT UNSIGNED, IN p_document_type VARCHAR(30), IN p_wanted VARCHAR(30),
    OUT p_type VARCHAR(30), OUT p_pipeline VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET p_type = NULL;
    IF p_wanted IS NOT NULL THEN
        SET p_pipeline = pipeline_of(p_tenant, p_wanted);
        IF p_pipeline IS NULL THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'pipeline_unknown'; END IF;
    END IF;
    SELECT name, COALESCE(p_pipeline, pipeline) INTO p_type, p_pipeline FROM document_type
        WHERE tenant_id = p_tenant AND name = COALESCE(p_document_type, 'invoice');
    IF p_type IS NULL AND p_document_type <> 'invoice' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'document_type_unknown';
    END IF;
    SET p_pipeline = COALESCE(p_pipeline, 'invoice');
    -- What goes through a tenant's own pipeline has a type that says which fields it has.
    IF p_type IS NULL AND p_pipeline LIKE '%:%' THEN
        CALL document_type_own(p_tenant, 'invoice');
        SET p_type = 'invoice';
    END IF;
    -- The built-in reading of a page has no fields, so no type either.
    IF p_pipeline = 'ocr' AND p_document_type IS NULL THEN SET p_type = NULL; END IF;
END//

-- document_progress: where a document stands. Errors: 45404 document_unknown.
-- account: app
-- transaction: none
-- returns: one
--   pipeline VARCHAR
--   status VARCHAR
--   status_name VARCHAR
--   status_description VARCHAR
--   task_status VARCHAR
--   is_final BOOLEAN
--   step_number INT
--   total_steps INT
--   quality_score DECIMAL?
--   needs_review BOOLEAN
--   error_code VARCHAR?
--   error_detail VARCHAR?
--   created_at DATETIME
--   updated_at DATETIME
-- example: CALL document_progress(@key, @document)
CREATE OR REPLACE PROCEDURE document_progress(IN p_key BINARY(32), IN p_document UUID)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    -- Clients poll this, so key, tenant and document are one look-up, a fifth cheaper than authorize() and a second
    -- one; what it does not find is told apart below.
    SELECT SUBSTRING_INDEX(d.pipeline, ':', -1) AS pipeline, d.status, s.name AS status_name, s.description AS status_description,
            task_word(s.is_final, s.is_failure, d.status = p.initial_status) AS task_status, s.is_final, CAST(s.step_number AS SIGNED) AS step_number, CAST(s.total_steps AS SIGNED) AS total_steps,
            d.quality_score, d.needs_review, d.error_code, d.error_detail, d.created_at, d.updated_at
        FROM api_key k
        JOIN document d ON d.tenant_id = k.tenant_id AND d.document_id = p_document
        JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
        JOIN pipeline p ON p.pipeline = d.pipeline
        WHERE k.key_hash = p_key AND k.tenant_active AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > TIMESTAMP'1970-01-01 00:00:00' + INTERVAL UNIX_TIMESTAMP(SYSDATE(6)) SECOND)
            AND FIND_IN_SET('documents:read', k.scopes);
    IF FOUND_ROWS() = 0 THEN
        SET v_tenant = authorize(p_key, 'documents:read');
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown';
    END IF;
END//

-- document_show: a document with all that was read in it, as it was at one moment. field_values is an object of the fields
-- of its type, null where there is none; fields is an array with the evidence of each; both are JSON text with amounts as
-- decimal numbers. einvoice is what its XML says besides. Lines and taxes are in the order of their numbers.
-- Errors: 45404 document_unknown.
-- account: app
-- transaction: snapshot
-- returns: one
--   status VARCHAR
--   pipeline VARCHAR
--   document_type VARCHAR?
--   filename VARCHAR
--   page_count INT?
--   tags JSON
--   field_values JSON
--   fields JSON
--   findings JSON
--   pages JSON
--   einvoice JSON?
--   quality_score DECIMAL?
--   predicted_accuracy DECIMAL?
--   needs_review BOOLEAN
--   error_code VARCHAR?
--   error_detail VARCHAR?
--   created_at DATETIME
--   updated_at DATETIME
-- and: lines
--   number INT
--   id VARCHAR?
--   article VARCHAR?
--   name VARCHAR?
--   description VARCHAR?
--   quantity DECIMAL?
--   unit VARCHAR?
--   unit_price DECIMAL?
--   net_amount DECIMAL?
--   tax_category VARCHAR?
--   tax_rate DECIMAL?
--   page INT?
--   box_left INT?
--   box_top INT?
--   box_right INT?
--   box_bottom INT?
--   confidence DECIMAL?
--   source VARCHAR?
-- and: taxes
--   number INT
--   category VARCHAR?
--   rate DECIMAL?
--   taxable_amount DECIMAL?
--   tax_amount DECIMAL?
--   exemption VARCHAR?
--   page INT?
--   box_left INT?
--   box_top INT?
--   box_right INT?
--   box_bottom INT?
--   confidence DECIMAL?
--   source VARCHAR?
-- example: CALL document_show(@key, @document)
CREATE OR REPLACE PROCEDURE document_show(IN p_key BINARY(32), IN p_document UUID)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read');
    DECLARE v_values, v_fields, v_tags MEDIUMTEXT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    -- Otherwise each statement would see what was committed just before it: fields of one reading, lines of the next.
    -- What a session without autocommit has open is ended first, as START TRANSACTION would end it.
    COMMIT;
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
    START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;
    SELECT CONCAT('{', COALESCE(GROUP_CONCAT(
                CONCAT(JSON_QUOTE(t.name), ':',
                    CASE WHEN f.value IS NULL THEN 'null' WHEN f.kind = 'amount' THEN f.value
                        ELSE JSON_QUOTE(f.value) END)
                ORDER BY t.position SEPARATOR ','), ''), '}'),
            CONCAT('[', COALESCE(GROUP_CONCAT(
                IF(f.value IS NULL, NULL, CONCAT(
                    '{"name":', JSON_QUOTE(f.name), ',"value":', IF(f.kind = 'amount', f.value, JSON_QUOTE(f.value)),
                    ',"raw":', COALESCE(JSON_QUOTE(f.raw), 'null'),
                    ',"confidence":', f.confidence, ',"source":"', f.source, '","rule":', JSON_QUOTE(f.rule),
                    ',"page":', COALESCE(f.page, 'null'),
                    ',"box":', COALESCE(CONCAT('[', f.box_left, ',', f.box_top, ',', f.box_right, ',', f.box_bottom, ']'),
                        'null'),
                    ',"words":', COALESCE(f.words, '[]'), '}'))
                ORDER BY t.position SEPARATOR ','), ''), ']')
        INTO v_values, v_fields
        FROM (
            SELECT b.name, b.position FROM document d
                LEFT JOIN document_type t ON t.tenant_id = d.tenant_id AND t.name = d.document_type
                JOIN field_type b ON b.pipeline = IF(d.document_type IS NULL, d.pipeline, t.base)
                WHERE d.tenant_id = v_tenant AND d.document_id = p_document
            UNION ALL SELECT o.name, 1000 + o.position FROM document d
                JOIN document_type t ON t.tenant_id = d.tenant_id AND t.name = d.document_type
                JOIN document_type_field o ON o.tenant_id = t.tenant_id AND o.document_type = t.name
                WHERE d.tenant_id = v_tenant AND d.document_id = p_document
                    AND NOT EXISTS (SELECT 1 FROM field_type b WHERE b.pipeline = t.base AND b.name = o.name)
                    AND (o.removed_at IS NULL OR EXISTS (SELECT 1 FROM field f
                        WHERE f.tenant_id = v_tenant AND f.document_id = p_document AND f.name = o.name))) t
        LEFT JOIN field f ON f.tenant_id = v_tenant AND f.document_id = p_document AND f.name = t.name;
    -- A subquery of SET would lock what it reads, and so read what is newest.
    SELECT CONCAT('[', COALESCE(GROUP_CONCAT(JSON_QUOTE(tag) ORDER BY tag SEPARATOR ','), ''), ']') INTO v_tags
        FROM document_tag WHERE tenant_id = v_tenant AND document_id = p_document;
    SELECT d.status, pipeline_name(d.pipeline) AS pipeline,
            IF(d.pipeline = 'invoice', COALESCE(d.document_type, 'invoice'), d.document_type) AS document_type,
            d.filename, d.page_count, v_tags AS tags, v_values AS field_values, v_fields AS fields, d.findings,
            document_pages(v_tenant, p_document) AS pages, e.summary AS einvoice,
            d.quality_score, d.predicted_accuracy, d.needs_review, d.error_code, d.error_detail,
            d.created_at, d.updated_at
        FROM document d
        LEFT JOIN einvoice e ON e.tenant_id = v_tenant AND e.document_id = d.document_id
        WHERE d.tenant_id = v_tenant AND d.document_id = p_document;
    IF FOUND_ROWS() = 0 THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown'; END IF;
    SELECT CAST(number AS SIGNED) AS number, id, article, name, description, quantity, unit, unit_price, net_amount,
            tax_category, tax_rate, CAST(page AS SIGNED) AS page, box_left, box_top, box_right, box_bottom, confidence,
            source
        FROM line_item WHERE tenant_id = v_tenant AND document_id = p_document ORDER BY line_item.number;
    SELECT CAST(number AS SIGNED) AS number, category, rate, taxable_amount, tax_amount, exemption,
            CAST(page AS SIGNED) AS page, box_left, box_top, box_right, box_bottom, confidence, source
        FROM tax_subtotal WHERE tenant_id = v_tenant AND document_id = p_document ORDER BY tax_subtotal.number;
    COMMIT;
END//
