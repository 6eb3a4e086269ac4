-- A lease that was lost writes nothing, though the job runs again under the same worker.

-- A lease that ran out is one only once the server has been up for a lease.
UPDATE queue SET lease_s = 1;
SET @old = @fence;
UPDATE job_live SET due = NOW(6) - INTERVAL 1 SECOND WHERE job_id = @job;
CALL lease_rescue('preprocessing');
CALL assert_refused('CALL job_release(@job, @worker, @old)', '45409', 'lease_lost');

CALL jobs_claim(@worker, 'preprocessing', 1, '[]');
CALL assert_equals('each claim has the next number', (SELECT fence FROM job_live WHERE job_id = @job), @old + 1);
CALL assert_refused('CALL job_release(@job, @worker, @old)', '45409', 'lease_lost');
CALL assert_refused('CALL attempt_fail(@job, @worker, @old, ''x'', ''x'', TRUE, NULL)', '45409', 'lease_lost');
START TRANSACTION;
CALL assert_refused('CALL pages_clear(@job, @worker, @old)', '45409', 'lease_lost');
CALL assert_refused('CALL job_finish(@job, @worker, @old, '''')', '45409', 'lease_lost');
COMMIT;
CALL assert_refused('CALL page_list(@job, @worker, @old, NULL)', '45409', 'lease_lost');

-- Renewing it brings nothing back.
SET @due = (SELECT due FROM job_live WHERE job_id = @job);
CALL lease_renew(@worker, CONCAT('[[', @job, ',', @old, ']]'));
CALL assert_equals('the lease of the new claim', (SELECT due FROM job_live WHERE job_id = @job), @due);

-- Another worker with the right number has no lease either; the holder has.
CALL assert_refused('CALL job_release(@job, @worker + 1, @old + 1)', '45409', 'lease_lost');
CALL job_release(@job, @worker, @old + 1);
CALL assert_equals('given back', (SELECT state FROM job_live WHERE job_id = @job), 'ready');
