-- Reading again from a step on clears what that step and later ones made, and only that; the version keeps all of it.

DELETE FROM job_live;
UPDATE document
    SET status = 'approved', quality_score = 0.9, predicted_accuracy = 0.8, needs_review = TRUE, confidence = 0.95,
        error_code = 'old', error_detail = 'old', findings = '[{"code":"old_date","detail":"x"}]', finished_at = NOW(6)
    WHERE document_id = @document;
UPDATE page SET reading = '{"engines":[]}' WHERE document_id = @document;

DELIMITER //
CREATE OR REPLACE FUNCTION left_of(p_document UUID) RETURNS TEXT READS SQL DATA
RETURN (SELECT CONCAT_WS(' ', status,
        'pages', (SELECT COUNT(*) FROM page p WHERE p.document_id = d.document_id), COALESCE(page_count, '-'),
        'read', (SELECT CONCAT_WS(' ', COUNT(words), COUNT(reading)) FROM page p WHERE p.document_id = d.document_id),
            COALESCE(text_length, '-'),
            IF(result_key IS NULL, '-', 'result'),
        'predictions', (SELECT COUNT(*) FROM prediction p WHERE p.document_id = d.document_id),
        'fields', (SELECT COUNT(*) FROM field f WHERE f.document_id = d.document_id),
        'items', (SELECT COUNT(*) FROM line_item l WHERE l.document_id = d.document_id)
            + (SELECT COUNT(*) FROM tax_subtotal t WHERE t.document_id = d.document_id),
        'xml', (SELECT COUNT(*) FROM einvoice e WHERE e.document_id = d.document_id),
        'verdict', COALESCE(quality_score, '-'), COALESCE(predicted_accuracy, '-'), JSON_LENGTH(findings),
        'cleared', needs_review, COALESCE(error_code, error_detail, finished_at, started_at, '-'))
    FROM document d WHERE d.document_id = p_document)//
CREATE OR REPLACE PROCEDURE assert_restart(IN p_step VARCHAR(30), IN p_left TEXT, IN p_queue TEXT)
BEGIN
    SAVEPOINT before_it;
    CALL document_restart(@tenant, @document, 'approved', p_step, 1, 'key:x', @version, @queue);
    CALL assert_equals(CONCAT('restart at ', p_step), left_of(@document), p_left);
    CALL assert_equals('queue', @queue, p_queue);
    CALL assert_equals('job', (SELECT CONCAT_WS(' ', s.step, l.state) FROM job_live l
        JOIN step_job j USING (tenant_id, job_id) JOIN pipeline_step s USING (pipeline, position)), CONCAT(p_step, ' ready'));
    CALL assert_equals('version', @version, 1);
    CALL assert_equals('its row', (SELECT CONCAT_WS(' ', status, quality_score, result_key, error_code, next_step,
            JSON_VALUE(pages, '$[0].width'), JSON_LENGTH(findings))
        FROM document_version WHERE document_id = @document), CONCAT('approved 0.900 results/fixture/result.html old ',
            p_step, ' 2480 1'));
    CALL assert_equals('its field', (SELECT CONCAT_WS(' ', name, value, raw, page, box_left, box_bottom, confidence,
            source, rule) FROM version_field WHERE document_id = @document),
        'invoice_number INV-1 INV-1 1 10 30 0.900 rules label');
    ROLLBACK TO before_it;
END//
DELIMITER ;
START TRANSACTION;

CALL assert_equals('at first', left_of(@document),
    'approved pages 1 1 read 1 1 5 result predictions 1 fields 1 items 2 xml 1 verdict 0.900 0.800 1 cleared 1 old');
CALL assert_restart('preprocess',
    'preprocessing pages 0 - read 0 0 - - predictions 0 fields 0 items 0 xml 0 verdict - - 0 cleared 0 -', 'preprocessing');
CALL assert_restart('ocr',
    'preprocessed pages 1 1 read 0 0 - - predictions 0 fields 0 items 0 xml 1 verdict - - 0 cleared 0 -', 'ocr');
CALL assert_restart('predict',
    'ocr_extracting pages 1 1 read 1 1 5 result predictions 0 fields 0 items 0 xml 1 verdict - - 0 cleared 0 -', 'llm');
CALL assert_restart('extract',
    'predicting pages 1 1 read 1 1 5 result predictions 1 fields 0 items 0 xml 1 verdict - - 0 cleared 0 -', 'extraction');
CALL assert_restart('evaluate',
    'extraction pages 1 1 read 1 1 5 result predictions 1 fields 1 items 2 xml 1 verdict - - 0 cleared 0 -', 'evaluation');

-- A step that is not named is the first.
CALL document_restart(@tenant, @document, NULL, NULL, 8, 'key:x', @version, @queue);
CALL assert_equals('first step', (SELECT CONCAT_WS(' ', position, priority) FROM job JOIN step_job USING (tenant_id, job_id) WHERE finished_at IS NULL AND job_id <> @job),
    '1 8');

-- The log tells of it, in the order in which it happened.
CALL assert_equals('events', (SELECT GROUP_CONCAT(type ORDER BY event_id) FROM (
        SELECT type, event_id FROM event WHERE subject_id = @document ORDER BY event_id DESC LIMIT 2) last),
    'document.reprocessed,document.status_changed');
CALL assert_equals('what of it', (SELECT JSON_EXTRACT(payload, '$.version', '$.step', '$.previous') FROM event
    WHERE type = 'document.reprocessed'), '[1, "preprocess", "approved"]');
