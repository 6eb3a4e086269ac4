-- A part that is given up ends the step and its other parts; trying it again brings back what was not done.

INSERT INTO page (tenant_id, document_id, number, width, height, dpi, source, image_key)
    SELECT tenant_id, document_id, n, 100, 100, 300, 'ocr', 'results/x/page.png'
    FROM document JOIN (SELECT 2 n UNION ALL SELECT 3 UNION ALL SELECT 4) numbers WHERE document_id = @document;
START TRANSACTION;
CALL job_finish(@job, @worker, @fence, '');
COMMIT;
SET @step = (SELECT job_id FROM job WHERE subject_id = @document AND kind = 'ocr');
CALL jobs_claim(7, 'ocr', 2, '[]');
SET @two = (SELECT job_id FROM job JOIN step_job USING (tenant_id, job_id) WHERE join_job = @step AND part = 2),
    @three = (SELECT job_id FROM job JOIN step_job USING (tenant_id, job_id) WHERE join_job = @step AND part = 3);
START TRANSACTION;
CALL job_finish(@two, 7, 1, '');
COMMIT;
CALL attempt_fail(@three, 7, 1, 'time_limit', 'Too slow.', TRUE, NULL);
CALL assert_equals('outcomes', (SELECT GROUP_CONCAT(outcome ORDER BY job_id) FROM job
    WHERE join_job = @step OR job_id = @step), 'cancelled,done,failed,cancelled');
CALL assert_equals('document', (SELECT CONCAT_WS(' ', status, error_code) FROM document WHERE document_id = @document),
    'ocr_error time_limit');

CALL job_requeue(@three);
CALL assert_equals('what was not done is back', (SELECT GROUP_CONCAT(state ORDER BY job_id) FROM job_live
    JOIN job USING (tenant_id, job_id) WHERE join_job = @step OR job_id = @step), 'waiting,ready,ready');
CALL assert_equals('two parts are left', (SELECT members_left FROM job_live WHERE job_id = @step), 2);
CALL assert_equals('its document waits', (SELECT CONCAT_WS(' ', status, error_code IS NULL) FROM document
    WHERE document_id = @document), 'preprocessed 1');
START TRANSACTION;
CALL assert_refused('CALL job_finish(@three, 7, 1, '''')', '45409', 'lease_lost');
ROLLBACK;
