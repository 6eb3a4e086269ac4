DELIMITER //

-- Jobs that ended badly made ready again, and jobs that have not ended cancelled.

-- job_revive: puts a job that failed, died or was cancelled back into its queue, its attempts counted anew; the fence goes
-- on, so that nobody who held it before can write. p_parts: waits for so many parts. Errors: 45409 job_exists.
-- account: internal
CREATE OR REPLACE PROCEDURE job_revive(
    IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_parts SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_outcome, v_state VARCHAR(10) DEFAULT 'ready';
    DECLARE v_limit INT UNSIGNED;
    DECLARE v_unique VARCHAR(150);
    DECLARE v_due DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_key BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR 1062 SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_exists';
    SELECT queue_id, outcome, limit_id, unique_key, job_claim_key(priority)
        INTO v_queue, v_outcome, v_limit, v_unique, v_key FROM job
        WHERE tenant_id = p_tenant AND job_id = p_job FOR UPDATE;
    IF p_parts > 0 THEN SET v_state = 'waiting';
    ELSEIF v_limit IS NOT NULL THEN CALL job_limit_enter(v_limit, p_tenant, FALSE, v_state, v_due);
    END IF;
    IF v_unique IS NOT NULL THEN
        INSERT INTO job_unique (tenant_id, queue_id, unique_key, job_id) VALUES (p_tenant, v_queue, v_unique, p_job);
    END IF;
    INSERT INTO job_live (job_id, tenant_id, queue_id, of_document, state, claim_key, due, fence, limit_id, has_turn,
            parts_left)
        SELECT job_id, tenant_id, queue_id, document_id IS NOT NULL, v_state, v_key, v_due, fence, limit_id, v_state = 'scheduled', p_parts
        FROM job WHERE tenant_id = p_tenant AND job_id = p_job;
    IF v_state = 'waiting' AND p_parts = 0 THEN
        INSERT INTO job_limit_waiting (limit_id, tenant_id, claim_key, job_id) VALUES (v_limit, p_tenant, v_key, p_job);
    END IF;
    UPDATE job SET finished_at = NULL, outcome = NULL WHERE tenant_id = p_tenant AND job_id = p_job;
    CALL tenant_queue_move(p_tenant, v_queue, v_outcome, v_state, 1, v_key);
END//

-- job_requeue_one: makes a failed, dead or cancelled job ready again, and its document wait for it. Of a step done by pages
-- all pages that are not done come back, and the job that waits for them.
-- Errors: 45409 job_not_ended, job_done, document_busy, job_superseded, job_exists.
-- account: internal
CREATE OR REPLACE PROCEDURE job_requeue_one(IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_outcome VARCHAR(10);
    DECLARE v_document UUID;
    DECLARE v_pipeline, v_status VARCHAR(30);
    DECLARE v_position TINYINT UNSIGNED;
    DECLARE v_join, v_whole BIGINT UNSIGNED;
    DECLARE v_parts SMALLINT UNSIGNED;
    SELECT outcome, document_id, pipeline, position, join_job
        INTO v_outcome, v_document, v_pipeline, v_position, v_join
        FROM job WHERE tenant_id = p_tenant AND job_id = p_job FOR UPDATE;
    IF v_outcome IS NULL THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_not_ended'; END IF;
    IF v_outcome = 'done' THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_done'; END IF;
    SET v_whole = COALESCE(v_join, p_job);
    -- What waited for it has left for the history.
    IF NOT EXISTS (SELECT 1 FROM job WHERE tenant_id = p_tenant AND job_id = v_whole) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_superseded';
    END IF;
    IF v_document IS NOT NULL THEN
        -- Held from here on, as a reprocess does, so that only one of the two makes jobs.
        SET v_status = (SELECT status FROM document
            WHERE tenant_id = p_tenant AND document_id = v_document FOR UPDATE);
        IF document_is_busy(p_tenant, v_document) THEN
            SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'document_busy';
        END IF;
        -- The document went on without it, as after a reprocess.
        -- By time: on a cluster numbers have no order.
        IF EXISTS (SELECT 1 FROM job j JOIN job whole ON whole.tenant_id = p_tenant AND whole.job_id = v_whole
                WHERE j.tenant_id = p_tenant AND j.document_id = v_document AND j.created_at > whole.created_at
                AND NOT (j.join_job <=> v_whole)) THEN
            SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_superseded';
        END IF;
        SET v_status = COALESCE(
            (SELECT COALESCE(status_done, status_running) FROM pipeline_step
                WHERE pipeline = v_pipeline AND position = v_position - 1),
            (SELECT initial_status FROM pipeline WHERE pipeline = v_pipeline));
        UPDATE document SET error_code = NULL, error_detail = NULL, needs_review = FALSE
            WHERE tenant_id = p_tenant AND document_id = v_document;
        CALL document_set_status(p_tenant, v_document, v_status);
        CALL job_limit_hold(p_tenant, v_document);
    END IF;
    SET v_parts = (SELECT COUNT(*) FROM job WHERE tenant_id = p_tenant AND document_id = v_document
        AND join_job = v_whole AND outcome <> 'done');
    CALL job_revive(p_tenant, v_whole, COALESCE(v_parts, 0));
    IF v_parts > 0 THEN
        FOR r IN (SELECT job_id FROM job WHERE tenant_id = p_tenant AND document_id = v_document
                AND join_job = v_whole AND outcome <> 'done') DO
            CALL job_revive(p_tenant, r.job_id, 0);
        END FOR;
    END IF;
END//

-- job_requeue: makes a failed, dead or cancelled job ready again. Errors: 45404 job_unknown; 45409 job_not_ended, job_done,
-- document_busy, job_superseded, job_exists.
-- account: admin
-- transaction: own
-- returns: one
--   queue VARCHAR
-- example: CALL job_requeue(@failed_job)
CREATE OR REPLACE PROCEDURE job_requeue(IN p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    START TRANSACTION;
    SET v_tenant = job_owner(p_job);
    CALL job_requeue_one(v_tenant, p_job);
    CALL audit_add(v_tenant, 'job.requeue', p_job, NULL, NULL);
    COMMIT;
    SELECT q.name AS queue FROM job j JOIN queue q ON q.queue_id = j.queue_id
        WHERE j.tenant_id = v_tenant AND j.job_id = p_job;
END//

-- queue_requeue: makes the jobs of a queue ready again that ended as p_outcome ('failed', 'dead' or 'cancelled'), of one
-- tenant or of all (NULL), ended since a time or ever (NULL), with an error code or with any (NULL); at most p_count, each in
-- a transaction of its own. skipped: their documents went on, or are busy. Call it again while requeued is not 0.
-- Errors: 45404 queue_unknown, tenant_unknown; 45422 outcome_invalid.
-- account: admin
-- transaction: own
-- returns: one
--   requeued INT
--   skipped INT
-- nullable: tenant_slug, since, code
-- example: CALL queue_requeue('ocr', 'dead', NULL, NULL, NULL, 100)
CREATE OR REPLACE PROCEDURE queue_requeue(
    IN p_queue VARCHAR(30), IN p_outcome VARCHAR(10), IN p_tenant_slug VARCHAR(63), IN p_since DATETIME(6),
    IN p_code VARCHAR(40), IN p_count INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_requeued, v_skipped INT DEFAULT 0;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_outcome NOT IN ('failed', 'dead', 'cancelled') THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'outcome_invalid';
    END IF;
    IF p_tenant_slug IS NOT NULL THEN SET v_tenant = tenant_of(p_tenant_slug); END IF;
    FOR r IN (SELECT tenant_id, job_id FROM job FORCE INDEX (finished)
            WHERE queue_id = v_queue AND outcome = p_outcome AND finished_at >= COALESCE(p_since, '2000-01-01')
                AND (v_tenant IS NULL OR tenant_id = v_tenant) AND (p_code IS NULL OR error_code = p_code)
            ORDER BY finished_at LIMIT p_count) DO
        BEGIN
            DECLARE v_code TEXT;
            -- Busy, superseded, or in conflict even after all: left as it is. A page that came back with its siblings is none.
            DECLARE EXIT HANDLER FOR SQLSTATE '45409', 1213, 1205 BEGIN
                GET DIAGNOSTICS CONDITION 1 v_code = MESSAGE_TEXT;
                ROLLBACK;
                SET v_skipped = v_skipped + (v_code <> 'job_not_ended');
            END;
            START TRANSACTION;
            CALL job_requeue_one(r.tenant_id, r.job_id);
            CALL audit_add(r.tenant_id, 'job.requeue', r.job_id, NULL, NULL);
            COMMIT;
            SET v_requeued = v_requeued + 1;
        END;
    END FOR;
    SELECT v_requeued AS requeued, v_skipped AS skipped;
END//
