-- At most so many jobs of a key are ready or running; who leaves lets the next in.

CALL queue_limit('maintenance', 'example', 'endpoint', 2, NULL, NULL);
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'endpoint');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'endpoint');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'endpoint');
CALL job_create('example', 'maintenance', 'probe', NULL, 1, NULL, NULL, 'endpoint');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'another');
SET @limit = (SELECT limit_id FROM job_limit WHERE name = 'endpoint');
CALL assert_equals('states', (SELECT GROUP_CONCAT(state ORDER BY job_id) FROM job_live WHERE job_id <> @job),
    'ready,ready,waiting,waiting,ready');

CALL jobs_claim(7, 'maintenance', 10, '[]');
CALL assert_equals('three run', (SELECT COUNT(*) FROM job_live WHERE worker_id = 7), 3);
SET @one = (SELECT MIN(job_id) FROM job_live WHERE worker_id = 7);
START TRANSACTION;
CALL job_finish(@one, 7, 1, '');
COMMIT;
CALL limit_admit(@limit);
CALL assert_equals('the one of the best priority came in', (SELECT COUNT(*)
    FROM job_live JOIN job USING (tenant_id, job_id)
    WHERE state = 'ready' AND priority = 1 AND job_live.limit_id = @limit), 1);
CALL limit_admit(@limit);
CALL assert_equals('and no more', (SELECT CONCAT_WS(' ', admitted, waiting) FROM job_limit WHERE limit_id = @limit),
    '2 1');

-- A retry gives its place away while it waits; a cancelled one too.
SET @two = (SELECT MIN(job_id) FROM job_live WHERE worker_id = 7 AND limit_id = @limit);
CALL attempt_fail(@two, 7, 1, 'x', 'x', FALSE, NULL);
CALL assert_equals('place given', (SELECT admitted FROM job_limit WHERE limit_id = @limit), 1);
CALL queue_tend('maintenance');
CALL assert_equals('taken by the last', (SELECT CONCAT_WS(' ', admitted, waiting) FROM job_limit
    WHERE limit_id = @limit), '2 0');
UPDATE job_live SET due = NOW(6) WHERE job_id = @two;
CALL job_promote('maintenance');
CALL assert_equals('the retry waits', (SELECT state FROM job_live WHERE job_id = @two), 'waiting');
CALL job_cancel(@two);
CALL assert_equals('gone', (SELECT waiting FROM job_limit WHERE limit_id = @limit), 0);

-- A key that all tenants share, such as a provider's.
CALL queue_limit('maintenance', NULL, 'provider', 1, NULL, NULL);
CALL tenant_create(test_id('other'), 'other', 'Other');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'provider');
CALL job_create('other', 'maintenance', 'probe', NULL, 5, NULL, NULL, 'provider');
CALL assert_equals('shared', (SELECT CONCAT_WS(' ', admitted, waiting) FROM job_limit WHERE name = 'provider'), '1 1');
