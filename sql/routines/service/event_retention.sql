DELIMITER //

-- event_keep_set: how long events are kept, in seconds, and how many at the most, of a tenant (NULL: of all that have no
-- policy of their own). NULL for both gives a tenant back to that of all.
-- Errors: 45404 tenant_unknown; 45422 event_keep_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: tenant_slug, keep_s, keep_count
-- example: CALL event_keep_set(NULL, 7776000, 1000000)
CREATE OR REPLACE PROCEDURE event_keep_set(
    IN p_tenant_slug VARCHAR(63), IN p_keep_s INT UNSIGNED, IN p_keep_count BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT 0;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_tenant_slug IS NOT NULL THEN SET v_tenant = tenant_of(p_tenant_slug); END IF;
    IF (p_keep_s IS NULL) <> (p_keep_count IS NULL) OR p_keep_s = 0 OR p_keep_count = 0
            OR p_keep_s IS NULL AND v_tenant = 0 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'event_keep_invalid';
    END IF;
    START TRANSACTION;
    IF p_keep_s IS NULL THEN
        DELETE FROM event_keep WHERE for_tenant = v_tenant;
    ELSE
        INSERT INTO event_keep (for_tenant, keep_s, keep_count) VALUES (v_tenant, p_keep_s, p_keep_count)
            ON DUPLICATE KEY UPDATE keep_s = p_keep_s, keep_count = p_keep_count;
    END IF;
    COMMIT;
END//

-- event_retire: forgets events that are older than their tenant's policy keeps, or more than it keeps; of each tenant up to
-- p_count of the oldest, in a transaction of its own. forgotten: how many; again while it is as many as p_count.
-- account: worker
-- transaction: own
-- returns: one
--   forgotten INT
-- example: CALL event_retire(500)
CREATE OR REPLACE PROCEDURE event_retire(IN p_count SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_forgotten, v_of_tenant INT UNSIGNED DEFAULT 0;
    DECLARE v_up_to BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    -- One look at the oldest of each tenant says whether there is anything to do.
    FOR r IN (SELECT h.tenant_id, h.last_seq, k.keep_s, k.keep_count
            FROM event_head h
            JOIN event_keep k ON k.for_tenant = COALESCE(
                (SELECT o.for_tenant FROM event_keep o WHERE o.for_tenant = h.tenant_id), 0)
            JOIN event e FORCE INDEX (seq) ON e.tenant_id = h.tenant_id AND e.seq = h.first_seq
            WHERE e.created_at < UTC_TIMESTAMP(6) - INTERVAL k.keep_s SECOND OR h.first_seq + k.keep_count <= h.last_seq
            LIMIT 100) DO
        START TRANSACTION;
        SELECT MAX(seq), COUNT(*) INTO v_up_to, v_of_tenant FROM (
                SELECT seq, created_at FROM event FORCE INDEX (seq)
                    WHERE tenant_id = r.tenant_id AND seq IS NOT NULL ORDER BY seq LIMIT p_count) x
            WHERE created_at < UTC_TIMESTAMP(6) - INTERVAL r.keep_s SECOND OR seq + r.keep_count <= r.last_seq;
        IF v_of_tenant > 0 THEN
            DELETE FROM event WHERE tenant_id = r.tenant_id AND seq <= v_up_to;
            UPDATE event_head SET first_seq = v_up_to + 1 WHERE tenant_id = r.tenant_id AND first_seq <= v_up_to;
        END IF;
        COMMIT;
        SET v_forgotten = GREATEST(v_forgotten, v_of_tenant);
    END FOR;
    SELECT CAST(v_forgotten AS SIGNED) AS forgotten;
END//
