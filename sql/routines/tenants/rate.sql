DELIMITER //

-- Rates are kept in windows that begin with their first request. A process takes requests in blocks of a hundredth of
-- the limit, a thousand at most, and spends them by itself: most requests write nothing, and a limit below 200 is exact.

-- rate_block: how many requests a process takes at once.
-- account: internal
CREATE OR REPLACE FUNCTION rate_block(p_quota INT UNSIGNED) RETURNS INT UNSIGNED
DETERMINISTIC NO SQL
RETURN GREATEST(1, LEAST(1000, p_quota DIV 100))//

-- rate_take: the next block of requests of a key, of which none are left where granted is 0. The limit is the key's own,
-- or else the tenant's. Errors: those of authorize.
-- account: app
-- transaction: none
-- returns: one
--   granted INT
--   quota INT
--   period_s INT
--   remaining INT
--   reset_s INT
-- example: CALL rate_take(@key)
CREATE OR REPLACE PROCEDURE rate_take(IN p_key BINARY(32))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, NULL);
    DECLARE v_key UUID;
    DECLARE v_quota, v_period_s, v_own_quota, v_own_period_s, v_documents, v_before INT UNSIGNED;
    DECLARE v_storage BIGINT UNSIGNED;
    DECLARE v_concurrency SMALLINT UNSIGNED;
    CALL tenant_limits(v_tenant, v_documents, v_storage, v_quota, v_period_s, v_concurrency);
    SELECT key_id, requests, period_s INTO v_key, v_own_quota, v_own_period_s FROM api_key WHERE key_hash = p_key;
    SET v_quota = COALESCE(v_own_quota, v_quota), v_period_s = COALESCE(v_own_period_s, v_period_s);
    -- One statement reads what was used and writes what will be; LAST_INSERT_ID carries the former out.
    INSERT INTO key_window (tenant_id, key_id, started_at, used)
        VALUES (v_tenant, v_key, UTC_TIMESTAMP(6), LEAST(v_quota, LAST_INSERT_ID(0) + rate_block(v_quota)))
        ON DUPLICATE KEY UPDATE
            used = LEAST(v_quota, rate_block(v_quota) + LAST_INSERT_ID(
                IF(started_at <= UTC_TIMESTAMP(6) - INTERVAL v_period_s SECOND, 0, used))),
            started_at = IF(started_at <= UTC_TIMESTAMP(6) - INTERVAL v_period_s SECOND, UTC_TIMESTAMP(6), started_at);
    SET v_before = LEAST(v_quota, LAST_INSERT_ID());
    SELECT CAST(LEAST(v_quota - v_before, rate_block(v_quota)) AS SIGNED) AS granted,
            CAST(v_quota AS SIGNED) AS quota, CAST(v_period_s AS SIGNED) AS period_s,
            CAST(v_quota - v_before AS SIGNED) AS remaining,
            CAST(GREATEST(1, CAST(v_period_s AS SIGNED) - TIMESTAMPDIFF(SECOND, started_at, UTC_TIMESTAMP(6))) AS SIGNED) AS reset_s
        FROM key_window WHERE tenant_id = v_tenant AND key_id = v_key;
END//

-- address_take: the next block of requests of an address that sends no key that holds; granted is 0 where none are left.
-- account: app
-- transaction: none
-- returns: one
--   granted INT
--   quota INT
--   period_s INT
--   remaining INT
--   reset_s INT
-- example: CALL address_take('192.0.2.1')
CREATE OR REPLACE PROCEDURE address_take(IN p_address VARCHAR(45))
MODIFIES SQL DATA
BEGIN
    DECLARE v_quota, v_period_s, v_before INT UNSIGNED;
    DECLARE v_address VARBINARY(16) DEFAULT COALESCE(INET6_ATON(p_address), LEFT(p_address, 16));
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_quota = 1000000, v_period_s = 60;
    SELECT requests, period_s INTO v_quota, v_period_s FROM address_policy WHERE policy = 'without_key';
    INSERT INTO address_window (address, started_at, ends_at, used)
        VALUES (v_address, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL v_period_s SECOND,
            LEAST(v_quota, LAST_INSERT_ID(0) + rate_block(v_quota)))
        ON DUPLICATE KEY UPDATE
            used = LEAST(v_quota, rate_block(v_quota) + LAST_INSERT_ID(
                IF(started_at <= UTC_TIMESTAMP(6) - INTERVAL v_period_s SECOND, 0, used))),
            started_at = IF(started_at <= UTC_TIMESTAMP(6) - INTERVAL v_period_s SECOND, UTC_TIMESTAMP(6), started_at),
            ends_at = started_at + INTERVAL v_period_s SECOND;
    SET v_before = LEAST(v_quota, LAST_INSERT_ID());
    SELECT CAST(LEAST(v_quota - v_before, rate_block(v_quota)) AS SIGNED) AS granted,
            CAST(v_quota AS SIGNED) AS quota, CAST(v_period_s AS SIGNED) AS period_s,
            CAST(v_quota - v_before AS SIGNED) AS remaining,
            CAST(GREATEST(1, CAST(v_period_s AS SIGNED) - TIMESTAMPDIFF(SECOND, started_at, UTC_TIMESTAMP(6))) AS SIGNED) AS reset_s
        FROM address_window WHERE address = v_address;
END//

-- requests_sweep: forgets some of the addresses whose window is over and of the answers kept for a day; called again by
-- whoever wants more gone.
-- account: worker
-- transaction: none
-- returns: one
--   forgotten INT
-- example: CALL requests_sweep()
CREATE OR REPLACE PROCEDURE requests_sweep()
MODIFIES SQL DATA
BEGIN
    DECLARE v_forgotten INT DEFAULT 0;
    DELETE FROM address_window WHERE ends_at < UTC_TIMESTAMP(6) ORDER BY ends_at LIMIT 200;
    SET v_forgotten = ROW_COUNT();
    DELETE FROM idempotency WHERE created_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY ORDER BY created_at LIMIT 200;
    SELECT CAST(v_forgotten + ROW_COUNT() AS SIGNED) AS forgotten;
END//
