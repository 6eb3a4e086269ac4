DELIMITER //

-- A tenant's own pipelines. In rows a pipeline of a tenant is '<tenant>:<name>', a built-in one has its name alone.

-- pipeline_name: what the tenant calls a pipeline.
-- account: internal
CREATE OR REPLACE FUNCTION pipeline_name(p_pipeline VARCHAR(30)) RETURNS VARCHAR(30)
DETERMINISTIC NO SQL
BEGIN
    RETURN SUBSTRING_INDEX(p_pipeline, ':', -1);
END//

-- pipeline_of: the key of a pipeline that a tenant may use, its own or a built-in one; NULL where there is none.
-- account: internal
CREATE OR REPLACE FUNCTION pipeline_of(p_tenant INT UNSIGNED, p_name VARCHAR(30)) RETURNS VARCHAR(30)
READS SQL DATA
BEGIN
    RETURN (SELECT pipeline FROM pipeline
        WHERE pipeline IN (CONCAT(p_tenant, ':', p_name), p_name) AND (tenant_id IS NULL OR tenant_id = p_tenant)
        ORDER BY tenant_id DESC LIMIT 1);
END//

-- pipeline_set: defines a pipeline of the tenant's own, made of known steps in their order, such as
-- 'preprocess,ocr,predict,extract'; each runs in its usual queue, with its usual statuses. One that documents have gone
-- through stays as it is. Errors: 45403 account_unknown; 45409 pipeline_in_use; 45422 pipeline_name_invalid,
-- pipeline_name_taken, steps_invalid, step_unknown, step_out_of_order, too_many_pipelines.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- example: CALL pipeline_set('short', 'preprocess,ocr,predict,extract')
CREATE OR REPLACE PROCEDURE pipeline_set(IN p_name VARCHAR(30), IN p_steps VARCHAR(300))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_key VARCHAR(30);
    DECLARE v_before, v_steps VARCHAR(300);
    DECLARE EXIT HANDLER FOR 1451 BEGIN ROLLBACK; SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'pipeline_in_use'; END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_name IS NULL OR CHAR_LENGTH(p_name) NOT BETWEEN 1 AND 19 OR p_name REGEXP '[^a-z0-9_-]' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'pipeline_name_invalid';
    END IF;
    IF EXISTS (SELECT 1 FROM pipeline WHERE pipeline = p_name) THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'pipeline_name_taken';
    END IF;
    SET v_key = CONCAT(v_tenant, ':', p_name), v_steps = REPLACE(p_steps, ' ', '');
    START TRANSACTION;
    -- One definition of a tenant at a time, so that limits hold.
    CALL definitions_lock(v_tenant);
    SET v_before = (SELECT GROUP_CONCAT(step ORDER BY position) FROM pipeline_step WHERE pipeline = v_key);
    IF v_steps IS NULL OR NOT v_steps <=> v_before THEN
        IF v_before IS NULL AND (SELECT COUNT(*) FROM pipeline WHERE tenant_id = v_tenant) >= 20 THEN
            SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'too_many_pipelines';
        END IF;
        IF EXISTS (SELECT 1 FROM document WHERE pipeline = v_key) THEN
            SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'pipeline_in_use';
        END IF;
        CALL pipeline_make(v_tenant, v_key, v_steps);
        CALL audit_add(v_tenant, 'pipeline.set', p_name, JSON_OBJECT('steps', v_before), JSON_OBJECT('steps', v_steps));
    END IF;
    COMMIT;
END//

