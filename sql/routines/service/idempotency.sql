DELIMITER //

-- Requests that may be sent again. The key is inserted in the transaction that does the work and the answer is kept with
-- it, so a crash leaves neither, and no key can be stuck. A refusal rolls back: its key is free for another try.

-- idempotency_find: the answer that was given to this key on this route within a day, and what had been asked for; no row
-- where there is none. It takes no lock and says nothing of a request that is under way.
-- account: app
-- transaction: none
-- returns: many
--   fingerprint VARCHAR
--   status INT
--   body VARCHAR
-- example: CALL idempotency_find(@key, 'POST /documents/upload', UNHEX(SHA2('once', 256)))
CREATE OR REPLACE PROCEDURE idempotency_find(IN p_key BINARY(32), IN p_route VARCHAR(100), IN p_once BINARY(32))
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    SELECT LOWER(HEX(fingerprint)) AS fingerprint, CAST(status AS SIGNED) AS status, body
        FROM idempotency
        WHERE tenant_id = v_tenant AND route = p_route AND once = p_once AND status IS NOT NULL
            AND created_at > UTC_TIMESTAMP(6) - INTERVAL 1 DAY;
END//

-- idempotency_begin: takes a key for the work of this transaction, to be ended by idempotency_end; or gives the answer
-- where the work was done before, and then there is nothing to do.
-- Errors: 45409 idempotency_in_progress; 45422 idempotency_key_reused.
-- account: app
-- transaction: caller
-- returns: many
--   status INT
--   body VARCHAR
-- example: CALL idempotency_begin(@key, 'POST /documents/upload', UNHEX(SHA2('once', 256)), UNHEX(SHA2('what', 256)))
CREATE OR REPLACE PROCEDURE idempotency_begin(
    IN p_key BINARY(32), IN p_route VARCHAR(100), IN p_once BINARY(32), IN p_fingerprint BINARY(32))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    DECLARE v_taken BOOLEAN DEFAULT FALSE;
    DECLARE v_fingerprint BINARY(32);
    DECLARE v_created_at DATETIME(6);
    CALL transaction_required();
    BEGIN
        DECLARE CONTINUE HANDLER FOR 1062 SET v_taken = TRUE;
        -- Who has it inserted and not yet committed is at work.
        DECLARE EXIT HANDLER FOR 1205 SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'idempotency_in_progress';
        SET STATEMENT innodb_lock_wait_timeout = 0 FOR
            INSERT INTO idempotency (tenant_id, route, once, fingerprint)
                VALUES (v_tenant, p_route, p_once, p_fingerprint);
    END;
    IF v_taken THEN
        SELECT fingerprint, created_at INTO v_fingerprint, v_created_at FROM idempotency
            WHERE tenant_id = v_tenant AND route = p_route AND once = p_once;
        IF v_created_at <= UTC_TIMESTAMP(6) - INTERVAL 1 DAY THEN
            UPDATE idempotency SET fingerprint = p_fingerprint, status = NULL, body = NULL, created_at = UTC_TIMESTAMP(6)
                WHERE tenant_id = v_tenant AND route = p_route AND once = p_once;
        ELSEIF v_fingerprint <> p_fingerprint THEN
            SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'idempotency_key_reused';
        END IF;
    END IF;
    SELECT CAST(status AS SIGNED) AS status, body FROM idempotency
        WHERE tenant_id = v_tenant AND route = p_route AND once = p_once AND status IS NOT NULL;
END//

-- idempotency_end: keeps the answer to the work of this transaction.
-- account: app
-- transaction: caller
-- returns: none
-- example: CALL idempotency_end(@key, 'POST /documents/upload', UNHEX(SHA2('once', 256)), 201, '{}')
CREATE OR REPLACE PROCEDURE idempotency_end(
    IN p_key BINARY(32), IN p_route VARCHAR(100), IN p_once BINARY(32), IN p_status SMALLINT UNSIGNED,
    IN p_body MEDIUMTEXT)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    CALL transaction_required();
    UPDATE idempotency SET status = p_status, body = p_body
        WHERE tenant_id = v_tenant AND route = p_route AND once = p_once;
END//
