DELIMITER //

-- key_create: a key for a tenant, known by its SHA-256. p_days NULL: it never expires.
-- Errors: 45404 tenant_unknown; 45422 scopes_invalid, days_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: days
-- example: CALL key_create('example', '0193a1b2-0000-7000-8000-000000000002', UNHEX(REPEAT('ab', 32)), 'dk_abcdef', 'till', 'documents:read', 30)
CREATE OR REPLACE PROCEDURE key_create(
    IN p_tenant_slug VARCHAR(63), IN p_key_id UUID, IN p_key_hash BINARY(32), IN p_hint VARCHAR(12),
    IN p_name VARCHAR(100), IN p_scopes VARCHAR(200), IN p_days INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE EXIT HANDLER FOR 1265 BEGIN ROLLBACK; SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'scopes_invalid'; END;
    DECLARE EXIT HANDLER FOR 4025 BEGIN ROLLBACK; SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'scopes_invalid'; END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_days = 0 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'days_invalid'; END IF;
    START TRANSACTION;
    SET v_tenant = (SELECT tenant_id FROM tenant WHERE slug = p_tenant_slug);
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown'; END IF;
    INSERT INTO api_key (key_hash, tenant_id, tenant_active, key_id, name, hint, scopes, expires_at)
        SELECT p_key_hash, tenant_id, active, p_key_id, p_name, p_hint, p_scopes, UTC_TIMESTAMP(6) + INTERVAL p_days DAY
        FROM tenant WHERE tenant_id = v_tenant;
    COMMIT;
END//

-- key_revoke: ends a key at once; revoking it again changes nothing. Errors: 45404 key_unknown.
-- account: admin
-- transaction: own
-- returns: none
-- example: CALL key_revoke('example', @key_id)
CREATE OR REPLACE PROCEDURE key_revoke(IN p_tenant_slug VARCHAR(63), IN p_key_id UUID)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_revoked DATETIME(6);
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_tenant = NULL;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SELECT k.tenant_id, k.revoked_at INTO v_tenant, v_revoked
        FROM api_key k JOIN tenant t ON t.tenant_id = k.tenant_id
        WHERE t.slug = p_tenant_slug AND k.key_id = p_key_id FOR UPDATE;
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'key_unknown'; END IF;
    IF v_revoked IS NULL THEN
        UPDATE api_key SET revoked_at = UTC_TIMESTAMP(6) WHERE tenant_id = v_tenant AND key_id = p_key_id;
    END IF;
    COMMIT;
END//

-- key_list: the keys of a tenant, newest first; never the keys themselves. Errors: 45404 tenant_unknown.
-- account: admin
-- transaction: none
-- returns: many
--   key_id UUID
--   name VARCHAR
--   hint VARCHAR
--   scopes VARCHAR
--   created_at DATETIME
--   expires_at DATETIME?
--   revoked_at DATETIME?
-- example: CALL key_list('example')
CREATE OR REPLACE PROCEDURE key_list(IN p_tenant_slug VARCHAR(63))
READS SQL DATA
BEGIN
    IF NOT EXISTS (SELECT 1 FROM tenant WHERE slug = p_tenant_slug) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown';
    END IF;
    SELECT k.key_id, k.name, k.hint, k.scopes, k.created_at, k.expires_at, k.revoked_at
        FROM api_key k JOIN tenant t ON t.tenant_id = k.tenant_id
        WHERE t.slug = p_tenant_slug ORDER BY k.key_id DESC;
END//