-- pipeline_make: the rows of a tenant's pipeline, anew. Its statuses are those of the built-in steps, its end is the
-- verdict where it evaluates, 'completed' elsewhere. Errors: 45422 steps_invalid, step_unknown, step_out_of_order.
-- account: internal
CREATE OR REPLACE PROCEDURE pipeline_make(IN p_tenant INT UNSIGNED, IN p_key VARCHAR(30), IN p_steps VARCHAR(300))
MODIFIES SQL DATA
BEGIN
    DECLARE v_step, v_needs, v_like VARCHAR(30);
    DECLARE v_initial VARCHAR(30);
    DECLARE v_total, v_position TINYINT UNSIGNED;
    DECLARE v_evaluates BOOLEAN;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_like = NULL;
    IF p_steps IS NULL OR p_steps NOT REGEXP '^[a-z_]+(,[a-z_]+)*$' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'steps_invalid';
    END IF;
    SET v_total = LENGTH(p_steps) - LENGTH(REPLACE(p_steps, ',', '')) + 2,
        v_evaluates = FIND_IN_SET('evaluate', p_steps) > 0;
    DELETE FROM pipeline_step WHERE pipeline = p_key;
    DELETE FROM document_status WHERE pipeline = p_key;
    -- The first status is known with the first step.
    SELECT l.status_running INTO v_initial FROM step s
        JOIN pipeline_step l ON l.pipeline = s.pipeline AND l.step = s.step
        WHERE s.step = SUBSTRING_INDEX(p_steps, ',', 1);
    IF v_initial IS NULL THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'step_unknown'; END IF;
    INSERT INTO pipeline (pipeline, tenant_id, initial_status, total_steps) VALUES (p_key, p_tenant, v_initial, v_total)
        ON DUPLICATE KEY UPDATE initial_status = v_initial, total_steps = v_total;
    INSERT INTO document_status (pipeline, status, name, description, step_number, total_steps, is_final, is_failure)
        SELECT p_key, status, name, description, v_total, v_total, is_final, is_failure FROM document_status
        WHERE v_evaluates AND pipeline = 'invoice' AND status IN ('approved', 'manual_review')
            OR pipeline = 'invoice' AND status = 'cancelled'
            OR NOT v_evaluates AND pipeline = 'ocr' AND status = 'completed';
    SET v_position = 1;
    WHILE v_position < v_total DO
        SET v_step = SUBSTRING_INDEX(SUBSTRING_INDEX(p_steps, ',', v_position), ',', -1);
        SELECT needs, pipeline INTO v_needs, v_like FROM step WHERE step = v_step;
        IF v_like IS NULL THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'step_unknown'; END IF;
        IF FIND_IN_SET(v_step, p_steps) <> v_position
            OR v_needs IS NOT NULL AND FIND_IN_SET(v_needs, p_steps) NOT BETWEEN 1 AND v_position - 1 THEN
            SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'step_out_of_order';
        END IF;
        INSERT IGNORE INTO document_status
            (pipeline, status, name, description, step_number, total_steps, is_final, is_failure)
            SELECT p_key, d.status, d.name, d.description, v_position, v_total, d.is_final, d.is_failure
            FROM pipeline_step l JOIN document_status d ON d.pipeline = l.pipeline
                AND d.status IN (l.status_running, l.status_done, l.status_error)
            WHERE l.pipeline = v_like AND l.step = v_step;
        INSERT INTO pipeline_step
            (pipeline, position, step, queue_id, status_running, status_done, status_error, part)
            SELECT p_key, v_position, step, queue_id, status_running,
                IF(v_position = v_total - 1 AND NOT v_evaluates, 'completed', status_done), status_error, part
            FROM pipeline_step WHERE pipeline = v_like AND step = v_step;
        SET v_position = v_position + 1;
    END WHILE;
END//

-- pipeline_step_set: the queue of a step of the tenant's own pipeline, one whose workers are fit for it; from the next
-- job on. Errors: 45403 account_unknown; 45404 pipeline_unknown, step_unknown; 45422 queue_unfit.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- example: CALL pipeline_step_set('short', 'ocr', 'ocr')
CREATE OR REPLACE PROCEDURE pipeline_step_set(IN p_pipeline VARCHAR(30), IN p_step VARCHAR(30), IN p_queue VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_key VARCHAR(30);
    DECLARE v_before VARCHAR(30);
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_key = (SELECT pipeline FROM pipeline WHERE tenant_id = v_tenant AND name = p_pipeline);
    IF v_key IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'pipeline_unknown'; END IF;
    SET v_before = (SELECT q.name FROM pipeline_step s JOIN queue q ON q.queue_id = s.queue_id
        WHERE s.pipeline = v_key AND s.step = p_step);
    IF v_before IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'step_unknown'; END IF;
    SET v_queue = (SELECT q.queue_id FROM queue q JOIN step_queue s ON s.queue_id = q.queue_id
        WHERE q.name = p_queue AND s.step = p_step);
    IF v_queue IS NULL THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'queue_unfit'; END IF;
    IF v_before <> p_queue THEN
        UPDATE pipeline_step SET queue_id = v_queue WHERE pipeline = v_key AND step = p_step;
        CALL audit_add(v_tenant, 'pipeline_step.set', CONCAT(p_pipeline, '.', p_step),
            JSON_OBJECT('queue', v_before), JSON_OBJECT('queue', p_queue));
    END IF;
    COMMIT;
END//

-- pipeline_remove: forgets a pipeline that no document and no document type has; one that is not there already is.
-- Errors: 45403 account_unknown; 45409 pipeline_in_use.
-- account: tenant_admin
-- transaction: own
-- returns: none
-- example: CALL pipeline_remove('short')
CREATE OR REPLACE PROCEDURE pipeline_remove(IN p_name VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT account_tenant();
    DECLARE v_key VARCHAR(30);
    DECLARE EXIT HANDLER FOR 1451 BEGIN ROLLBACK; SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'pipeline_in_use'; END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_key = (SELECT pipeline FROM pipeline WHERE tenant_id = v_tenant AND name = p_name);
    IF v_key IS NOT NULL THEN
        DELETE FROM pipeline_step WHERE pipeline = v_key;
        DELETE FROM document_status WHERE pipeline = v_key;
        DELETE FROM pipeline WHERE pipeline = v_key;
        CALL audit_add(v_tenant, 'pipeline.remove', p_name, JSON_OBJECT('name', p_name), NULL);
    END IF;
    COMMIT;
END//
