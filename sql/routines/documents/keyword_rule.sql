DELIMITER //

-- keyword_rule_set: what a word or phrase on the pages of a document of the type leads to. p_effect 'review': a finding,
-- and a person looks at it; 'type': the document is of the type p_value instead; 'tag': it gets the tag p_value. Case,
-- accents and punctuation do not count. Errors: 45403 account_unknown; 45404 document_type_unknown; 45422
-- rule_name_invalid, phrase_invalid, effect_invalid, tag_invalid, too_many_rules.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- nullable: value
-- example: CALL keyword_rule_set('invoice', 'reminder', 'second reminder', 'review', NULL)
CREATE OR REPLACE PROCEDURE keyword_rule_set(
    IN p_document_type VARCHAR(30), IN p_name VARCHAR(40), IN p_phrase VARCHAR(300), IN p_effect VARCHAR(10),
    IN p_value VARCHAR(100))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_name IS NULL OR CHAR_LENGTH(p_name) NOT BETWEEN 1 AND 40 OR p_name REGEXP '[^a-z0-9_-]' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'rule_name_invalid';
    END IF;
    IF p_phrase IS NULL OR CHAR_LENGTH(p_phrase) > 200 OR p_phrase NOT REGEXP '[[:alnum:]]' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'phrase_invalid';
    END IF;
    IF p_effect IS NULL OR p_effect NOT IN ('review', 'type', 'tag') THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'effect_invalid';
    END IF;
    IF p_effect = 'tag'
        AND (p_value IS NULL OR CHAR_LENGTH(p_value) NOT BETWEEN 1 AND 40 OR p_value REGEXP '[^a-z0-9_-]') THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'tag_invalid';
    END IF;
    START TRANSACTION;
    CALL definitions_lock(v_tenant);
    CALL document_type_own(v_tenant, p_document_type);
    IF p_effect = 'type' THEN CALL document_type_own(v_tenant, COALESCE(p_value, '')); END IF;
    SET v_before = keyword_rule_json(v_tenant, p_document_type, p_name);
    IF v_before IS NULL
        AND (SELECT COUNT(*) FROM keyword_rule WHERE tenant_id = v_tenant AND document_type = p_document_type) >= 100 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'too_many_rules';
    END IF;
    REPLACE INTO keyword_rule (tenant_id, document_type, name, phrase, effect, target_type, tag)
        VALUES (v_tenant, p_document_type, p_name, p_phrase, p_effect, IF(p_effect = 'type', p_value, NULL),
            IF(p_effect = 'tag', p_value, NULL));
    CALL audit_add(v_tenant, 'keyword_rule.set', CONCAT(p_document_type, '.', p_name), v_before,
        keyword_rule_json(v_tenant, p_document_type, p_name));
    COMMIT;
END//

-- keyword_rule_json: a rule, for the audit and the workers; NULL where there is none.
-- account: internal
CREATE OR REPLACE FUNCTION keyword_rule_json(
    p_tenant INT UNSIGNED, p_document_type VARCHAR(30), p_name VARCHAR(40)) RETURNS MEDIUMTEXT
READS SQL DATA
BEGIN
    RETURN (SELECT JSON_OBJECT('name', name, 'phrase', phrase, 'effect', effect, 'value', COALESCE(target_type, tag))
        FROM keyword_rule WHERE tenant_id = p_tenant AND document_type = p_document_type AND name = p_name);
END//

-- keyword_rule_remove: forgets a rule; one that is not there already is. Errors: 45403 account_unknown.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- example: CALL keyword_rule_remove('invoice', 'reminder')
CREATE OR REPLACE PROCEDURE keyword_rule_remove(IN p_document_type VARCHAR(30), IN p_name VARCHAR(40))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CALL definitions_lock(v_tenant);
    SET v_before = keyword_rule_json(v_tenant, p_document_type, p_name);
    IF v_before IS NOT NULL THEN
        DELETE FROM keyword_rule WHERE tenant_id = v_tenant AND document_type = p_document_type AND name = p_name;
        CALL audit_add(v_tenant, 'keyword_rule.remove', CONCAT(p_document_type, '.', p_name), v_before, NULL);
    END IF;
    COMMIT;
END//
