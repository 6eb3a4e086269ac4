DELIMITER //

-- tenant_queue_audited: what people decide of a tenant in a queue; the other columns change with every job.
-- account: internal
CREATE OR REPLACE FUNCTION tenant_queue_audited(p_tenant INT UNSIGNED, p_queue SMALLINT UNSIGNED) RETURNS JSON
READS SQL DATA
RETURN (SELECT JSON_OBJECT('weight', weight, 'window', share_max, 'paused', paused) FROM tenant_queue
    WHERE queue_id = p_queue AND tenant_id = p_tenant)//

-- queue_share: a tenant's weight beside the others and its window (jobs that run at once) in a queue; NULL leaves one as it
-- is, a window of 0 is what the queue and the package have. Errors: 45404 queue_unknown, tenant_unknown; 45422 share_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: weight, window
-- example: CALL queue_share('ocr', 'example', 300, NULL)
CREATE OR REPLACE PROCEDURE queue_share(
    IN p_queue VARCHAR(30), IN p_tenant_slug VARCHAR(63), IN p_weight SMALLINT UNSIGNED, IN p_window SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE v_before JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF COALESCE(p_weight, 1) NOT BETWEEN 1 AND 10000 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'share_invalid';
    END IF;
    START TRANSACTION;
    CALL tenant_queue_open(v_tenant, v_queue);
    SET v_before = tenant_queue_audited(v_tenant, v_queue);
    UPDATE tenant_queue SET weight = COALESCE(p_weight, weight),
            share_max = IF(p_window IS NULL, share_max, NULLIF(p_window, 0)),
            pass = GREATEST(pass, COALESCE((SELECT c.pass FROM queue_clock c WHERE c.queue_id = v_queue), 0))
        WHERE queue_id = v_queue AND tenant_id = v_tenant;
    CALL tenant_queue_fit(v_tenant, v_queue);
    CALL audit_add(v_tenant, 'tenant_queue.change', p_queue, v_before, tenant_queue_audited(v_tenant, v_queue));
    COMMIT;
END//
