-- All dead of a queue come back; those whose document went on do not.

-- A lease that ran out is one only once the server has been up for a lease.
UPDATE queue SET lease_s = 1;
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, NULL);
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, NULL);
CALL jobs_claim(7, 'maintenance', 2, '[]');
UPDATE job_live SET crashes = 2, due = NOW(6) - INTERVAL 1 SECOND WHERE worker_id = 7;
CALL lease_rescue('maintenance');
CALL lease_rescue('maintenance');
CALL assert_equals('two dead', (SELECT dead FROM tenant_queue JOIN queue USING (queue_id)
    WHERE name = 'maintenance'), 2);
CALL queue_requeue('maintenance', 'dead', 'example', NULL, 'other_code', 10);
CALL assert_equals('none with that code', (SELECT dead FROM tenant_queue JOIN queue USING (queue_id)
    WHERE name = 'maintenance'), 2);
CALL queue_requeue('maintenance', 'dead', NULL, NULL, 'worker_crashed', 10);
CALL assert_equals('all ready', (SELECT CONCAT_WS(' ', ready, dead, requeued) FROM tenant_queue
    JOIN queue USING (queue_id) WHERE name = 'maintenance'), '2 0 2');

CALL attempt_fail(@job, @worker, @fence, 'internal_error', 'x', TRUE, NULL);
START TRANSACTION;
CALL reprocess_request(@key, @document, NULL);
COMMIT;
SET @told = (SELECT COUNT(*) FROM audit);
CALL queue_requeue('preprocessing', 'failed', NULL, NULL, NULL, 10);
CALL assert_equals('nothing is told of it', (SELECT COUNT(*) FROM audit), @told);
CALL assert_equals('its document is busy', (SELECT failed FROM tenant_queue JOIN queue USING (queue_id)
    WHERE name = 'preprocessing'), 1);
CALL assert_refused('CALL queue_requeue(''ocr'', ''done'', NULL, NULL, NULL, 10)', '45422', 'outcome_invalid');
