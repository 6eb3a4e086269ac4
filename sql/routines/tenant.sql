DELIMITER //

-- audit_add: who changed what; the actor is the database account that called.
-- account: internal
CREATE OR REPLACE PROCEDURE audit_add(
    IN p_tenant INT UNSIGNED, IN p_action VARCHAR(60), IN p_object VARCHAR(100), IN p_before JSON, IN p_after JSON)
MODIFIES SQL DATA
BEGIN
    INSERT INTO audit (tenant_id, actor, action, object, before_value, after_value)
        VALUES (p_tenant, SESSION_USER(), p_action, p_object, p_before, p_after);
END//

-- tenant_create: a new customer. Errors: 45409 slug_taken; 45422 slug_invalid, name_missing.
-- account: admin
-- transaction: own
-- returns: none
-- example: CALL tenant_create('0193a1b2-0000-7000-8000-000000000001', 'example-one', 'Example One')
CREATE OR REPLACE PROCEDURE tenant_create(IN p_uid UUID, IN p_slug VARCHAR(63), IN p_name VARCHAR(200))
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_slug NOT REGEXP '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'slug_invalid';
    END IF;
    IF CHAR_LENGTH(TRIM(p_name)) = 0 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'name_missing'; END IF;
    START TRANSACTION;
    IF EXISTS (SELECT 1 FROM tenant WHERE slug = p_slug) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'slug_taken';
    END IF;
    INSERT INTO tenant (uid, slug, name) VALUES (p_uid, p_slug, p_name);
    CALL audit_add(LAST_INSERT_ID(), 'tenant.create', p_slug, NULL, JSON_OBJECT('slug', p_slug, 'name', p_name));
    COMMIT;
END//

-- tenant_list: all customers, by slug.
-- account: admin
-- transaction: none
-- returns: many
--   uid UUID
--   slug VARCHAR
--   name VARCHAR
--   active BOOLEAN
--   created_at DATETIME
-- example: CALL tenant_list()
CREATE OR REPLACE PROCEDURE tenant_list()
READS SQL DATA
BEGIN
    SELECT uid, slug, name, active, created_at FROM tenant ORDER BY slug;
END//
