DELIMITER //

-- queue_pause: has nothing more claimed, from a queue (p_tenant_slug NULL), of a tenant (p_queue NULL), or of a tenant in a
-- queue. Jobs under way go on; new ones wait. It lasts over restarts. Errors: 45404 queue_unknown, tenant_unknown; 45409
-- tenant_closed; 45422 queue_or_tenant_missing.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: queue, tenant_slug
-- example: CALL queue_pause('ocr', NULL, TRUE)
CREATE OR REPLACE PROCEDURE queue_pause(
    IN p_queue VARCHAR(30), IN p_tenant_slug VARCHAR(63), IN p_paused BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_queue IS NULL AND p_tenant_slug IS NULL THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'queue_or_tenant_missing';
    END IF;
    IF p_queue IS NOT NULL THEN SET v_queue = queue_of(p_queue); END IF;
    IF p_tenant_slug IS NOT NULL THEN SET v_tenant = tenant_of(p_tenant_slug); END IF;
    START TRANSACTION;
    IF v_tenant IS NULL THEN
        UPDATE queue SET paused_at = IF(p_paused, COALESCE(paused_at, UTC_TIMESTAMP(6)), NULL) WHERE queue_id = v_queue;
    ELSEIF v_queue IS NULL THEN
        CALL tenant_pause_set(v_tenant, p_paused, FALSE);
    ELSE
        CALL tenant_queue_open(v_tenant, v_queue);
        SET v_before = tenant_queue_audited(v_tenant, v_queue);
        UPDATE tenant_queue SET paused = p_paused, pass = GREATEST(pass, COALESCE(
                (SELECT c.pass FROM queue_clock c WHERE c.queue_id = v_queue), 0))
            WHERE queue_id = v_queue AND tenant_id = v_tenant;
        CALL audit_add(v_tenant, 'tenant_queue.change', p_queue, v_before, tenant_queue_audited(v_tenant, v_queue));
    END IF;
    COMMIT;
    IF v_tenant IS NOT NULL AND p_paused THEN CALL tenant_suspend(v_tenant); END IF;
END//

-- tenant_pause_set: pauses a tenant in all queues, or ends that; p_closing: as it is closed, or opened again, which ends no
-- pause that an operator made. Errors: 45409 tenant_closed.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_pause_set(IN p_tenant INT UNSIGNED, IN p_paused BOOLEAN, IN p_closing BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_is_paused BOOLEAN DEFAULT FALSE;
    IF p_paused THEN
        INSERT INTO tenant_pause (tenant_id, for_closing) VALUES (p_tenant, p_closing)
            ON DUPLICATE KEY UPDATE for_closing = for_closing AND p_closing;
    ELSEIF p_closing THEN
        DELETE FROM tenant_pause WHERE tenant_id = p_tenant AND for_closing;
    ELSEIF EXISTS (SELECT 1 FROM tenant WHERE tenant_id = p_tenant AND NOT active) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'tenant_closed';
    ELSE
        DELETE FROM tenant_pause WHERE tenant_id = p_tenant;
    END IF;
    SELECT EXISTS (SELECT 1 FROM tenant_pause WHERE tenant_id = p_tenant) INTO v_is_paused;
    -- Who was away has no credit for it.
    UPDATE tenant_queue SET tenant_paused = v_is_paused, pass = GREATEST(pass, COALESCE(
            (SELECT c.pass FROM queue_clock c WHERE c.queue_id = tenant_queue.queue_id), 0))
        WHERE tenant_id = p_tenant;
END//

-- tenant_suspend: takes the places back that a paused tenant's ready jobs hold of their limit keys.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_suspend(IN p_tenant INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    FOR r IN (SELECT queue_id FROM tenant_queue
            WHERE tenant_id = p_tenant AND ready > 0 AND (paused OR tenant_paused) ORDER BY queue_id) DO
        CALL job_limit_suspend(p_tenant, r.queue_id);
    END FOR;
END//
