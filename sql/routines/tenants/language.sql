DELIMITER //

-- The languages that a tenant's documents are read in, by Tesseract's names joined by +, the main one first: 'eng+swe'. NULL:
-- those of the installation.

-- languages_apply: Errors: 45422 languages_invalid.
-- account: internal
CREATE OR REPLACE PROCEDURE languages_apply(IN p_tenant INT UNSIGNED, IN p_languages VARCHAR(200))
MODIFIES SQL DATA
BEGIN
    IF CHAR_LENGTH(p_languages) > 100
            OR p_languages NOT REGEXP '^[A-Za-z_]{3,20}([+][A-Za-z_]{3,20}){0,4}\\z' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'languages_invalid';
    END IF;
    UPDATE tenant SET languages = p_languages WHERE tenant_id = p_tenant;
END//

-- tenant_languages: chooses the languages that a tenant's documents are read in from now on; NULL: the installation's.
-- Errors: 45404 tenant_unknown; 45422 languages_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: languages
-- example: CALL tenant_languages('example', 'eng+swe')
CREATE OR REPLACE PROCEDURE tenant_languages(IN p_tenant_slug VARCHAR(63), IN p_languages VARCHAR(200))
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CALL languages_apply(tenant_of(p_tenant_slug), p_languages);
    COMMIT;
END//

-- languages_set: the same, by the tenant's administrator. Errors: 45403 account_unknown; 45422 languages_invalid.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- nullable: languages
-- example: CALL languages_set('eng+swe')
CREATE OR REPLACE PROCEDURE languages_set(IN p_languages VARCHAR(200))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    CALL languages_apply(v_tenant, p_languages);
    COMMIT;
END//
