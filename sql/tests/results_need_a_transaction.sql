-- What belongs to the end of a job is refused alone, so that no half of it can be seen.

ROLLBACK;
CALL assert_refused('CALL pages_clear(@job, @worker, @fence)', '45500', 'transaction_required');
CALL assert_refused('CALL job_finish(@job, @worker, @fence, '''')', '45500', 'transaction_required');
CALL assert_refused('CALL document_read(@job, @worker, @fence, 1, 1, ''x'')', '45500', 'transaction_required');

-- Rolled back, the job is still held and its document unchanged.
START TRANSACTION;
CALL pages_clear(@job, @worker, @fence);
CALL job_finish(@job, @worker, @fence, '');
ROLLBACK;
CALL assert_equals('pages', (SELECT COUNT(*) FROM page WHERE document_id = @document), 1);
CALL assert_equals('jobs', (SELECT COUNT(*) FROM job WHERE subject_id = @document), 1);
CALL assert_equals('live', (SELECT CONCAT_WS(' ', state, fence) FROM job_live WHERE job_id = @job),
    CONCAT('running ', @fence));
CALL assert_equals('depth', (SELECT running FROM tenant_queue JOIN queue USING (queue_id) WHERE name = 'preprocessing'), 1);
