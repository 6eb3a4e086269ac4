DELIMITER //

-- json_is_texts: whether a JSON text is an array of at most p_count texts of 1 to p_length characters, each with a Latin
-- letter or a digit, which is what labels are compared by.
-- account: internal
CREATE OR REPLACE FUNCTION json_is_texts(p_json MEDIUMTEXT, p_count INT UNSIGNED, p_length INT UNSIGNED) RETURNS BOOLEAN
DETERMINISTIC NO SQL
BEGIN
    DECLARE i INT UNSIGNED DEFAULT 0;
    DECLARE v_path VARCHAR(20);
    IF p_json IS NULL OR NOT JSON_VALID(p_json) OR JSON_TYPE(p_json) <> 'ARRAY' OR JSON_LENGTH(p_json) > p_count THEN
        RETURN FALSE;
    END IF;
    WHILE i < JSON_LENGTH(p_json) DO
        SET v_path = CONCAT('$[', i, ']'), i = i + 1;
        IF JSON_TYPE(JSON_EXTRACT(p_json, v_path)) <> 'STRING'
            OR CHAR_LENGTH(TRIM(JSON_VALUE(p_json, v_path))) NOT BETWEEN 1 AND p_length
            OR JSON_VALUE(p_json, v_path) NOT REGEXP '[A-Za-z0-9]' THEN
            RETURN FALSE;
        END IF;
    END WHILE;
    RETURN TRUE;
END//

-- document_type_field_set: defines a field of a document type. p_kind is text, date or amount; p_labels is what is
-- printed beside its value, as JSON_ARRAY('Cost centre', 'Kostenstelle'). A field of the type's base, such as due_date,
-- keeps its kind and gains the labels. p_min_confidence, 0 to 1: below it a person looks at the document.
-- Errors: 45403 account_unknown; 45404 document_type_unknown; 45409 field_kind_fixed; 45422 field_name_invalid,
-- field_name_reserved, field_kind_invalid, labels_invalid, confidence_invalid, prompt_hint_invalid, too_many_fields.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- nullable: min_confidence, prompt_hint
-- example: CALL document_type_field_set('invoice', 'cost_centre', 'text', TRUE, '["Cost centre", "Kostenstelle"]', 0.6, NULL)
CREATE OR REPLACE PROCEDURE document_type_field_set(
    IN p_document_type VARCHAR(30), IN p_name VARCHAR(40), IN p_kind VARCHAR(10), IN p_required BOOLEAN,
    IN p_labels JSON, IN p_min_confidence DECIMAL(10, 3), IN p_prompt_hint TEXT)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_kind VARCHAR(10);
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_name IS NULL OR CHAR_LENGTH(p_name) NOT BETWEEN 1 AND 40 OR p_name NOT REGEXP '^[a-z]'
        OR p_name REGEXP '[^a-z0-9_]' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'field_name_invalid';
    END IF;
    -- The fields stand beside these in GET /documents/{id}.
    IF p_name IN ('id', 'status', 'document_type', 'predicted_accuracy', 'quality_score', 'needs_review', 'findings',
        'fields', 'line_items', 'tax_breakdown', 'einvoice', 'pages', 'tags', 'filename', 'error', 'created_at',
        'last_update') THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'field_name_reserved';
    END IF;
    IF p_kind IS NULL OR p_kind NOT IN ('text', 'date', 'amount') THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'field_kind_invalid';
    END IF;
    IF NOT json_is_texts(p_labels, 20, 60) THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'labels_invalid'; END IF;
    IF p_min_confidence NOT BETWEEN 0 AND 1 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'confidence_invalid';
    END IF;
    IF CHAR_LENGTH(p_prompt_hint) > 500 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'prompt_hint_invalid'; END IF;
    START TRANSACTION;
    CALL definitions_lock(v_tenant);
    CALL document_type_own(v_tenant, p_document_type);
    -- Of a built-in field, or of one that documents have.
    SET v_kind = COALESCE(
        (SELECT f.kind FROM document_type t JOIN field_type f ON f.pipeline = t.base AND f.name = p_name
            WHERE t.tenant_id = v_tenant AND t.name = p_document_type),
        (SELECT kind FROM field
            WHERE tenant_id = v_tenant AND document_type = p_document_type AND name = p_name LIMIT 1));
    IF v_kind <> p_kind THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'field_kind_fixed'; END IF;
    SET v_before = document_type_field_json(v_tenant, p_document_type, p_name);
    IF v_before IS NULL AND (SELECT COUNT(*) FROM document_type_field
        WHERE tenant_id = v_tenant AND document_type = p_document_type) >= 50 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'too_many_fields';
    END IF;
    INSERT INTO document_type_field
        (tenant_id, document_type, name, position, kind, required, labels, prompt_hint, min_confidence)
        SELECT v_tenant, p_document_type, p_name, COALESCE(MAX(position), 0) + 1, p_kind, COALESCE(p_required, FALSE),
            p_labels, p_prompt_hint, p_min_confidence
        FROM document_type_field WHERE tenant_id = v_tenant AND document_type = p_document_type
        ON DUPLICATE KEY UPDATE kind = VALUES(kind), required = VALUES(required), labels = VALUES(labels),
            prompt_hint = VALUES(prompt_hint), min_confidence = VALUES(min_confidence), removed_at = NULL;
    CALL audit_add(v_tenant, 'document_type_field.set', CONCAT(p_document_type, '.', p_name), v_before,
        document_type_field_json(v_tenant, p_document_type, p_name));
    COMMIT;
END//

-- document_type_field_json: a field's definition, for the audit and the workers; NULL where there is none.
-- account: internal
CREATE OR REPLACE FUNCTION document_type_field_json(
    p_tenant INT UNSIGNED, p_document_type VARCHAR(30), p_name VARCHAR(40)) RETURNS MEDIUMTEXT
READS SQL DATA
BEGIN
    RETURN (SELECT JSON_OBJECT('name', name, 'kind', kind, 'required', required = 1, 'labels', JSON_EXTRACT(labels, '$'),
            'min_confidence', min_confidence, 'prompt_hint', prompt_hint)
        FROM document_type_field
        WHERE tenant_id = p_tenant AND document_type = p_document_type AND name = p_name AND removed_at IS NULL);
END//

-- document_type_field_remove: the field is looked for no more; documents that have it keep it. One that is not there
-- already is. Errors: 45403 account_unknown.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- example: CALL document_type_field_remove('invoice', 'cost_centre')
CREATE OR REPLACE PROCEDURE document_type_field_remove(IN p_document_type VARCHAR(30), IN p_name VARCHAR(40))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CALL definitions_lock(v_tenant);
    SET v_before = document_type_field_json(v_tenant, p_document_type, p_name);
    IF v_before IS NOT NULL THEN
        UPDATE document_type_field SET removed_at = UTC_TIMESTAMP(6)
            WHERE tenant_id = v_tenant AND document_type = p_document_type AND name = p_name;
        DELETE FROM document_type_field
            WHERE tenant_id = v_tenant AND document_type = p_document_type AND name = p_name
                AND NOT EXISTS (SELECT 1 FROM field f
                    WHERE f.tenant_id = v_tenant AND f.document_type = p_document_type AND f.name = p_name);
        CALL audit_add(v_tenant, 'document_type_field.remove', CONCAT(p_document_type, '.', p_name), v_before, NULL);
    END IF;
    COMMIT;
END//
