DELIMITER //

-- Reading again what came to a status: by an operator, a crontab, or a job of the tenant's schedule.

-- reprocess_check: refuses a selection that can match nothing. Gives the tenant of a slug; NULL is all of them.
-- Errors: 45404 tenant_unknown; 45422 limit_invalid, pipeline_unknown, since_missing, status_unknown, step_unknown.
-- account: internal
CREATE OR REPLACE PROCEDURE reprocess_check(
    IN p_status VARCHAR(30), IN p_since DATETIME(6), IN p_step VARCHAR(30), IN p_slug VARCHAR(63),
    IN p_pipeline VARCHAR(30), IN p_limit INT UNSIGNED, OUT p_tenant INT UNSIGNED)
READS SQL DATA
BEGIN
    SET p_tenant = (SELECT tenant_id FROM tenant WHERE slug = p_slug);
    IF p_slug IS NOT NULL AND p_tenant IS NULL THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown';
    END IF;
    IF p_pipeline IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pipeline WHERE pipeline = p_pipeline) THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'pipeline_unknown';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM document_status
            WHERE status = p_status AND (p_pipeline IS NULL OR pipeline = p_pipeline)) THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'status_unknown';
    END IF;
    IF p_step IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM document_status d JOIN pipeline_step s ON s.pipeline = d.pipeline
            WHERE d.status = p_status AND s.step = p_step AND (p_pipeline IS NULL OR d.pipeline = p_pipeline)) THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'step_unknown';
    END IF;
    IF p_since IS NULL THEN SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'since_missing'; END IF;
    IF COALESCE(p_limit, 0) NOT BETWEEN 1 AND 100001 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'limit_invalid';
    END IF;
END//

