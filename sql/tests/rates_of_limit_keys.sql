-- At most so many jobs of a key begin in any period; the others have their turn.

CALL queue_limit('maintenance', 'example', 'provider', NULL, 2, 60);
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'provider');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'provider');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'provider');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'provider');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'provider');
CALL assert_equals('states', (SELECT GROUP_CONCAT(state ORDER BY job_id) FROM job_live WHERE limit_id IS NOT NULL),
    'ready,ready,scheduled,scheduled,scheduled');
CALL assert_equals('turns', (SELECT GROUP_CONCAT(ROUND(TIMESTAMPDIFF(SECOND, NOW(6), due) / 60) ORDER BY job_id)
    FROM job_live WHERE limit_id IS NOT NULL AND state = 'scheduled'), '1,1,2');

-- When its turn has come it is not asked for another.
UPDATE job_live SET due = NOW(6) WHERE state = 'scheduled' ORDER BY job_id LIMIT 1;
CALL job_promote('maintenance');
CALL assert_equals('its turn', (SELECT COUNT(*) FROM job_live WHERE limit_id IS NOT NULL AND state = 'ready'), 3);

-- A new attempt is a new call, and takes a new turn.
CALL jobs_claim(7, 'maintenance', 1, '[]');
SET @held = (SELECT job_id FROM job_live WHERE worker_id = 7);
CALL attempt_fail(@held, 7, 1, 'x', 'x', FALSE, NULL);
UPDATE job_live SET due = NOW(6) WHERE job_id = @held;
CALL job_promote('maintenance');
CALL assert_equals('again later', (SELECT CONCAT_WS(' ', state, due > NOW(6) + INTERVAL 1 MINUTE) FROM job_live
    WHERE job_id = @held), 'scheduled 1');
