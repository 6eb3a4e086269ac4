-- A lost worker is no failure; the third one parks the job.

-- A lease that ran out is one only once the server has been up for a lease.
UPDATE queue SET lease_s = 1;
UPDATE job_live SET failures = 1 WHERE job_id = @job;
UPDATE job_live SET due = NOW(6) - INTERVAL 1 SECOND WHERE job_id = @job;
CALL lease_rescue('ocr');
CALL assert_equals('a rescuer of other queues', (SELECT state FROM job_live WHERE job_id = @job), 'running');
CALL lease_rescue('preprocessing');
CALL assert_equals('after the first crash',
    (SELECT CONCAT_WS(' ', state, failures, crashes) FROM job_live WHERE job_id = @job), 'ready 1 1');
CALL lease_rescue('preprocessing');
CALL assert_equals('nothing is left to rescue', (SELECT crashes FROM job_live WHERE job_id = @job), 1);

CALL jobs_claim(@worker, 'preprocessing', 1, '[]');
UPDATE job_live SET due = NOW(6) - INTERVAL 1 SECOND WHERE job_id = @job;
CALL lease_rescue('preprocessing');
CALL jobs_claim(@worker, 'preprocessing', 1, '[]');
UPDATE job_live SET due = NOW(6) - INTERVAL 1 SECOND WHERE job_id = @job;
CALL lease_rescue('preprocessing');

CALL assert_equals('live', (SELECT COUNT(*) FROM job_live WHERE job_id = @job), 0);
CALL assert_equals('job', (SELECT CONCAT_WS(' ', outcome, failures, crashes, error_code) FROM job WHERE job_id = @job),
    'dead 1 3 worker_crashed');
CALL assert_equals('document',
    (SELECT CONCAT_WS(' ', status, error_code, needs_review) FROM document WHERE document_id = @document),
    'preprocess_error worker_crashed 1');
CALL assert_equals('event', (SELECT type FROM event ORDER BY event_id DESC LIMIT 1), 'document.review_required');
