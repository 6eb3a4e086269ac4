DELIMITER //

-- authorize: the tenant of an API key that holds the scope (NULL: any); every routine of a client begins with it, so the
-- audit log knows from here which key changes something. Errors: 45401 key_invalid, key_expired, key_revoked; 45403 scope_missing.
-- account: internal
CREATE OR REPLACE FUNCTION authorize(p_key BINARY(32), p_scope VARCHAR(40)) RETURNS INT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_key UUID;
    DECLARE v_expired, v_revoked, v_scoped BOOLEAN;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_tenant = NULL;
    -- SYSDATE, because a session may set what NOW says; through its number, because a session may set its time zone.
    SELECT k.tenant_id, k.key_id,
            k.expires_at <= TIMESTAMP'1970-01-01 00:00:00' + INTERVAL UNIX_TIMESTAMP(SYSDATE(6)) SECOND, k.revoked_at IS NOT NULL,
            p_scope IS NULL OR FIND_IN_SET(p_scope, k.scopes) > 0
        INTO v_tenant, v_key, v_expired, v_revoked, v_scoped
        FROM api_key k WHERE k.key_hash = p_key AND k.tenant_active;
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45401' SET MESSAGE_TEXT = 'key_invalid'; END IF;
    IF v_revoked THEN SIGNAL SQLSTATE '45401' SET MESSAGE_TEXT = 'key_revoked'; END IF;
    IF v_expired THEN SIGNAL SQLSTATE '45401' SET MESSAGE_TEXT = 'key_expired'; END IF;
    IF NOT v_scoped THEN SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'scope_missing'; END IF;
    SET @docket_key = v_key;
    RETURN v_tenant;
END//

-- key_require: refuses a key that does not hold, or lacks the scope. Errors: those of authorize.
-- account: app
-- transaction: none
-- returns: none
-- example: CALL key_require(@key, 'documents:write')
CREATE OR REPLACE PROCEDURE key_require(IN p_key BINARY(32), IN p_scope VARCHAR(40))
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, p_scope);
END//

-- account_tenant: the tenant that the calling database account looks after; every routine of a tenant's administrator
-- begins with it. Asked at each call, so that a revoked account can do nothing from then on.
-- Errors: 45403 account_unknown.
-- account: internal
CREATE OR REPLACE FUNCTION account_tenant() RETURNS INT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT (
        SELECT t.tenant_id FROM tenant_admin a JOIN tenant t ON t.tenant_id = a.tenant_id AND t.active
        WHERE a.account = SUBSTRING_INDEX(SESSION_USER(), '@', 1) AND a.revoked_at IS NULL);
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'account_unknown'; END IF;
    RETURN v_tenant;
END//

-- lease_tenant: the tenant of a job that this worker holds under this fence; its row stays locked to the end of the
-- transaction, so a lease cannot be lost between this check and the commit.
-- Errors: 45409 lease_lost.
-- account: internal
CREATE OR REPLACE FUNCTION lease_tenant(p_job BIGINT UNSIGNED, p_worker BIGINT UNSIGNED, p_fence INT UNSIGNED)
RETURNS INT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_tenant = NULL;
    SELECT tenant_id INTO v_tenant FROM job_live
        WHERE job_id = p_job AND state = 'running' AND worker_id = p_worker AND fence = p_fence
        FOR UPDATE;
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'lease_lost'; END IF;
    RETURN v_tenant;
END//

-- transaction_required: refuses a call outside a transaction, for routines whose effect belongs to a larger one.
-- Errors: 45500 transaction_required.
-- account: internal
CREATE OR REPLACE PROCEDURE transaction_required()
BEGIN
    IF @@in_transaction = 0 THEN
        SIGNAL SQLSTATE '45500' SET MESSAGE_TEXT = 'transaction_required';
    END IF;
END//
