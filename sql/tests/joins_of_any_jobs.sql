-- A join waits for any jobs, of several queues, however they end, and for one that comes late.

SET @tenant = (SELECT tenant_id FROM tenant WHERE slug = 'example');
DELIMITER //
CREATE OR REPLACE PROCEDURE test_job(IN p_queue VARCHAR(30), IN p_join BIGINT UNSIGNED, IN p_is_join BOOLEAN, OUT p_job BIGINT UNSIGNED)
BEGIN
    DECLARE v_new BOOLEAN;
    CALL job_add(@tenant, queue_of(p_queue), 'probe', NULL, NULL, NULL, p_join, NULL, 5, NULL, NULL, NULL, p_is_join, NULL, p_job, v_new);
END//
DELIMITER ;
CALL test_job('maintenance', NULL, TRUE, @join);
CALL test_job('maintenance', @join, FALSE, @done);
CALL test_job('extraction', @join, FALSE, @cancelled);
CALL test_job('llm', @join, FALSE, @dead);
CALL join_count(@join);
CALL assert_equals('waits for three', (SELECT CONCAT_WS(' ', state, members_left) FROM job_live WHERE job_id = @join), 'waiting 3');

CALL jobs_claim(7, 'maintenance', 5, '[]');
CALL assert_equals('only the member runs', (SELECT GROUP_CONCAT(job_id) FROM job_live WHERE worker_id = 7), @done);
CALL jobs_claim(7, 'maintenance', 0, CONCAT('[[', @done, ',1]]'));
CALL job_cancel(@cancelled);
CALL test_job('evaluation', @join, FALSE, @late);
UPDATE queue SET max_crashes = 1, lease_s = 1 WHERE name = 'llm';
CALL jobs_claim(7, 'llm', 1, '[]');
UPDATE job_live SET due = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE job_id = @dead;
CALL lease_rescue('llm');
CALL assert_equals('one died', (SELECT outcome FROM job WHERE job_id = @dead), 'dead');
CALL assert_equals('the late one is left', (SELECT CONCAT_WS(' ', state, members_left) FROM job_live WHERE job_id = @join), 'waiting 1');

-- One that comes back is waited for again.
CALL job_requeue(@dead);
CALL assert_equals('two again', (SELECT members_left FROM job_live WHERE job_id = @join), 2);
CALL job_cancel(@dead);
CALL jobs_claim(7, 'evaluation', 1, '[]');
START TRANSACTION;
CALL job_finish(@late, 7, 1, '');
COMMIT;
CALL assert_equals('all have ended', (SELECT CONCAT_WS(' ', state, members_left) FROM job_live WHERE job_id = @join), 'ready 0');
CALL assert_refused('CALL test_job(''llm'', @join, FALSE, @too_late)', '45409', 'join_closed');
CALL assert_refused('CALL job_requeue(@dead)', '45409', 'job_superseded');

-- A join whose last member is cancelled goes on; one that is cancelled itself leaves its members alone.
CALL test_job('maintenance', NULL, TRUE, @join);
CALL test_job('llm', @join, FALSE, @member);
CALL join_count(@join);
CALL job_cancel(@member);
CALL assert_equals('goes on', (SELECT state FROM job_live WHERE job_id = @join), 'ready');
CALL test_job('maintenance', NULL, TRUE, @join);
CALL test_job('llm', @join, FALSE, @member);
CALL join_count(@join);
CALL job_cancel(@join);
CALL assert_equals('its member goes on', (SELECT state FROM job_live WHERE job_id = @member), 'ready');
CALL job_cancel(@member);

-- Made ready again, it waits for those that are not done.
CALL job_requeue(@join);
CALL assert_equals('both are back', (SELECT GROUP_CONCAT(CONCAT(state, members_left) ORDER BY job_id) FROM job_live
    WHERE job_id IN (@join, @member)), 'waiting1,ready0');
UPDATE queue SET max_crashes = 3, lease_s = 60 WHERE name = 'llm';
DROP PROCEDURE test_job;
