DELIMITER //

-- worker_register: makes a worker known under an id that is random at each start, with the queues that it serves and the
-- kinds of work that it knows, comma separated.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL worker_register(987654321, 'host', 4711, 'ocr:1', 'ocr,ocr_page')
CREATE OR REPLACE PROCEDURE worker_register(
    IN p_worker BIGINT UNSIGNED, IN p_host VARCHAR(100), IN p_pid INT UNSIGNED, IN p_queues VARCHAR(300),
    IN p_kinds VARCHAR(1000))
MODIFIES SQL DATA
BEGIN
    INSERT INTO worker (worker_id, host, pid, queues, kinds, knows_subjects)
        VALUES (p_worker, p_host, p_pid, p_queues, p_kinds, TRUE)
        ON DUPLICATE KEY UPDATE seen_at = UTC_TIMESTAMP(6);
END//

-- worker_stop: forgets a worker that has given back all it held.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL worker_stop(@worker)
CREATE OR REPLACE PROCEDURE worker_stop(IN p_worker BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DELETE FROM worker WHERE worker_id = p_worker;
END//

-- sweep: forgets workers that have not been heard of for ten minutes (one that was only held up makes itself known again),
-- and subjects that are deleted and that nothing tells of any more.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL sweep()
CREATE OR REPLACE PROCEDURE sweep()
MODIFIES SQL DATA
BEGIN
    DELETE FROM worker WHERE seen_at < UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE ORDER BY worker_id LIMIT 100;
    DELETE s FROM (SELECT tenant_id, subject_kind, subject_id FROM subject FORCE INDEX (deleted)
            WHERE deleted_at < UTC_TIMESTAMP(6) - INTERVAL 1 MINUTE LIMIT 100) x
        STRAIGHT_JOIN subject s FORCE INDEX (PRIMARY) ON s.tenant_id = x.tenant_id AND s.subject_kind = x.subject_kind
            AND s.subject_id = x.subject_id
        WHERE NOT EXISTS (SELECT 1 FROM job j WHERE j.tenant_id = s.tenant_id AND j.subject_kind = s.subject_kind
                AND j.subject_id = s.subject_id)
            AND NOT EXISTS (SELECT 1 FROM event e WHERE e.tenant_id = s.tenant_id AND e.subject_kind = s.subject_kind
                AND e.subject_id = s.subject_id);
END//

-- worker_list: the workers, and when each was last heard of.
-- account: admin
-- transaction: none
-- returns: many
--   host VARCHAR
--   pid INT
--   queues VARCHAR
--   started_at DATETIME
--   seconds_since_seen INT
-- example: CALL worker_list()
CREATE OR REPLACE PROCEDURE worker_list()
READS SQL DATA
BEGIN
    SELECT host, CAST(pid AS SIGNED) AS pid, queues, started_at,
            TIMESTAMPDIFF(SECOND, seen_at, UTC_TIMESTAMP(6)) AS seconds_since_seen
        FROM worker ORDER BY started_at;
END//

-- queue_unknown_kinds: kinds of work that wait in a queue whose workers, those heard of within two minutes, know none of them;
-- a queue without workers is left to queue_status.
-- account: admin
-- transaction: none
-- returns: many
--   queue VARCHAR
--   kind VARCHAR
--   jobs INT
-- example: CALL queue_unknown_kinds()
CREATE OR REPLACE PROCEDURE queue_unknown_kinds()
READS SQL DATA
BEGIN
    -- A worker that meets one puts it off for a moment and says why.
    SELECT q.name AS queue, j.kind, COUNT(*) AS jobs
        FROM queue q
        STRAIGHT_JOIN job_live l FORCE INDEX (due) ON l.queue_id = q.queue_id AND l.state = 'scheduled'
        STRAIGHT_JOIN job j FORCE INDEX (PRIMARY) ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
        WHERE j.error_code = 'kind_unknown'
            AND NOT EXISTS (SELECT 1 FROM worker w WHERE w.seen_at > UTC_TIMESTAMP(6) - INTERVAL 2 MINUTE
                AND FIND_IN_SET(j.kind, w.kinds)
                AND CONCAT(',', w.queues, ',') LIKE CONCAT('%,', q.name, ':%'))
        GROUP BY q.name, j.kind ORDER BY q.name, j.kind;
END//
