DELIMITER //

-- definitions_lock: one change of a tenant's definitions at a time, to the end of the transaction.
-- account: internal
CREATE OR REPLACE PROCEDURE definitions_lock(IN p_tenant INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    SELECT tenant_id INTO v_tenant FROM tenant WHERE tenant_id = p_tenant FOR UPDATE;
END//

-- document_type_own: the tenant's row of a document type, which for 'invoice' is made when it is first needed.
-- Errors: 45404 document_type_unknown.
-- account: internal
CREATE OR REPLACE PROCEDURE document_type_own(IN p_tenant INT UNSIGNED, IN p_name VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    IF p_name = 'invoice' THEN
        INSERT INTO document_type (tenant_id, name, base, pipeline) VALUES (p_tenant, 'invoice', 'invoice', 'invoice')
            ON DUPLICATE KEY UPDATE name = VALUES(name);
    ELSEIF NOT EXISTS (SELECT 1 FROM document_type WHERE tenant_id = p_tenant AND name = p_name) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_type_unknown';
    END IF;
END//

-- document_type_set: defines a document type. p_base 'invoice' gives it the fields and checks of an invoice, NULL leaves
-- it with its own alone; p_pipeline is what its documents go through, 'invoice' where it is NULL.
-- Errors: 45403 account_unknown; 45409 document_type_in_use; 45422 document_type_name_invalid, base_unknown,
-- pipeline_unknown, too_many_document_types.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- nullable: base, pipeline
-- example: CALL document_type_set('delivery', NULL, NULL)
CREATE OR REPLACE PROCEDURE document_type_set(
    IN p_name VARCHAR(30), IN p_base VARCHAR(30), IN p_pipeline VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_pipeline VARCHAR(30);
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_name IS NULL OR CHAR_LENGTH(p_name) NOT BETWEEN 1 AND 30 OR p_name REGEXP '[^a-z0-9_-]' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'document_type_name_invalid';
    END IF;
    IF p_base IS NOT NULL AND NOT EXISTS (SELECT 1 FROM field_type WHERE pipeline = p_base)
        OR p_name = 'invoice' AND NOT p_base <=> 'invoice' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'base_unknown';
    END IF;
    SET v_pipeline = pipeline_of(v_tenant, COALESCE(p_pipeline, 'invoice'));
    IF v_pipeline IS NULL THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'pipeline_unknown'; END IF;
    START TRANSACTION;
    CALL definitions_lock(v_tenant);
    SET v_before = (SELECT JSON_OBJECT('base', base, 'pipeline', pipeline_name(pipeline)) FROM document_type
        WHERE tenant_id = v_tenant AND name = p_name);
    IF v_before IS NULL AND (SELECT COUNT(*) FROM document_type WHERE tenant_id = v_tenant) >= 50 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'too_many_document_types';
    END IF;
    IF NOT JSON_VALUE(v_before, '$.base') <=> p_base
        AND EXISTS (SELECT 1 FROM document WHERE tenant_id = v_tenant AND document_type = p_name) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'document_type_in_use';
    END IF;
    INSERT INTO document_type (tenant_id, name, base, pipeline) VALUES (v_tenant, p_name, p_base, v_pipeline)
        ON DUPLICATE KEY UPDATE base = VALUES(base), pipeline = VALUES(pipeline);
    CALL audit_add(v_tenant, 'document_type.set', p_name, v_before,
        JSON_OBJECT('base', p_base, 'pipeline', pipeline_name(v_pipeline)));
    COMMIT;
END//

-- document_type_remove: forgets a document type with its fields and rules; one that is not there already is.
-- Errors: 45403 account_unknown; 45409 document_type_in_use.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- example: CALL document_type_remove('letter')
CREATE OR REPLACE PROCEDURE document_type_remove(IN p_name VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE EXIT HANDLER FOR 1451
        BEGIN ROLLBACK; SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'document_type_in_use'; END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CALL definitions_lock(v_tenant);
    IF EXISTS (SELECT 1 FROM document_type WHERE tenant_id = v_tenant AND name = p_name) THEN
        DELETE FROM document_type WHERE tenant_id = v_tenant AND name = p_name;
        CALL audit_add(v_tenant, 'document_type.remove', p_name, JSON_OBJECT('name', p_name), NULL);
    END IF;
    COMMIT;
END//

-- threshold_set: the lowest quality and accuracy, 0 to 1, with which a document of the type is approved without a
-- person; NULL: the built-in ones. Errors: 45403 account_unknown; 45404 document_type_unknown; 45422 threshold_invalid.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- nullable: quality, accuracy
-- example: CALL threshold_set('invoice', 0.9, NULL)
CREATE OR REPLACE PROCEDURE threshold_set(
    IN p_document_type VARCHAR(30), IN p_quality DECIMAL(10, 3), IN p_accuracy DECIMAL(10, 3))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_quality NOT BETWEEN 0 AND 1 OR p_accuracy NOT BETWEEN 0 AND 1 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'threshold_invalid';
    END IF;
    START TRANSACTION;
    CALL definitions_lock(v_tenant);
    CALL document_type_own(v_tenant, p_document_type);
    SET v_before = (SELECT JSON_OBJECT('quality', min_quality, 'accuracy', min_accuracy) FROM document_type
        WHERE tenant_id = v_tenant AND name = p_document_type);
    UPDATE document_type SET min_quality = p_quality, min_accuracy = p_accuracy
        WHERE tenant_id = v_tenant AND name = p_document_type;
    CALL audit_add(v_tenant, 'threshold.set', p_document_type, v_before,
        (SELECT JSON_OBJECT('quality', min_quality, 'accuracy', min_accuracy) FROM document_type
            WHERE tenant_id = v_tenant AND name = p_document_type));
    COMMIT;
END//
