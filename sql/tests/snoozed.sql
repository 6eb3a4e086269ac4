-- A snooze puts a job off, says why, and counts nothing against it; a time of the job's own goes before the queue's delay.

CALL attempt_snooze(@job, @worker, @fence, 'kind_unknown', 'This worker does not know it.', 30);
CALL assert_equals('waits', (SELECT CONCAT_WS(' ', state, failures, crashes, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), due) BETWEEN 28 AND 30)
    FROM job_live WHERE job_id = @job), 'scheduled 0 0 1');
CALL assert_equals('why', (SELECT error_code FROM job WHERE job_id = @job), 'kind_unknown');
CALL assert_refused('CALL attempt_snooze(@job, @worker, @fence, ''x'', ''x'', 1)', '45409', 'lease_lost');
UPDATE job_live SET due = UTC_TIMESTAMP(6) WHERE job_id = @job;
CALL job_promote('preprocessing');
CALL jobs_claim(@worker, 'preprocessing', 1, '[]');
CALL attempt_fail(@job, @worker, 2, 'rate_limited', 'x', FALSE, 700);
CALL assert_equals('when it said', (SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), due) BETWEEN 698 AND 700 FROM job_live
    WHERE job_id = @job), 1);
CALL assert_equals('counted', (SELECT failures FROM job_live WHERE job_id = @job), 1);
