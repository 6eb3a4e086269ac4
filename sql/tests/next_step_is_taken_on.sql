-- Who serves the next step's queue goes on with it in the same transaction, unless others wait there.

START TRANSACTION;
CALL job_finish(@job, @worker, @fence, 'preprocessing,ocr');
ROLLBACK;
CALL assert_equals('nothing of it', (SELECT COUNT(*) FROM job WHERE kind = 'ocr'), 0);
START TRANSACTION;
CALL job_finish(@job, @worker, @fence, 'preprocessing,ocr');
COMMIT;
SET @next = (SELECT job_id FROM job WHERE kind = 'ocr');
CALL assert_equals('held', (SELECT CONCAT_WS(' ', state, fence, worker_id) FROM job_live WHERE job_id = @next),
    CONCAT('running 1 ', @worker));
CALL assert_equals('told', (SELECT status FROM document WHERE document_id = @document), 'ocr_extracting');
CALL assert_equals('counted', (SELECT CONCAT_WS(' ', ready, running) FROM tenant_queue JOIN queue USING (queue_id)
    WHERE name = 'ocr'), '0 1');
CALL job_release(@next, @worker, 1);

-- Somebody waits for extraction: the worker must not pass them by.
CALL job_create('example', 'extraction', 'probe', NULL, 5, NULL, NULL, NULL);
CALL jobs_claim(@worker, 'ocr', 1, '[]');
START TRANSACTION;
CALL job_finish(@next, @worker, 2, 'ocr,llm');
COMMIT;
SET @predict = (SELECT job_id FROM job WHERE kind = 'predict');
START TRANSACTION;
CALL job_finish(@predict, @worker, 1, 'llm,extraction');
COMMIT;
CALL assert_equals('in line', (SELECT state FROM job_live JOIN job USING (tenant_id, job_id) WHERE kind = 'extract'),
    'ready');