-- reprocess_find: fills the temporary table reprocess_found with what came to a status since an instant (UTC), of one
-- tenant or (NULL) of all that are active. A look-up for each pipeline and tenant: only so is the age a range of the
-- index, and neither the older documents of the status nor those of other statuses are read.
-- account: internal
CREATE OR REPLACE PROCEDURE reprocess_find(
    IN p_tenant INT UNSIGNED, IN p_status VARCHAR(30), IN p_since DATETIME(6), IN p_step VARCHAR(30),
    IN p_pipeline VARCHAR(30), IN p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_end BOOLEAN DEFAULT FALSE;
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_pipeline VARCHAR(30);
    DECLARE places CURSOR FOR
        SELECT s.pipeline, t.tenant_id FROM document_status s JOIN tenant t
        WHERE s.status = p_status AND t.active
            AND (p_tenant IS NULL OR t.tenant_id = p_tenant) AND (p_pipeline IS NULL OR s.pipeline = p_pipeline)
            AND (p_step IS NULL OR EXISTS (
                SELECT 1 FROM pipeline_step x WHERE x.pipeline = s.pipeline AND x.step = p_step));
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_end = TRUE;
    CREATE OR REPLACE TEMPORARY TABLE reprocess_found (
        tenant_id INT UNSIGNED NOT NULL,
        document_id UUID NOT NULL,
        updated_at DATETIME(6) NOT NULL,
        PRIMARY KEY (updated_at, tenant_id, document_id));
    OPEN places;
    FETCH places INTO v_pipeline, v_tenant;
    WHILE NOT v_end DO
        INSERT INTO reprocess_found (tenant_id, document_id, updated_at)
            SELECT tenant_id, document_id, updated_at FROM document FORCE INDEX (status)
            WHERE pipeline = v_pipeline AND status = p_status AND tenant_id = v_tenant AND updated_at >= p_since
            ORDER BY updated_at, document_id LIMIT p_limit;
        FETCH places INTO v_pipeline, v_tenant;
    END WHILE;
    CLOSE places;
END//

-- reprocess_matching: reads again what came to a status since an instant (UTC), oldest first, each document in a
-- transaction of its own, of one tenant or (NULL) of all. Behind fresh uploads: at priority 8 or less urgent. p_busy were
-- passed over because a job of theirs is live or somebody held them, p_unready because what the step reads is missing.
-- Outside a transaction.
-- account: internal
CREATE OR REPLACE PROCEDURE reprocess_matching(
    IN p_tenant INT UNSIGNED, IN p_status VARCHAR(30), IN p_since DATETIME(6), IN p_step VARCHAR(30),
    IN p_pipeline VARCHAR(30), IN p_limit INT UNSIGNED, IN p_actor VARCHAR(200),
    OUT p_done INT, OUT p_busy INT, OUT p_unready INT)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    DECLARE v_end BOOLEAN DEFAULT FALSE;
    DECLARE v_outcome VARCHAR(20);
    DECLARE v_queue VARCHAR(30);
    DECLARE matching CURSOR FOR
        SELECT tenant_id, document_id FROM reprocess_found ORDER BY updated_at, tenant_id, document_id LIMIT p_limit;
    SET p_done = 0, p_busy = 0, p_unready = 0;
    -- Found once, so what fails again meanwhile is left for the next time.
    CALL reprocess_find(p_tenant, p_status, p_since, p_step, p_pipeline, p_limit);
    OPEN matching;
    all_matching: LOOP
        BEGIN
            DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_end = TRUE;
            FETCH matching INTO v_tenant, v_document;
        END;
        IF v_end THEN LEAVE all_matching; END IF;
        CALL reprocess_one(v_tenant, v_document, p_status, p_step, p_actor, v_outcome, v_queue);
        SET p_done = p_done + (v_outcome = 'reprocessed'),
            p_busy = p_busy + (v_outcome = 'busy'),
            p_unready = p_unready + (v_outcome = 'unready');
    END LOOP;
    CLOSE matching;
    DROP TEMPORARY TABLE reprocess_found;
END//

-- reprocess_one: reads one document again that still has the status, in a transaction of its own. p_outcome is
-- reprocessed, busy, unready, or changed where its status is another by now; p_queue is where its job waits, or NULL.
-- account: internal
CREATE OR REPLACE PROCEDURE reprocess_one(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_status VARCHAR(30), IN p_step VARCHAR(30),
    IN p_actor VARCHAR(200), OUT p_outcome VARCHAR(20), OUT p_queue VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_version INT UNSIGNED;
    DECLARE v_code TEXT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    DECLARE EXIT HANDLER FOR SQLSTATE '45409' BEGIN
        GET DIAGNOSTICS CONDITION 1 v_code = MESSAGE_TEXT;
        ROLLBACK;
        SET p_queue = NULL, p_outcome = CASE v_code WHEN 'document_busy' THEN 'busy' WHEN 'step_unready' THEN 'unready'
            ELSE 'changed' END;
    END;
    -- A deadlock, or a lock that does not come: somebody works on it.
    DECLARE EXIT HANDLER FOR 1213, 1205 BEGIN ROLLBACK; SET p_queue = NULL, p_outcome = 'busy'; END;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    START TRANSACTION;
    CALL document_restart(p_tenant, p_document, p_status, p_step, 8, p_actor, v_version, p_queue);
    CALL audit_add(p_tenant, 'document.reprocess', p_document, JSON_OBJECT('status', p_status),
        JSON_OBJECT('version', CAST(v_version AS SIGNED), 'step', p_step));
    COMMIT;
    SET p_outcome = 'reprocessed';
END//

-- reprocess_due: what a job has to read again, of its own tenant: what came to a status since an instant in UTC, oldest
-- first. p_pipeline: as the tenant calls it. Errors: 45409 lease_lost; 45422 limit_invalid, pipeline_unknown, since_missing,
-- status_unknown, step_unknown.
-- account: worker
-- transaction: none
-- returns: many
--   document_id UUID
-- nullable: step, pipeline
-- example: CALL reprocess_due(@job, @worker, @fence, 'ocr_error', UTC_TIMESTAMP() - INTERVAL 7 DAY, 'ocr', NULL, 1000)
CREATE OR REPLACE PROCEDURE reprocess_due(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_status VARCHAR(30),
    IN p_since DATETIME(6), IN p_step VARCHAR(30), IN p_pipeline VARCHAR(30), IN p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    DECLARE v_pipeline VARCHAR(30) DEFAULT pipeline_of(v_tenant, p_pipeline);
    DECLARE v_any INT UNSIGNED;
    IF p_pipeline IS NOT NULL AND v_pipeline IS NULL THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'pipeline_unknown';
    END IF;
    CALL reprocess_check(p_status, p_since, p_step, NULL, v_pipeline, p_limit, v_any);
    CALL reprocess_find(v_tenant, p_status, p_since, p_step, v_pipeline, p_limit);
    SELECT document_id FROM reprocess_found ORDER BY updated_at, document_id LIMIT p_limit;
    DROP TEMPORARY TABLE reprocess_found;
END//

-- reprocess_take: reads one document again that still has the status, for a job of the same tenant; queue is where the
-- document's own job waits, at priority 8 or less urgent. The lease holds to the commit, so a job that was lost or cancelled
-- makes no more. Errors: 45404 document_unknown; 45409 document_busy, lease_lost, status_changed, step_unready; 45422
-- step_unknown.
-- account: worker
-- transaction: caller
-- returns: one
--   queue VARCHAR
-- nullable: step
-- example: CALL reprocess_take(@job, @worker, @fence, @failed, 'ocr_error', 'ocr')
CREATE OR REPLACE PROCEDURE reprocess_take(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_document UUID,
    IN p_status VARCHAR(30), IN p_step VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    DECLARE v_version INT UNSIGNED;
    DECLARE v_queue VARCHAR(30);
    CALL document_restart(v_tenant, p_document, p_status, p_step, 8, 'schedule', v_version, v_queue);
    CALL audit_add(v_tenant, 'document.reprocess', p_document, JSON_OBJECT('status', p_status),
        JSON_OBJECT('version', CAST(v_version AS SIGNED), 'step', p_step));
    SELECT v_queue AS queue;
END//

-- document_reprocess: reads again what came to a status since an instant in UTC, oldest first: for an administrator's
-- crontab. p_step NULL: from the first step; p_tenant_slug, p_pipeline NULL: of all. A document that a job is live for
-- is busy and passed over; one that lacks what the step reads is unready. Run it again for what is above p_limit.
-- Errors: 45404 tenant_unknown; 45422 limit_invalid, pipeline_unknown, since_missing, status_unknown, step_unknown.
-- account: admin
-- transaction: own
-- returns: one
--   reprocessed INT
--   busy INT
--   unready INT
-- nullable: step, tenant_slug, pipeline
-- example: CALL document_reprocess('ocr_error', UTC_TIMESTAMP() - INTERVAL 7 DAY, 'ocr', 'example', NULL, 1000)
CREATE OR REPLACE PROCEDURE document_reprocess(
    IN p_status VARCHAR(30), IN p_since DATETIME(6), IN p_step VARCHAR(30), IN p_tenant_slug VARCHAR(63),
    IN p_pipeline VARCHAR(30), IN p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_done, v_busy, v_unready INT;
    CALL reprocess_check(p_status, p_since, p_step, p_tenant_slug, p_pipeline, p_limit, v_tenant);
    CALL reprocess_matching(v_tenant, p_status, p_since, p_step, p_pipeline, p_limit,
        CONCAT('account:', SESSION_USER()), v_done, v_busy, v_unready);
    SELECT v_done AS reprocessed, v_busy AS busy, v_unready AS unready;
END//

-- reprocess_list: what document_reprocess would take, oldest first. is_busy: a job of it is live, so it would be passed
-- over. versions: how often it was read again already.
-- Errors: 45404 tenant_unknown; 45422 limit_invalid, pipeline_unknown, since_missing, status_unknown, step_unknown.
-- account: admin
-- transaction: none
-- returns: many
--   tenant_slug VARCHAR
--   document_id UUID
--   pipeline VARCHAR
--   filename VARCHAR
--   error_code VARCHAR?
--   updated_at DATETIME
--   is_busy BOOLEAN
--   versions INT
-- nullable: step, tenant_slug, pipeline
-- example: CALL reprocess_list('ocr_error', UTC_TIMESTAMP() - INTERVAL 7 DAY, NULL, 'example', NULL, 1000)
CREATE OR REPLACE PROCEDURE reprocess_list(
    IN p_status VARCHAR(30), IN p_since DATETIME(6), IN p_step VARCHAR(30), IN p_tenant_slug VARCHAR(63),
    IN p_pipeline VARCHAR(30), IN p_limit INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    CALL reprocess_check(p_status, p_since, p_step, p_tenant_slug, p_pipeline, p_limit, v_tenant);
    CALL reprocess_find(v_tenant, p_status, p_since, p_step, p_pipeline, p_limit);
    -- In this order: the few that were found, each by its key, whatever the statistics say.
    SELECT STRAIGHT_JOIN t.slug AS tenant_slug, d.document_id, d.pipeline, d.filename, d.error_code, d.updated_at,
            document_is_busy(d.tenant_id, d.document_id) AS is_busy,
            CAST(COALESCE((SELECT MAX(v.number) FROM document_version v
                WHERE v.tenant_id = d.tenant_id AND v.document_id = d.document_id), 0) AS SIGNED) AS versions
        FROM reprocess_found f
        JOIN tenant t ON t.tenant_id = f.tenant_id
        JOIN document d FORCE INDEX (PRIMARY) ON d.tenant_id = f.tenant_id AND d.document_id = f.document_id
        ORDER BY f.updated_at, f.tenant_id, f.document_id LIMIT p_limit;
    DROP TEMPORARY TABLE reprocess_found;
END//

-- reprocess_document: reads one document again that still has the status. outcome is reprocessed, busy, unready (what
-- the step reads is missing) or changed (its status is another by now); queue is where its job waits.
-- Errors: 45404 document_unknown, tenant_unknown; 45422 step_unknown.
-- account: admin
-- transaction: own
-- returns: one
--   outcome VARCHAR
--   queue VARCHAR?
-- nullable: step
-- example: CALL reprocess_document('example', @failed, 'ocr_error', 'ocr')
CREATE OR REPLACE PROCEDURE reprocess_document(
    IN p_tenant_slug VARCHAR(63), IN p_document UUID, IN p_status VARCHAR(30), IN p_step VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT (SELECT tenant_id FROM tenant WHERE slug = p_tenant_slug);
    DECLARE v_outcome VARCHAR(20);
    DECLARE v_queue VARCHAR(30);
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown'; END IF;
    CALL reprocess_one(v_tenant, p_document, p_status, p_step, CONCAT('account:', SESSION_USER()), v_outcome, v_queue);
    SELECT v_outcome AS outcome, v_queue AS queue;
END//
