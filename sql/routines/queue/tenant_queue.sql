DELIMITER //

-- tenant_queue_move: keeps the counters, and with them who is served next; each change of jobs' states calls it in the same
-- transaction, as its last lock. p_from NULL: the jobs are new. p_key: the lowest claim_key of jobs that became ready.
-- The unsigned columns refuse to go below zero, so a lost count shows itself. Everyone goes by the primary key: who comes by
-- another index locks that first, and deadlocks with who changes it.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_queue_move(
    IN p_tenant INT UNSIGNED, IN p_queue SMALLINT UNSIGNED, IN p_from VARCHAR(10), IN p_to VARCHAR(10),
    IN p_count INT UNSIGNED, IN p_key BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    -- Each assignment sees what those before it did, so pass comes before ready.
    counted: LOOP
        -- As of a job whose turn has come, and then gets a later one.
        IF p_from <=> p_to OR p_queue IS NULL THEN LEAVE counted; END IF;
        UPDATE tenant_queue FORCE INDEX (PRIMARY)
            SET pass = CASE
                    WHEN p_to = 'running' THEN pass + p_count * 100000000 DIV weight
                    WHEN p_to = 'ready' AND ready = 0 THEN
                        GREATEST(pass, COALESCE((SELECT c.pass FROM queue_clock c WHERE c.queue_id = p_queue), 0))
                    ELSE pass END,
                head_key = IF(p_to = 'ready', LEAST(head_key, p_key), head_key),
                scheduled = scheduled + IF(p_to = 'scheduled', p_count, 0) - IF(p_from = 'scheduled', p_count, 0),
                waiting = waiting + IF(p_to = 'waiting', p_count, 0) - IF(p_from = 'waiting', p_count, 0),
                ready = ready + IF(p_to = 'ready', p_count, 0) - IF(p_from = 'ready', p_count, 0),
                running = running + IF(p_to = 'running', p_count, 0) - IF(p_from = 'running', p_count, 0),
                done = done + IF(p_to = 'done', p_count, 0),
                failed = failed + IF(p_to = 'failed', p_count, 0) - IF(p_from = 'failed', p_count, 0),
                dead = dead + IF(p_to = 'dead', p_count, 0) - IF(p_from = 'dead', p_count, 0),
                cancelled = cancelled + IF(p_to = 'cancelled', p_count, 0) - IF(p_from = 'cancelled', p_count, 0),
                retried = retried + IF(p_from = 'running' AND p_to = 'scheduled', p_count, 0),
                requeued = requeued + IF(p_from IN ('failed', 'dead', 'cancelled'), p_count, 0),
                requeued_cancelled = requeued_cancelled + IF(p_from = 'cancelled', p_count, 0)
            WHERE queue_id = p_queue AND tenant_id = p_tenant;
        IF ROW_COUNT() > 0 THEN LEAVE counted; END IF;
        CALL tenant_queue_open(p_tenant, p_queue);
    END LOOP;
END//

-- tenant_queue_open: makes the row of a tenant in a queue, where it has none.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_queue_open(IN p_tenant INT UNSIGNED, IN p_queue SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    INSERT INTO tenant_queue (queue_id, tenant_id, running_max, tenant_paused)
        SELECT p_queue, p_tenant, tenant_window_of(p_tenant, tenant_window, NULL),
            EXISTS (SELECT 1 FROM tenant_pause WHERE tenant_id = p_tenant)
        FROM queue WHERE queue_id = p_queue
        ON DUPLICATE KEY UPDATE weight = weight;
END//

-- tenant_queue_pass: passes over a tenant whose jobs are all in others' hands for the moment: it has had its turn.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_queue_pass(IN p_queue SMALLINT UNSIGNED, IN p_tenant INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    UPDATE tenant_queue FORCE INDEX (PRIMARY) SET pass = pass + 100000000 DIV weight, head_key = 0
        WHERE queue_id = p_queue AND tenant_id = p_tenant;
END//

-- tenant_window_of: how many jobs of a tenant may run at once in a queue of the window p_queue_window: what an operator set
-- (p_share), or else the smaller of the queue's and the package's; never more than the tenant's own quota.
-- account: internal
CREATE OR REPLACE FUNCTION tenant_window_of(
    p_tenant INT UNSIGNED, p_queue_window SMALLINT UNSIGNED, p_share SMALLINT UNSIGNED) RETURNS SMALLINT UNSIGNED
READS SQL DATA
BEGIN
    RETURN (SELECT LEAST(COALESCE(p_share, LEAST(p_queue_window, p.concurrency)), COALESCE(q.concurrency, 65535))
        FROM tenant t
        JOIN package p ON p.package = t.package
        LEFT JOIN tenant_quota q ON q.tenant_id = t.tenant_id
        WHERE t.tenant_id = p_tenant);
END//

-- tenant_queue_fit: sets the windows anew, of a tenant in all queues (p_queue NULL) or of all in a queue (p_tenant NULL). Who
-- was kept at its window has no credit for it.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_queue_fit(IN p_tenant INT UNSIGNED, IN p_queue SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    FOR r IN (SELECT d.tenant_id, d.queue_id, tenant_window_of(d.tenant_id, q.tenant_window, d.share_max) AS room, c.pass
            FROM tenant_queue d JOIN queue q ON q.queue_id = d.queue_id LEFT JOIN queue_clock c ON c.queue_id = d.queue_id
            WHERE (p_tenant IS NULL OR d.tenant_id = p_tenant) AND (p_queue IS NULL OR d.queue_id = p_queue)
            ORDER BY d.queue_id, d.tenant_id) DO
        UPDATE tenant_queue FORCE INDEX (PRIMARY) SET running_max = r.room, pass = GREATEST(pass, COALESCE(r.pass, 0))
            WHERE queue_id = r.queue_id AND tenant_id = r.tenant_id AND running_max <> r.room;
    END FOR;
END//

-- tenant_queue_next: the tenant whose turn it is in a queue, with its row locked; NULL where no tenant has a job that may
-- be claimed. A row that others hold is passed over; where there is no other, the first is waited for, unless the caller
-- holds such a row itself. Candidates are read without locks, and locked by their keys: locks on the index would meet the
-- updates of others half-way.
-- account: internal
CREATE OR REPLACE PROCEDURE tenant_queue_next(
    IN p_queue SMALLINT UNSIGNED, IN p_may_wait BOOLEAN, OUT p_tenant INT UNSIGNED, OUT p_room INT,
    OUT p_head BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_first INT UNSIGNED;
    DECLARE v_tries TINYINT DEFAULT 3;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET p_tenant = NULL;
    looking: LOOP
        SET v_first = NULL, p_tenant = NULL;
        SELECT tenant_id INTO v_first FROM tenant_queue FORCE INDEX (claim)
            WHERE queue_id = p_queue AND claimable = 1 ORDER BY pass, tenant_id LIMIT 1;
        IF v_first IS NULL THEN LEAVE looking; END IF;
        SELECT tenant_id, CAST(running_max AS SIGNED) - running, head_key INTO p_tenant, p_room, p_head
            FROM tenant_queue FORCE INDEX (PRIMARY)
            WHERE queue_id = p_queue AND tenant_id = v_first AND claimable = 1 FOR UPDATE SKIP LOCKED;
        IF p_tenant IS NOT NULL THEN LEAVE looking; END IF;
        FOR r IN (SELECT tenant_id FROM tenant_queue FORCE INDEX (claim)
                WHERE queue_id = p_queue AND claimable = 1 ORDER BY pass, tenant_id LIMIT 1, 3) DO
            IF p_tenant IS NULL THEN
                SELECT tenant_id, CAST(running_max AS SIGNED) - running, head_key INTO p_tenant, p_room, p_head
                    FROM tenant_queue FORCE INDEX (PRIMARY)
                    WHERE queue_id = p_queue AND tenant_id = r.tenant_id AND claimable = 1 FOR UPDATE SKIP LOCKED;
            END IF;
        END FOR;
        IF p_tenant IS NULL AND v_first IS NOT NULL AND p_may_wait THEN
            SELECT tenant_id, CAST(running_max AS SIGNED) - running, head_key INTO p_tenant, p_room, p_head
                FROM tenant_queue FORCE INDEX (PRIMARY)
                WHERE queue_id = p_queue AND tenant_id = v_first AND claimable = 1 FOR UPDATE;
        END IF;
        SET v_tries = v_tries - 1;
        -- What was waited for may be empty by now, and another's turn have come.
        IF p_tenant IS NOT NULL OR v_first IS NULL OR NOT p_may_wait OR v_tries = 0 THEN LEAVE looking; END IF;
    END LOOP;
END//

-- queue_tick: moves a queue's clock to where its tenants are, and has the next claims look from the first job on, in case
-- one was passed over. Plain reads tell beforehand whether there is anything to write; they are SELECT INTO, since a
-- subquery of IF or DEFAULT locks the rows that it reads.
-- account: internal
CREATE OR REPLACE PROCEDURE queue_tick(IN p_queue SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_pass, v_clock BIGINT UNSIGNED;
    SELECT COALESCE(
            (SELECT MIN(pass) FROM tenant_queue WHERE queue_id = p_queue AND claimable = 1),
            (SELECT MAX(pass) FROM tenant_queue WHERE queue_id = p_queue AND claimable = 0)),
            COALESCE((SELECT pass FROM queue_clock WHERE queue_id = p_queue), 0)
        INTO v_pass, v_clock;
    IF v_pass > v_clock THEN
        INSERT INTO queue_clock (queue_id, pass) VALUES (p_queue, v_pass)
            ON DUPLICATE KEY UPDATE pass = GREATEST(pass, v_pass);
    END IF;
    FOR r IN (SELECT tenant_id FROM tenant_queue FORCE INDEX (claim)
            WHERE queue_id = p_queue AND claimable = 1 AND head_key > 0) DO
        UPDATE tenant_queue FORCE INDEX (PRIMARY) SET head_key = 0 WHERE queue_id = p_queue AND tenant_id = r.tenant_id;
    END FOR;
END//
