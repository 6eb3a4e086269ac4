DELIMITER //

-- What the steps read of a tenant's definitions, and what those make of the document.

-- document_type_get: what the tenant defined for the type of the job's document, or, where p_name is given, for another
-- of its types; no row where it defined nothing. fields and keyword_rules are arrays of objects.
-- Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   name VARCHAR
--   base VARCHAR?
--   min_quality DECIMAL?
--   min_accuracy DECIMAL?
--   fields JSON [FieldDefinition]
--   keyword_rules JSON [KeywordRule]
-- nullable: name
-- example: CALL document_type_get(@job, @worker, @fence, NULL)
CREATE OR REPLACE PROCEDURE document_type_get(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_name VARCHAR(30))
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    SELECT t.name, t.base, t.min_quality, t.min_accuracy,
            (SELECT CONCAT('[', COALESCE(GROUP_CONCAT(document_type_field_json(v_tenant, t.name, f.name)
                    ORDER BY f.position SEPARATOR ','), ''), ']')
                FROM document_type_field f
                WHERE f.tenant_id = v_tenant AND f.document_type = t.name AND f.removed_at IS NULL) AS fields,
            (SELECT CONCAT('[', COALESCE(GROUP_CONCAT(keyword_rule_json(v_tenant, t.name, r.name)
                    ORDER BY r.name SEPARATOR ','), ''), ']')
                FROM keyword_rule r WHERE r.tenant_id = v_tenant AND r.document_type = t.name) AS keyword_rules
        FROM document d
        JOIN document_type t ON t.tenant_id = v_tenant AND t.name = COALESCE(p_name, d.document_type)
        WHERE d.tenant_id = v_tenant AND d.document_id = v_document;
END//

-- document_type_assign: makes the job's document one of another of the tenant's types; one that was removed in the
-- meantime changes nothing. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL document_type_assign(@job, @worker, @fence, 'letter')
CREATE OR REPLACE PROCEDURE document_type_assign(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_name VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    UPDATE document d JOIN document_type t ON t.tenant_id = d.tenant_id AND t.name = p_name
        SET d.document_type = t.name
        WHERE d.tenant_id = v_tenant AND d.document_id = v_document;
END//

-- document_tag_put: hangs a tag on the job's document. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL document_tag_put(@job, @worker, @fence, 'reminder')
CREATE OR REPLACE PROCEDURE document_tag_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_tag VARCHAR(40))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO document_tag (tenant_id, document_id, tag) VALUES (v_tenant, v_document, p_tag);
END//
