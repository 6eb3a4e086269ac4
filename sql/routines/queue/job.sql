DELIMITER //

-- job_claim_key: the place of a job that becomes ready now: the microsecond, and a minute earlier or later for each step of
-- priority, so that waiting outweighs any priority in the end.
-- account: internal
CREATE OR REPLACE FUNCTION job_claim_key(p_priority TINYINT UNSIGNED) RETURNS BIGINT UNSIGNED
NOT DETERMINISTIC NO SQL
BEGIN
    RETURN CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS UNSIGNED) + p_priority * 60000000;
END//

-- job_add: a new job. p_subject_kind, p_subject: what it is about, NULL for a task of its own. p_join: the open join that it
-- is a member of. p_due NULL: at once. p_unique: where a job of that key has not ended, that one is given and nothing is
-- made. p_limit: its limit key. p_is_join: waits for members, until join_count closes it. p_worker: held by that worker from
-- the beginning. Errors: 45409 join_closed, subject_deleted.
-- account: internal
CREATE OR REPLACE PROCEDURE job_add(
    IN p_tenant INT UNSIGNED, IN p_queue SMALLINT UNSIGNED, IN p_kind VARCHAR(30),
    IN p_subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin, IN p_subject UUID, IN p_label VARCHAR(60),
    IN p_join BIGINT UNSIGNED, IN p_payload JSON, IN p_priority TINYINT UNSIGNED, IN p_due DATETIME(6),
    IN p_unique VARCHAR(150), IN p_limit VARCHAR(100), IN p_is_join BOOLEAN, IN p_worker BIGINT UNSIGNED,
    OUT p_job BIGINT UNSIGNED, OUT p_is_new BOOLEAN)
MODIFIES SQL DATA
BEGIN
    DECLARE v_now, v_due DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_state VARCHAR(10) DEFAULT 'ready';
    DECLARE v_key, v_holder BIGINT UNSIGNED;
    DECLARE v_limit INT UNSIGNED;
    SET p_job = NEXTVAL(job_number), p_is_new = TRUE, v_key = job_claim_key(p_priority);
    IF p_limit IS NOT NULL THEN
        CALL job_limit_find(p_tenant, p_queue, p_limit, v_limit);
        -- Keys before counters, also where the job itself is not let in yet.
        SELECT limit_id INTO v_limit FROM job_limit WHERE limit_id = v_limit FOR UPDATE;
    END IF;
    INSERT INTO job (tenant_id, job_id, queue_id, kind, subject_kind, subject_id, label, join_job, payload, priority,
            unique_key, limit_id)
        VALUES (p_tenant, p_job, p_queue, p_kind, p_subject_kind, p_subject, p_label, p_join, p_payload, p_priority,
            p_unique, v_limit);
    -- The row above keeps the subject from being deleted before this transaction ends.
    IF p_subject IS NOT NULL AND subject_is_deleted(p_tenant, p_subject_kind, p_subject) THEN
        SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'subject_deleted';
    END IF;
    IF p_unique IS NOT NULL THEN
        INSERT INTO job_unique (tenant_id, queue_id, unique_key, job_id)
            VALUES (p_tenant, p_queue, p_unique, p_job) ON DUPLICATE KEY UPDATE job_id = job_id;
        SET v_holder = (SELECT job_id FROM job_unique
            WHERE tenant_id = p_tenant AND queue_id = p_queue AND unique_key = p_unique);
        IF v_holder <> p_job THEN
            DELETE FROM job WHERE tenant_id = p_tenant AND job_id = p_job;
            SET p_job = v_holder, p_is_new = FALSE;
        END IF;
    END IF;
    IF p_is_new THEN
        IF p_join IS NOT NULL THEN CALL join_expect(p_join); END IF;
        IF p_is_join THEN SET v_state = 'waiting';
        ELSEIF p_due > v_now THEN SET v_state = 'scheduled', v_due = p_due;
        ELSEIF p_worker IS NOT NULL THEN
            SET v_state = 'running', v_due = v_now + INTERVAL (SELECT lease_s FROM queue WHERE queue_id = p_queue) SECOND;
        ELSEIF v_limit IS NOT NULL THEN CALL job_limit_enter(v_limit, p_tenant, FALSE, v_state, v_due);
        END IF;
        INSERT INTO job_live (job_id, tenant_id, queue_id, has_subject, state, claim_key, due, fence, worker_id,
                claimed_at, limit_id, has_turn, members_left)
            VALUES (p_job, p_tenant, p_queue, p_subject IS NOT NULL, v_state, v_key, v_due, p_worker IS NOT NULL, p_worker,
                IF(p_worker IS NULL, NULL, v_now), v_limit, v_state = 'scheduled' AND NOT COALESCE(p_due > v_now, FALSE),
                p_is_join);
        IF v_state = 'waiting' AND NOT p_is_join THEN
            INSERT INTO job_limit_waiting (limit_id, tenant_id, claim_key, job_id) VALUES (v_limit, p_tenant, v_key, p_job);
        END IF;
        CALL tenant_queue_move(p_tenant, p_queue, NULL, v_state, 1, v_key);
    END IF;
