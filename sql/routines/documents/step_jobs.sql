DELIMITER //

-- job_enqueue: the job of one step of a document, ready at once.
-- account: internal
CREATE OR REPLACE PROCEDURE job_enqueue(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_pipeline VARCHAR(30), IN p_position TINYINT UNSIGNED,
    IN p_priority TINYINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_job BIGINT UNSIGNED;
    CALL job_add_step(p_tenant, p_document, p_pipeline, p_position, p_priority,
        step_parts(p_tenant, p_document, p_pipeline, p_position), NULL, v_job);
END//

-- step_parts: into how many jobs a step of a document is divided that is done by pages: those not read yet, where there is
-- more than one; else 0.
-- account: internal
CREATE OR REPLACE FUNCTION step_parts(
    p_tenant INT UNSIGNED, p_document UUID, p_pipeline VARCHAR(30), p_position TINYINT UNSIGNED)
RETURNS SMALLINT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_parts SMALLINT UNSIGNED DEFAULT 0;
    IF (SELECT part FROM pipeline_step WHERE pipeline = p_pipeline AND position = p_position) IS NOT NULL THEN
        SET v_parts = (SELECT COUNT(*) FROM page
            WHERE tenant_id = p_tenant AND document_id = p_document AND source = 'ocr' AND words IS NULL);
    END IF;
    RETURN IF(v_parts > 1, v_parts, 0);
END//

-- job_add_step: the job of a step; where it is done by pages (p_parts), a join of a job for each. p_worker: held by that
-- worker.
-- account: internal
CREATE OR REPLACE PROCEDURE job_add_step(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_pipeline VARCHAR(30), IN p_position TINYINT UNSIGNED,
    IN p_priority TINYINT UNSIGNED, IN p_parts SMALLINT UNSIGNED, IN p_worker BIGINT UNSIGNED,
    OUT p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_part BIGINT UNSIGNED;
    DECLARE v_new BOOLEAN;
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_step, v_kind VARCHAR(30);
    DECLARE v_limit VARCHAR(100);
    SELECT s.queue_id, s.step, s.part, q.step_key INTO v_queue, v_step, v_kind, v_limit
        FROM pipeline_step s JOIN queue q ON q.queue_id = s.queue_id
        WHERE s.pipeline = p_pipeline AND s.position = p_position;
    -- No key let in what a worker takes on, so it leaves none.
    IF p_worker IS NOT NULL THEN SET v_limit = NULL; END IF;
    CALL job_add(p_tenant, v_queue, v_step, 'document', p_document, NULL, NULL, NULL, p_priority, NULL,
        NULL, v_limit, p_parts > 0, p_worker, p_job, v_new);
    INSERT INTO step_job (tenant_id, job_id, pipeline, position) VALUES (p_tenant, p_job, p_pipeline, p_position);
    IF p_parts > 0 THEN
        FOR r IN (SELECT number FROM page WHERE tenant_id = p_tenant AND document_id = p_document
                AND source = 'ocr' AND words IS NULL ORDER BY number) DO
            CALL job_add(p_tenant, v_queue, v_kind, 'document', p_document, CONCAT('page ', r.number), p_job, NULL,
                p_priority, NULL, NULL, v_limit, FALSE, NULL, v_part, v_new);
            INSERT INTO step_job (tenant_id, job_id, pipeline, position, part)
                VALUES (p_tenant, v_part, p_pipeline, p_position, r.number);
        END FOR;
        CALL join_count(p_job);
    END IF;
END//
