DELIMITER //

-- tenant_admin_create: makes a database account a tenant's administrator, or one that was revoked again; gives the
-- account's name, tenant_<slug> or tenant_<slug>.<name>. The account itself is made by account_create.
-- Errors: 45404 tenant_unknown; 45422 admin_name_invalid.
-- account: admin
-- transaction: own
-- returns: one
--   account VARCHAR
-- nullable: name
-- example: CALL tenant_admin_create('example', 'jane')
CREATE OR REPLACE PROCEDURE tenant_admin_create(IN p_tenant_slug VARCHAR(63), IN p_name VARCHAR(200))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_account VARCHAR(300) DEFAULT CONCAT_WS('.', CONCAT('tenant_', p_tenant_slug), p_name);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_name = '' OR p_name REGEXP '[^a-z0-9-]' OR CHAR_LENGTH(v_account) > 80 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'admin_name_invalid';
    END IF;
    START TRANSACTION;
    SET v_tenant = (SELECT tenant_id FROM tenant WHERE slug = p_tenant_slug);
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown'; END IF;
    INSERT INTO tenant_admin (account, tenant_id) VALUES (v_account, v_tenant)
        ON DUPLICATE KEY UPDATE revoked_at = NULL;
    CALL audit_add(v_tenant, 'tenant_admin.create', v_account, NULL, JSON_OBJECT('account', v_account));
    COMMIT;
    SELECT v_account AS account;
END//

-- tenant_admin_revoke: from its next statement on the account sees and changes nothing; gives its name, for
-- account_drop. Revoking it again changes nothing. Errors: 45404 admin_unknown.
-- account: admin
-- transaction: own
-- returns: one
--   account VARCHAR
-- nullable: name
-- example: CALL tenant_admin_revoke('example', NULL)
CREATE OR REPLACE PROCEDURE tenant_admin_revoke(IN p_tenant_slug VARCHAR(63), IN p_name VARCHAR(200))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_revoked DATETIME(6);
    DECLARE v_account VARCHAR(300) DEFAULT CONCAT_WS('.', CONCAT('tenant_', p_tenant_slug), p_name);
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_tenant = NULL;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SELECT tenant_id, revoked_at INTO v_tenant, v_revoked FROM tenant_admin WHERE account = v_account FOR UPDATE;
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'admin_unknown'; END IF;
    IF v_revoked IS NULL THEN
        UPDATE tenant_admin SET revoked_at = UTC_TIMESTAMP(6) WHERE account = v_account;
        CALL audit_add(v_tenant, 'tenant_admin.revoke', v_account, JSON_OBJECT('account', v_account), NULL);
    END IF;
    COMMIT;
    SELECT v_account AS account;
END//

-- tenant_admin_list: the administrators of a tenant. Errors: 45404 tenant_unknown.
-- account: admin
-- transaction: none
-- returns: many
--   account VARCHAR
--   created_at DATETIME
--   revoked_at DATETIME?
-- example: CALL tenant_admin_list('example')
CREATE OR REPLACE PROCEDURE tenant_admin_list(IN p_tenant_slug VARCHAR(63))
READS SQL DATA
BEGIN
    IF NOT EXISTS (SELECT 1 FROM tenant WHERE slug = p_tenant_slug) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown';
    END IF;
    SELECT a.account, a.created_at, a.revoked_at
        FROM tenant_admin a JOIN tenant t ON t.tenant_id = a.tenant_id
        WHERE t.slug = p_tenant_slug ORDER BY a.account;
END//
