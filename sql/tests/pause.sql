-- Nothing is claimed of what is paused; what runs goes on; a pause outlives its maker.

CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, NULL);
CALL queue_pause('maintenance', NULL, TRUE);
CALL jobs_claim(7, 'maintenance', 1, '[]');
CALL assert_equals('a queue', (SELECT COUNT(*) FROM job_live WHERE worker_id = 7), 0);
CALL queue_pause('maintenance', NULL, FALSE);

CALL queue_pause('maintenance', 'example', TRUE);
CALL tenant_create(test_id('other'), 'other', 'Other');
CALL job_create('other', 'maintenance', 'probe', NULL, 5, NULL, NULL, NULL);
CALL jobs_claim(7, 'maintenance', 10, '[]');
CALL assert_equals('a tenant in a queue', (SELECT GROUP_CONCAT(slug) FROM job_live JOIN tenant USING (tenant_id)
    WHERE worker_id = 7), 'other');
CALL queue_pause('maintenance', 'example', FALSE);

-- All of a tenant's queues, those it has not used yet too.
CALL queue_pause(NULL, 'other', TRUE);
CALL job_create('other', 'extraction', 'probe', NULL, 5, NULL, NULL, NULL);
CALL jobs_claim(8, 'extraction', 1, '[]');
CALL assert_equals('a queue that is new to it', (SELECT COUNT(*) FROM job_live WHERE worker_id = 8), 0);
CALL queue_pause(NULL, 'other', FALSE);
CALL jobs_claim(8, 'extraction', 1, '[]');
CALL assert_equals('resumed', (SELECT COUNT(*) FROM job_live WHERE worker_id = 8), 1);

-- A worker does not go straight on into a paused queue either.
CALL queue_pause('ocr', NULL, TRUE);
START TRANSACTION;
CALL job_finish(@job, @worker, @fence, 'preprocessing,ocr');
COMMIT;
CALL assert_equals('the next step waits', (SELECT state FROM job_live JOIN job USING (tenant_id, job_id)
    WHERE kind = 'ocr'), 'ready');
CALL assert_refused('CALL queue_pause(NULL, NULL, TRUE)', '45422', 'queue_or_tenant_missing');
