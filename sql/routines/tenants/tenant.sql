DELIMITER //

-- tenant_create: a new customer in the package standard. Errors: those of tenant_create_in.
-- account: admin
-- transaction: own
-- returns: none
-- example: CALL tenant_create('0193a1b2-0000-7000-8000-000000000001', 'example-one', 'Example One')
CREATE OR REPLACE PROCEDURE tenant_create(IN p_uid UUID, IN p_slug VARCHAR(63), IN p_name VARCHAR(200))
MODIFIES SQL DATA
    CALL tenant_create_in(p_uid, p_slug, p_name, 'standard')//

-- tenant_create_in: a new customer in a package. Errors: 45404 package_unknown; 45409 slug_taken; 45422 slug_invalid,
-- name_missing.
-- account: admin
-- transaction: own
-- returns: none
-- example: CALL tenant_create_in('0193a1b2-0000-7000-8000-000000000001', 'example-one', 'Example One', 'free')
CREATE OR REPLACE PROCEDURE tenant_create_in(
    IN p_uid UUID, IN p_slug VARCHAR(63), IN p_name VARCHAR(200), IN p_package VARCHAR(30))
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
    CALL package_required(p_package);
    INSERT INTO tenant (uid, slug, name, package) VALUES (p_uid, p_slug, p_name, p_package);
    COMMIT;
END//

-- tenant_close: has a customer's keys, links and administrators open nothing from the next call on, and none of its jobs
-- claimed; p_closed FALSE undoes it. Nothing is deleted. Errors: 45404 tenant_unknown.
-- account: admin
-- transaction: own
-- returns: none
-- example: CALL tenant_close('example', TRUE)
CREATE OR REPLACE PROCEDURE tenant_close(IN p_tenant_slug VARCHAR(63), IN p_closed BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    UPDATE tenant SET active = NOT p_closed WHERE tenant_id = v_tenant;
    CALL tenant_pause_set(v_tenant, p_closed, TRUE);
    COMMIT;
    IF p_closed THEN CALL tenant_suspend(v_tenant); END IF;
END//

-- tenant_list: all customers, by slug.
-- account: admin
-- transaction: none
-- returns: many
--   uid UUID
--   slug VARCHAR
--   name VARCHAR
--   package VARCHAR
--   active BOOLEAN
--   created_at DATETIME
-- example: CALL tenant_list()
CREATE OR REPLACE PROCEDURE tenant_list()
READS SQL DATA
BEGIN
    SELECT uid, slug, name, package, active, created_at FROM tenant ORDER BY slug;
END//
