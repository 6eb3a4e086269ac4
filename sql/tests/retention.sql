-- Finished jobs leave by age, in batches; the counters stay.

CALL queue_share('maintenance', 'example', NULL, 1000);
CALL job_create_many('example', 'maintenance', 'probe', NULL, 5, 30);
CALL jobs_claim(7, 'maintenance', 20, '[]');
SET @held = (SELECT JSON_ARRAYAGG(JSON_ARRAY(job_id, fence)) FROM job_live WHERE worker_id = 7);
CALL jobs_claim(7, 'maintenance', 0, @held);
CALL assert_equals('ended', (SELECT COUNT(*) FROM job WHERE outcome = 'done'), 20);
CALL job_retire('maintenance', 500);
CALL assert_equals('too young', (SELECT COUNT(*) FROM job_history), 0);
UPDATE job SET finished_at = NOW(6) - INTERVAL 8 DAY WHERE outcome = 'done';
CALL job_retire('maintenance', 15);
CALL assert_equals('one batch', (SELECT COUNT(*) FROM job_history), 15);
CALL job_retire('maintenance', 15);
CALL assert_equals('all', (SELECT COUNT(*) FROM job_history), 20);
CALL assert_equals('gone from there', (SELECT COUNT(*) FROM job WHERE outcome = 'done'), 0);
CALL assert_equals('still counted', (SELECT CONCAT_WS(' ', ready, done) FROM tenant_queue JOIN queue USING (queue_id)
    WHERE name = 'maintenance'), '10 20');
CALL queue_set('maintenance', 'keep_history_s', '86400');
CALL job_retire('maintenance', 15);
CALL assert_equals('forgotten', (SELECT COUNT(*) FROM job_history), 0);
