-- A step done by pages: the step's job waits for all of them, and none is lost.

INSERT INTO page (tenant_id, document_id, number, width, height, dpi, source, image_key)
    SELECT tenant_id, document_id, n, 100, 100, 300, 'ocr', 'results/x/page.png'
    FROM document JOIN (SELECT 2 n UNION ALL SELECT 3 UNION ALL SELECT 4) numbers WHERE document_id = @document;
START TRANSACTION;
CALL job_finish(@job, @worker, @fence, 'ocr');
COMMIT;
SET @step = (SELECT job_id FROM job WHERE subject_id = @document AND kind = 'ocr');
CALL assert_equals('parts', (SELECT GROUP_CONCAT(part ORDER BY part) FROM job JOIN step_job USING (tenant_id, job_id) WHERE join_job = @step), '2,3,4');
CALL assert_equals('the step waits', (SELECT CONCAT_WS(' ', state, members_left) FROM job_live WHERE job_id = @step),
    'waiting 3');
CALL jobs_claim(7, 'ocr', 10, '[]');
CALL assert_equals('only parts run', (SELECT COUNT(*) FROM job_live JOIN step_job USING (tenant_id, job_id)
    WHERE worker_id = 7 AND part IS NOT NULL), 3);
CALL assert_equals('status', (SELECT status FROM document WHERE document_id = @document), 'ocr_extracting');

-- Two end well; the third fails once, is tried again, and is the last.
SET @two = (SELECT job_id FROM job JOIN step_job USING (tenant_id, job_id) WHERE join_job = @step AND part = 2),
    @three = (SELECT job_id FROM job JOIN step_job USING (tenant_id, job_id) WHERE join_job = @step AND part = 3),
    @four = (SELECT job_id FROM job JOIN step_job USING (tenant_id, job_id) WHERE join_job = @step AND part = 4);
START TRANSACTION;
CALL job_finish(@two, 7, 1, 'ocr');
COMMIT;
CALL attempt_fail(@three, 7, 1, 'internal_error', 'x', FALSE, NULL);
START TRANSACTION;
CALL job_finish(@four, 7, 1, 'ocr');
ROLLBACK;
CALL assert_equals('rolled back', (SELECT members_left FROM job_live WHERE job_id = @step), 2);
START TRANSACTION;
CALL job_finish(@four, 7, 1, 'ocr');
COMMIT;
CALL assert_equals('one is left', (SELECT CONCAT_WS(' ', state, members_left) FROM job_live WHERE job_id = @step),
    'waiting 1');
UPDATE job_live SET due = NOW(6) WHERE job_id = @three;
CALL job_promote('ocr');
CALL jobs_claim(8, 'ocr', 1, '[]');
START TRANSACTION;
CALL job_finish(@three, 8, 2, 'ocr');
COMMIT;
CALL assert_equals('all are done', (SELECT CONCAT_WS(' ', state, members_left) FROM job_live WHERE job_id = @step),
    'ready 0');
