DELIMITER //

-- worker_start: makes a worker known under an id that is random at each start.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL worker_start(987654321, 'host', 4711, 'ocr:1')
CREATE OR REPLACE PROCEDURE worker_start(
    IN p_worker BIGINT UNSIGNED, IN p_host VARCHAR(100), IN p_pid INT UNSIGNED, IN p_queues VARCHAR(300))
MODIFIES SQL DATA
BEGIN
    INSERT INTO worker (worker_id, host, pid, queues) VALUES (p_worker, p_host, p_pid, p_queues)
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

-- sweep: forgets workers that have not been heard of for ten minutes; one that was only held up makes itself known again.
-- account: worker
-- transaction: none
-- returns: none
-- example: CALL sweep()
CREATE OR REPLACE PROCEDURE sweep()
MODIFIES SQL DATA
BEGIN
    DELETE FROM worker WHERE seen_at < UTC_TIMESTAMP(6) - INTERVAL 10 MINUTE ORDER BY worker_id LIMIT 100;
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
