DELIMITER //

-- The jobs of a document's steps. A document has other jobs too, such as that of its searchable PDF: those have no row in
-- step_job, and what becomes of them changes nothing of the document.

-- document_told: what the fate of a document's job means for it: begun moves it to its step's status; done moves it on, with
-- the job of the next step; one that gave up ends it with the step's error status and has a person look; cancelled cancels it
-- whole; requeued has it wait again. Errors: 45409 document_busy, job_superseded.
-- account: internal
CREATE OR REPLACE PROCEDURE document_told(
    IN p_what VARCHAR(10), IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_job BIGINT UNSIGNED,
    IN p_queues VARCHAR(300), OUT p_next_queue VARCHAR(30), OUT p_next_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_pipeline, v_running, v_error VARCHAR(30);
    DECLARE v_position TINYINT UNSIGNED;
    DECLARE v_part SMALLINT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    SELECT j.pipeline, j.position, j.part, s.status_running, s.status_error
        INTO v_pipeline, v_position, v_part, v_running, v_error
        FROM step_job j JOIN pipeline_step s ON s.pipeline = j.pipeline AND s.position = j.position
        WHERE j.tenant_id = p_tenant AND j.job_id = p_job;
    IF v_pipeline IS NULL THEN BEGIN END;
    ELSEIF p_what = 'begun' THEN CALL document_set_status(p_tenant, p_document, v_running);
    ELSEIF p_what = 'done' AND v_part IS NULL THEN
        CALL document_step_done(p_tenant, p_document, p_job, v_pipeline, v_position, p_queues, p_next_queue, p_next_job);
    ELSEIF p_what = 'gave_up' THEN CALL document_step_gave_up(p_tenant, p_document, p_job, v_error);
    ELSEIF p_what = 'cancelled' THEN CALL document_cancel_jobs(p_tenant, p_document);
    ELSEIF p_what = 'requeued' THEN CALL document_step_requeued(p_tenant, p_document, p_job, v_pipeline, v_position);
    END IF;
END//

-- document_step_done: moves a document on from a step: its status, and the job of the next step. Where the worker serves the
-- next step's queue (p_queues, comma separated) and no tenant has a job ready there, it takes that job on.
-- account: internal
CREATE OR REPLACE PROCEDURE document_step_done(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_job BIGINT UNSIGNED, IN p_pipeline VARCHAR(30),
    IN p_position TINYINT UNSIGNED, IN p_queues VARCHAR(300),
    OUT p_next_queue VARCHAR(30), OUT p_next_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_next, v_parts SMALLINT UNSIGNED DEFAULT NULL;
    DECLARE v_done, v_next_running VARCHAR(30);
    DECLARE v_priority TINYINT UNSIGNED;
    DECLARE v_worker, v_taker, v_new_job, v_key BIGINT UNSIGNED;
    DECLARE v_takes, v_over BOOLEAN;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    SELECT status_done INTO v_done FROM pipeline_step WHERE pipeline = p_pipeline AND position = p_position;
    SELECT s.queue_id, q.name, s.status_running INTO v_next, p_next_queue, v_next_running
        FROM pipeline_step s JOIN queue q ON q.queue_id = s.queue_id
        WHERE s.pipeline = p_pipeline AND s.position = p_position + 1;
    IF v_done IS NOT NULL THEN CALL document_set_status(p_tenant, p_document, v_done); END IF;
    IF v_next IS NOT NULL THEN
        SELECT j.priority, l.worker_id INTO v_priority, v_worker FROM job j JOIN job_live l ON l.job_id = j.job_id
            WHERE j.tenant_id = p_tenant AND j.job_id = p_job;
        SET v_parts = step_parts(p_tenant, p_document, p_pipeline, p_position + 1);
        -- SELECT INTO reads without a lock; subqueries of IF would lock rows of the counters before their time.
        SELECT v_parts = 0 AND FIND_IN_SET(p_next_queue, p_queues)
                AND NOT EXISTS (SELECT 1 FROM tenant_queue WHERE queue_id = v_next AND claimable = 1)
                AND NOT EXISTS (SELECT 1 FROM tenant_queue WHERE queue_id = v_next AND tenant_id = p_tenant
                    AND (paused OR tenant_paused OR running >= running_max))
                AND NOT EXISTS (SELECT 1 FROM tenant_pause WHERE tenant_id = p_tenant)
                AND NOT EXISTS (SELECT 1 FROM queue
                    WHERE queue_id = v_next AND (paused_at IS NOT NULL OR step_key IS NOT NULL))
            INTO v_takes;
        IF v_takes THEN
            SET v_taker = v_worker;
            CALL document_set_status(p_tenant, p_document, v_next_running);
        END IF;
        CALL job_limit_hold_next(p_tenant, v_next);
        CALL job_add_step(p_tenant, p_document, p_pipeline, p_position + 1, v_priority, v_parts, v_taker, v_new_job);
    END IF;
    IF v_taker IS NOT NULL THEN
        SET p_next_job = v_new_job;
        -- The window was looked at without a lock, as the document's status had to come first. Now the row is ours.
        SELECT d.running > d.running_max, l.claim_key INTO v_over, v_key
            FROM tenant_queue d JOIN job_live l ON l.job_id = v_new_job
            WHERE d.queue_id = v_next AND d.tenant_id = p_tenant;
        IF v_over THEN
            UPDATE job_live SET state = 'ready', worker_id = NULL, claimed_at = NULL, due = UTC_TIMESTAMP(6)
                WHERE job_id = v_new_job;
            CALL tenant_queue_move(p_tenant, v_next, 'running', 'ready', 1, v_key);
            SET p_next_job = NULL;
        END IF;
    END IF;
END//

-- document_step_gave_up: a document gets its step's error status and waits for a person; the jobs of its steps, which nothing
-- will come of, end.
-- account: internal
CREATE OR REPLACE PROCEDURE document_step_gave_up(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_job BIGINT UNSIGNED, IN p_status VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_code VARCHAR(40);
    DECLARE v_detail VARCHAR(500);
    SELECT error_code, IF(error_code = 'worker_crashed', 'This job ended its worker several times; its document may be damaged. Send another copy.', error_detail)
        INTO v_code, v_detail FROM job WHERE tenant_id = p_tenant AND job_id = p_job;
    UPDATE job SET error_detail = v_detail WHERE tenant_id = p_tenant AND job_id = p_job;
    UPDATE document SET error_code = v_code, error_detail = v_detail, needs_review = TRUE
        WHERE tenant_id = p_tenant AND document_id = p_document;
    CALL document_set_status(p_tenant, p_document, p_status);
    CALL event_add(p_tenant, 'document.review_required', 'document', p_document, JSON_OBJECT(
        'document_id', p_document, 'code', v_code, 'detail', v_detail));
    CALL document_end_steps(p_tenant, p_document, p_job, 'document_failed', 'Another job of the document failed.');
END//

-- document_step_requeued: has a document wait for a step again whose job, or the job that waits for its pages, comes back.
-- Errors: 45409 document_busy, job_superseded.
-- account: internal
CREATE OR REPLACE PROCEDURE document_step_requeued(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_job BIGINT UNSIGNED, IN p_pipeline VARCHAR(30),
    IN p_position TINYINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    -- Held from here on, as a reprocess does, so that only one of the two makes jobs.
    DECLARE v_status VARCHAR(30) DEFAULT (
        SELECT status FROM document WHERE tenant_id = p_tenant AND document_id = p_document FOR UPDATE);
    IF document_is_busy(p_tenant, p_document) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'document_busy';
    END IF;
    -- The document went on without it, as after a reprocess. By time: on a cluster numbers have no order.
    IF EXISTS (SELECT 1 FROM job whole
            JOIN job j ON j.tenant_id = p_tenant AND j.subject_kind = 'document' AND j.subject_id = p_document
            JOIN step_job s ON s.tenant_id = j.tenant_id AND s.job_id = j.job_id
            WHERE whole.tenant_id = p_tenant AND whole.job_id = p_job AND j.created_at > whole.created_at
                AND NOT (j.join_job <=> p_job)) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_superseded';
    END IF;
    SET v_status = COALESCE(
        (SELECT COALESCE(status_done, status_running) FROM pipeline_step
            WHERE pipeline = p_pipeline AND position = p_position - 1),
        (SELECT initial_status FROM pipeline WHERE pipeline = p_pipeline));
    UPDATE document SET error_code = NULL, error_detail = NULL, needs_review = FALSE
        WHERE tenant_id = p_tenant AND document_id = p_document;
    CALL document_set_status(p_tenant, p_document, v_status);
END//

-- document_end_steps: ends all jobs of a document's steps but one.
-- account: internal
CREATE OR REPLACE PROCEDURE document_end_steps(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_besides BIGINT UNSIGNED, IN p_code VARCHAR(40),
    IN p_detail VARCHAR(500))
MODIFIES SQL DATA
BEGIN
    CALL job_limit_hold(p_tenant, 'document', p_document);
    -- A join comes before its members, which have higher numbers, so that it is not made ready in between.
    FOR r IN (SELECT l.job_id FROM job j
            JOIN step_job s ON s.tenant_id = j.tenant_id AND s.job_id = j.job_id
            JOIN job_live l ON l.tenant_id = j.tenant_id AND l.job_id = j.job_id
            WHERE j.tenant_id = p_tenant AND j.subject_kind = 'document' AND j.subject_id = p_document
                AND j.job_id <> p_besides
            ORDER BY l.job_id FOR UPDATE) DO
        CALL job_end(p_tenant, r.job_id, 'cancelled', p_code, p_detail);
    END FOR;
END//

-- document_is_busy: whether a job of one of a document's steps has not ended.
-- account: internal
CREATE OR REPLACE FUNCTION document_is_busy(p_tenant INT UNSIGNED, p_document UUID) RETURNS BOOLEAN
READS SQL DATA
BEGIN
    -- One statement: a step that ends and the next one that begins are seen as one or the other.
    RETURN EXISTS (SELECT 1 FROM job j
        JOIN step_job s ON s.tenant_id = j.tenant_id AND s.job_id = j.job_id
        JOIN job_live l ON l.job_id = j.job_id
        WHERE j.tenant_id = p_tenant AND j.subject_kind = 'document' AND j.subject_id = p_document);
END//
