DELIMITER //

-- What a job is about. The queue knows a subject by its kind and id alone; what becomes of it as its jobs begin and end is the
-- business of one routine for each kind: <kind>_told(p_what, p_tenant, p_subject, p_job, p_queues, OUT p_next_queue,
-- OUT p_next_job). A new kind is a row of subject_kind and that routine.

-- subject_add: makes a subject, so that jobs and events can be about it; before the row of the kind's own table.
-- account: internal
CREATE OR REPLACE PROCEDURE subject_add(
    IN p_tenant INT UNSIGNED, IN p_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin, IN p_subject UUID)
MODIFIES SQL DATA
BEGIN
    INSERT INTO subject (tenant_id, subject_kind, subject_id) VALUES (p_tenant, p_kind, p_subject);
END//

-- subject_told: tells a subject what happened to a job of its own, inside the transaction in which it happens, the job's row
-- locked, before the job's end is written. p_what: 'begun' (claimed), 'done', 'gave_up' (failed or dead, the error stands in
-- job), 'cancelled', 'requeued' (is about to be ready again; may refuse). p_queues: what the worker serves, comma separated,
-- where it could take a follower on. p_next_queue: where a follower waits now; p_next_job: one that the worker took on.
-- account: internal
CREATE OR REPLACE PROCEDURE subject_told(
    IN p_what VARCHAR(10), IN p_tenant INT UNSIGNED, IN p_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_subject UUID, IN p_job BIGINT UNSIGNED, IN p_queues VARCHAR(300),
    OUT p_next_queue VARCHAR(30), OUT p_next_job BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    -- As text: MariaDB 10.11 hands a UUID on as NULL here. The word comes from a row whose letters a constraint checks.
    DECLARE v_subject CHAR(36) DEFAULT p_subject;
    DECLARE v_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin;
    SELECT subject_kind INTO v_kind FROM subject_kind WHERE subject_kind = p_kind;
    EXECUTE IMMEDIATE CONCAT('CALL ', v_kind, '_told(?, ?, ?, ?, ?, ?, ?)')
        USING p_what, p_tenant, v_subject, p_job, p_queues, p_next_queue, p_next_job;
END//

-- subject_deleted: ends the jobs of a subject that goes, with a reason, and lets no new one begin; before its own row is
-- deleted. What jobs and events tell of it stays.
-- account: internal
CREATE OR REPLACE PROCEDURE subject_deleted(
    IN p_tenant INT UNSIGNED, IN p_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin, IN p_subject UUID)
MODIFIES SQL DATA
BEGIN
    -- Waits for transactions that make a job of it, and those that come later see it.
    UPDATE subject SET deleted_at = COALESCE(deleted_at, UTC_TIMESTAMP(6))
        WHERE tenant_id = p_tenant AND subject_kind = p_kind AND subject_id = p_subject;
    CALL job_limit_hold(p_tenant, p_kind, p_subject);
    FOR r IN (SELECT l.job_id FROM job j JOIN job_live l ON l.tenant_id = j.tenant_id AND l.job_id = j.job_id
            WHERE j.tenant_id = p_tenant AND j.subject_kind = p_kind AND j.subject_id = p_subject
            ORDER BY l.job_id FOR UPDATE) DO
        CALL job_end(p_tenant, r.job_id, 'cancelled', 'subject_deleted', 'What this job was about has been deleted.');
    END FOR;
END//
