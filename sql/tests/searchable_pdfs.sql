-- A searchable PDF is made by one job, by no look for it, and not again for a day where that job has failed.

DELIMITER //
CREATE OR REPLACE PROCEDURE assert_jobs(IN p_what TEXT, IN p_count INT)
    CALL assert_equals(p_what, (SELECT COUNT(*) FROM job WHERE kind = 'searchable_pdf'), p_count)//
DELIMITER ;

UPDATE page SET source = 'ocr', word_count = 1 WHERE document_id = @document;
COMMIT;
CALL pdf_request(@key, @document, FALSE);
CALL assert_jobs('looked for', 0);
CALL pdf_request(@key, @document, TRUE);
CALL pdf_request(@key, @document, TRUE);
CALL assert_jobs('asked for', 1);

SET @pdf = (SELECT MAX(job_id) FROM job WHERE kind = 'searchable_pdf');
CALL job_end(@tenant, @pdf, 'failed', 'too_large', 'Split it.');
CALL pdf_request(@key, @document, TRUE);
CALL assert_jobs('failed', 1);
UPDATE job SET finished_at = NOW(6) - INTERVAL 25 HOUR WHERE job_id = @pdf;
CALL pdf_request(@key, @document, TRUE);
CALL assert_jobs('failed long ago', 2);

-- Another reading is another matter.
CALL job_end(@tenant, (SELECT MAX(job_id) FROM job WHERE kind = 'searchable_pdf'), 'dead', 'worker_crashed', 'It crashed.');
CALL pdf_request(@key, @document, TRUE);
CALL assert_jobs('crashed', 2);
UPDATE document SET result_key = 'results/fixture/other.html' WHERE document_id = @document;
CALL pdf_request(@key, @document, TRUE);
CALL assert_jobs('read again', 3);
