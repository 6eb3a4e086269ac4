DELIMITER //

-- Jobs that ended badly made ready again, and jobs that have not ended cancelled.

-- job_revive: puts a job that failed, died or was cancelled back into its queue, its attempts counted anew; the fence goes
-- on, so that nobody who held it before can write. p_members: of a join, how many it waits for. Errors: 45409 job_exists.
-- account: internal
CREATE OR REPLACE PROCEDURE job_revive(
    IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_members SMALLINT UNSIGNED)
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
    IF p_members > 0 THEN SET v_state = 'waiting';
    ELSEIF v_limit IS NOT NULL THEN CALL job_limit_enter(v_limit, p_tenant, FALSE, v_state, v_due);
    END IF;
    IF v_unique IS NOT NULL THEN
        INSERT INTO job_unique (tenant_id, queue_id, unique_key, job_id) VALUES (p_tenant, v_queue, v_unique, p_job);
    END IF;
    INSERT INTO job_live (job_id, tenant_id, queue_id, has_subject, state, claim_key, due, fence, limit_id, has_turn,
            members_left)
        SELECT job_id, tenant_id, queue_id, subject_kind IS NOT NULL, v_state, v_key, v_due, fence, limit_id,
            v_state = 'scheduled', p_members
        FROM job WHERE tenant_id = p_tenant AND job_id = p_job;
    IF v_state = 'waiting' AND p_members = 0 THEN
        INSERT INTO job_limit_waiting (limit_id, tenant_id, claim_key, job_id) VALUES (v_limit, p_tenant, v_key, p_job);
    END IF;
    UPDATE job SET finished_at = NULL, outcome = NULL WHERE tenant_id = p_tenant AND job_id = p_job;
    CALL tenant_queue_move(p_tenant, v_queue, v_outcome, v_state, 1, v_key);
END//

-- job_requeue_one: makes a failed, dead or cancelled job ready again, unless its subject refuses. Of a join that ended badly
-- all members that are not done come back with it, whichever of them is named; a member of one that still waits comes back
-- alone. Errors: 45409 job_not_ended, job_done, job_superseded, job_exists, subject_deleted.
-- account: internal
CREATE OR REPLACE PROCEDURE job_requeue_one(IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_outcome, v_join_outcome VARCHAR(10);
    DECLARE v_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_subject UUID;
    DECLARE v_queue VARCHAR(30);
    DECLARE v_join, v_whole, v_next BIGINT UNSIGNED;
    DECLARE v_members SMALLINT UNSIGNED DEFAULT 0;
    DECLARE v_found, v_waits BOOLEAN DEFAULT TRUE;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_found = FALSE;
    SELECT outcome, subject_kind, subject_id, join_job INTO v_outcome, v_kind, v_subject, v_join
        FROM job WHERE tenant_id = p_tenant AND job_id = p_job FOR UPDATE;
    IF v_outcome IS NULL THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_not_ended'; END IF;
    IF v_outcome = 'done' THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_done'; END IF;
    SET v_whole = p_job, v_waits = FALSE;
    IF v_join IS NOT NULL THEN
        SET v_found = TRUE;
        SELECT outcome INTO v_join_outcome FROM job WHERE tenant_id = p_tenant AND job_id = v_join FOR UPDATE;
        -- What waited for it has left for the history, or went on.
        IF NOT v_found OR v_join_outcome = 'done' THEN
            SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_superseded';
        END IF;
        IF v_join_outcome IS NULL THEN SET v_waits = TRUE; ELSE SET v_whole = v_join; END IF;
    END IF;
    IF v_kind IS NOT NULL AND subject_is_deleted(p_tenant, v_kind, v_subject) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'subject_deleted';
    END IF;
    IF v_kind IS NOT NULL THEN
        CALL subject_told('requeued', p_tenant, v_kind, v_subject, v_whole, NULL, v_queue, v_next);
        CALL job_limit_hold(p_tenant, v_kind, v_subject);
    END IF;
    IF v_waits THEN
        CALL join_rejoin(v_join);
    ELSE
        SET v_members = (SELECT COUNT(*) FROM job
            WHERE tenant_id = p_tenant AND join_job = v_whole AND outcome <> 'done');
    END IF;
    CALL job_revive(p_tenant, v_whole, v_members);
    IF v_members > 0 THEN
        FOR r IN (SELECT job_id FROM job WHERE tenant_id = p_tenant AND join_job = v_whole AND outcome <> 'done') DO
            CALL job_revive(p_tenant, r.job_id, 0);
        END FOR;
    END IF;
END//

-- join_rejoin: join_expect for a member that comes back. Errors: 45409 job_superseded.
-- account: internal
CREATE OR REPLACE PROCEDURE join_rejoin(IN p_join BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLSTATE '45409' SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'job_superseded';
    CALL join_expect(p_join);
END//

-- job_requeue: makes a failed, dead or cancelled job ready again. Errors: 45404 job_unknown; 45409 job_not_ended, job_done,
-- job_superseded, job_exists, subject_deleted.
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
-- a transaction of its own. skipped: their subjects went on, or are busy. Call it again while requeued is not 0.
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
