-- A cancelled job writes nothing more, and the work on its document ends with it.

COMMIT;
CALL assert_refused('CALL document_cancel(@key, @document)', '45500', 'transaction_required');
START TRANSACTION;
CALL document_cancel(@key, @document);
COMMIT;
CALL assert_equals('job', (SELECT CONCAT_WS(' ', outcome, error_code) FROM job WHERE job_id = @job),
    'cancelled cancelled');
CALL assert_equals('document', (SELECT CONCAT_WS(' ', status, error_code) FROM document WHERE document_id = @document),
    'cancelled cancelled');
CALL assert_refused('CALL job_release(@job, @worker, @fence)', '45409', 'lease_lost');
START TRANSACTION;
CALL assert_refused('CALL document_cancel(@key, @document)', '45409', 'job_ended');
CALL assert_refused('CALL document_cancel(@key, test_id(''nobody''))', '45404', 'document_unknown');
ROLLBACK;
CALL assert_refused('CALL job_cancel(@job)', '45409', 'job_ended');
CALL assert_refused('CALL job_cancel(999999999)', '45404', 'job_unknown');

-- And is done again when asked for, under a fence that its old holder does not have.
CALL job_requeue(@job);
CALL assert_equals('ready', (SELECT CONCAT_WS(' ', state, fence, failures) FROM job_live WHERE job_id = @job),
    CONCAT('ready ', @fence, ' 0'));
CALL assert_equals('waits', (SELECT CONCAT_WS(' ', status, error_code IS NULL) FROM document
    WHERE document_id = @document), 'preprocessing 1');
CALL assert_refused('CALL job_requeue(@job)', '45409', 'job_not_ended');
CALL jobs_claim(9, 'preprocessing', 1, '[]');
CALL assert_equals('the next number', (SELECT fence FROM job_live WHERE job_id = @job), @fence + 1);
