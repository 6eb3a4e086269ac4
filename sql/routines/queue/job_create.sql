DELIMITER //

-- job_create: a job of its own, about nothing. p_delay_s NULL: at once. p_unique: where a job of that key has not ended,
-- that one is given and is_new is false. Errors: 45404 tenant_unknown, queue_unknown; 45422 priority_invalid.
-- account: admin
-- transaction: own
-- returns: one
--   job BIGINT
--   is_new BOOLEAN
-- nullable: payload, delay_s, unique, limit
-- example: CALL job_create('example', 'maintenance', 'probe', '{}', 5, NULL, NULL, NULL)
CREATE OR REPLACE PROCEDURE job_create(
    IN p_tenant_slug VARCHAR(63), IN p_queue VARCHAR(30), IN p_kind VARCHAR(30), IN p_payload JSON,
    IN p_priority TINYINT UNSIGNED, IN p_delay_s INT UNSIGNED, IN p_unique VARCHAR(150), IN p_limit VARCHAR(100))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_job BIGINT UNSIGNED;
    DECLARE v_new BOOLEAN;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_priority NOT BETWEEN 1 AND 10 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'priority_invalid'; END IF;
    START TRANSACTION;
    CALL job_add(v_tenant, v_queue, p_kind, NULL, NULL, NULL, NULL, p_payload, p_priority,
        UTC_TIMESTAMP(6) + INTERVAL p_delay_s SECOND, p_unique, p_limit, FALSE, NULL, v_job, v_new);
    IF v_new THEN
        CALL audit_add(v_tenant, 'job.create', v_job, NULL, JSON_OBJECT('queue', p_queue, 'kind', p_kind));
    END IF;
    COMMIT;
    SELECT CAST(v_job AS SIGNED) AS job, v_new AS is_new;
END//

-- job_create_many: p_count jobs alike, in one transaction, such as to measure a queue with. At most 100,000.
-- Errors: 45404 tenant_unknown, queue_unknown; 45422 count_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- nullable: payload
-- example: CALL job_create_many('example', 'maintenance', 'probe', '{}', 5, 10)
CREATE OR REPLACE PROCEDURE job_create_many(
    IN p_tenant_slug VARCHAR(63), IN p_queue VARCHAR(30), IN p_kind VARCHAR(30), IN p_payload JSON,
    IN p_priority TINYINT UNSIGNED, IN p_count INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT tenant_of(p_tenant_slug);
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT queue_of(p_queue);
    DECLARE v_key BIGINT UNSIGNED DEFAULT job_claim_key(p_priority);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    IF p_count NOT BETWEEN 1 AND 100000 THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'count_invalid'; END IF;
    CREATE OR REPLACE TEMPORARY TABLE job_batch (job_id BIGINT UNSIGNED NOT NULL PRIMARY KEY) ENGINE = MEMORY;
    START TRANSACTION;
    INSERT INTO job_batch SELECT NEXTVAL(job_number) FROM seq_1_to_100000 WHERE seq <= p_count;
    INSERT INTO job (tenant_id, job_id, queue_id, kind, payload, priority)
        SELECT v_tenant, job_id, v_queue, p_kind, p_payload, p_priority FROM job_batch;
    -- A microsecond apart: claims pass over all keys below the last one taken.
    INSERT INTO job_live (job_id, tenant_id, queue_id, state, claim_key, due)
        SELECT job_id, v_tenant, v_queue, 'ready', v_key + ROW_NUMBER() OVER (ORDER BY job_id) - 1, UTC_TIMESTAMP(6)
        FROM job_batch;
    CALL audit_add(v_tenant, 'job.create', '', NULL,
        JSON_OBJECT('queue', p_queue, 'kind', p_kind, 'jobs', CAST(p_count AS SIGNED)));
    CALL tenant_queue_move(v_tenant, v_queue, NULL, 'ready', p_count, v_key);
    COMMIT;
    DROP TEMPORARY TABLE job_batch;
END//
