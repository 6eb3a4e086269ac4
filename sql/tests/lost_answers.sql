-- A worker that never heard the answer to its claim gives the job back, and only that.

CALL job_create('example', 'preprocessing', 'probe', NULL, 5, NULL, NULL, NULL);
CALL jobs_claim(@worker, 'preprocessing', 1, '[]');
CALL lease_recover(@worker, 'preprocessing', CONCAT('[', @job, ']'));
CALL assert_equals('states', (SELECT GROUP_CONCAT(state, ' ', crashes ORDER BY job_id) FROM job_live),
    'running 0,ready 0');
CALL assert_equals('counted', (SELECT CONCAT_WS(' ', ready, running) FROM tenant_queue JOIN queue USING (queue_id)
    WHERE name = 'preprocessing'), '1 1');