END//

-- subject_is_deleted: whether a subject has gone.
-- account: internal
CREATE OR REPLACE FUNCTION subject_is_deleted(
    p_tenant INT UNSIGNED, p_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin, p_subject UUID) RETURNS BOOLEAN
READS SQL DATA
BEGIN
    DECLARE v_deleted BOOLEAN DEFAULT FALSE;
    SELECT deleted_at IS NOT NULL INTO v_deleted FROM subject
        WHERE tenant_id = p_tenant AND subject_kind = p_kind AND subject_id = p_subject;
    RETURN v_deleted;
END//

-- job_admit: makes a job ready that is due, or whose members have all ended, unless its limit key has it wait. Its row is locked.
-- account: internal
CREATE OR REPLACE PROCEDURE job_admit(IN p_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant, v_limit INT UNSIGNED;
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_from, v_state VARCHAR(10) DEFAULT 'ready';
    DECLARE v_has_turn BOOLEAN;
    DECLARE v_due DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_key BIGINT UNSIGNED;
    SELECT l.tenant_id, l.queue_id, l.state, l.limit_id, l.has_turn, job_claim_key(j.priority)
        INTO v_tenant, v_queue, v_from, v_limit, v_has_turn, v_key
        FROM job_live l JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id WHERE l.job_id = p_job;
    IF v_limit IS NOT NULL THEN CALL job_limit_enter(v_limit, v_tenant, v_has_turn, v_state, v_due); END IF;
    UPDATE job_live SET state = v_state, claim_key = v_key, due = v_due, has_turn = v_state = 'scheduled'
        WHERE job_id = p_job;
    IF v_state = 'waiting' THEN
        INSERT INTO job_limit_waiting (limit_id, tenant_id, claim_key, job_id) VALUES (v_limit, v_tenant, v_key, p_job);
    END IF;
    CALL tenant_queue_move(v_tenant, v_queue, v_from, v_state, 1, v_key);
END//

-- job_end: takes a job out of the queue with its outcome; a join that it is a member of waits for one less.
-- account: internal
CREATE OR REPLACE PROCEDURE job_end(
    IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_outcome VARCHAR(10), IN p_code VARCHAR(40),
    IN p_detail VARCHAR(500))
MODIFIES SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED;
    DECLARE v_state VARCHAR(10);
    DECLARE v_limit INT UNSIGNED;
    DECLARE v_join BIGINT UNSIGNED;
    DECLARE v_unique VARCHAR(150);
    SELECT l.queue_id, l.state, l.limit_id, j.unique_key, j.join_job INTO v_queue, v_state, v_limit, v_unique, v_join
        FROM job_live l JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id WHERE l.job_id = p_job;
    UPDATE job j JOIN job_live l ON l.job_id = j.job_id
        SET j.finished_at = UTC_TIMESTAMP(6), j.claimed_at = l.claimed_at, j.outcome = p_outcome, j.fence = l.fence, j.failures = l.failures,
            j.crashes = l.crashes, j.error_code = COALESCE(p_code, j.error_code),
            j.error_detail = COALESCE(p_detail, j.error_detail)
        WHERE j.tenant_id = p_tenant AND j.job_id = p_job;
    IF v_unique IS NOT NULL THEN
        DELETE FROM job_unique WHERE tenant_id = p_tenant AND queue_id = v_queue AND unique_key = v_unique;
    END IF;
    IF v_limit IS NOT NULL THEN CALL job_limit_leave(v_limit, p_tenant, p_job, v_state); END IF;
    DELETE FROM job_live WHERE job_id = p_job;
    -- It may ask its own limit key, and keys come before counters.
    IF v_join IS NOT NULL THEN CALL join_count(v_join); END IF;
    CALL tenant_queue_move(p_tenant, v_queue, v_state, p_outcome, 1, NULL);
END//

-- job_give_up: ends a job badly, as its subject is told before.
-- account: internal
CREATE OR REPLACE PROCEDURE job_give_up(
    IN p_tenant INT UNSIGNED, IN p_job BIGINT UNSIGNED, IN p_outcome VARCHAR(10), IN p_code VARCHAR(40),
    IN p_detail VARCHAR(500))
MODIFIES SQL DATA
BEGIN
    DECLARE v_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
    DECLARE v_subject UUID;
    DECLARE v_queue VARCHAR(30);
    DECLARE v_next BIGINT UNSIGNED;
    SELECT subject_kind, subject_id INTO v_kind, v_subject FROM job WHERE tenant_id = p_tenant AND job_id = p_job;
    UPDATE job SET error_code = p_code, error_detail = p_detail WHERE tenant_id = p_tenant AND job_id = p_job;
    IF v_kind IS NOT NULL THEN
        CALL subject_told('gave_up', p_tenant, v_kind, v_subject, p_job, NULL, v_queue, v_next);
    END IF;
    CALL job_end(p_tenant, p_job, p_outcome, p_code, p_detail);
END//
