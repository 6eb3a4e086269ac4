-- The built-in queues, pipelines and the words for their statuses. Applied when changed; a queue's policy is an
-- operator's to change, so an existing row keeps its values.

INSERT IGNORE INTO queue (name, max_attempts, retry_delay_s, time_limit_s) VALUES
    ('preprocessing', 3, 60, 120),
    ('ocr', 4, 120, 600),
    ('llm', 4, 300, 300),
    ('extraction', 3, 60, 60),
    ('evaluation', 3, 60, 60),
    ('maintenance', 3, 60, 600);

INSERT INTO pipeline (pipeline, initial_status, total_steps) VALUES
    ('invoice', 'preprocessing', 6),
    ('ocr', 'queued', 2)
ON DUPLICATE KEY UPDATE initial_status = VALUES(initial_status), total_steps = VALUES(total_steps);

INSERT INTO document_status (pipeline, status, name, description, step_number, total_steps, is_final, is_failure) VALUES
    ('invoice', 'preprocessing', 'Preprocessing', 'The file is being checked and its pages prepared', 1, 6, FALSE, FALSE),
    ('invoice', 'preprocessed', 'Preprocessed', 'The pages are prepared and wait for reading', 1, 6, FALSE, FALSE),
    ('invoice', 'ocr_extracting', 'OCR Extracting', 'OCR extraction is in progress', 2, 6, FALSE, FALSE),
    ('invoice', 'predicting', 'Predicting', 'The fields are being found in the text', 3, 6, FALSE, FALSE),
    ('invoice', 'extraction', 'Extraction', 'Dates and amounts are being normalised', 4, 6, FALSE, FALSE),
    ('invoice', 'automated_evaluation', 'Automated Evaluation', 'The fields are being checked', 5, 6, FALSE, FALSE),
    ('invoice', 'approved', 'Approved', 'All checks passed', 6, 6, TRUE, FALSE),
    ('invoice', 'manual_review', 'Manual Review', 'A person should look at the findings', 6, 6, TRUE, FALSE),
    ('invoice', 'preprocess_error', 'Preprocessing Error', 'The file could not be prepared; see error', 1, 6, TRUE, TRUE),
    ('invoice', 'ocr_error', 'OCR Error', 'The pages could not be read; see error', 2, 6, TRUE, TRUE),
    ('invoice', 'llm_error', 'Prediction Error', 'The fields could not be predicted; see error', 3, 6, TRUE, TRUE),
    ('invoice', 'extraction_error', 'Extraction Error', 'The fields could not be normalised; see error', 4, 6, TRUE, TRUE),
    ('invoice', 'evaluation_error', 'Evaluation Error', 'The fields could not be checked; see error', 5, 6, TRUE, TRUE),
    ('ocr', 'queued', 'Queued', 'Task queued for processing', 0, 2, FALSE, FALSE),
    ('ocr', 'processing', 'Processing', 'OCR processing started', 1, 2, FALSE, FALSE),
    ('ocr', 'completed', 'Completed', 'OCR processing completed successfully', 2, 2, TRUE, FALSE),
    ('invoice', 'cancelled', 'Cancelled', 'The work was cancelled before it ended', 1, 6, TRUE, TRUE),
    ('ocr', 'failed', 'Failed', 'OCR processing failed; see error', 1, 2, TRUE, TRUE)
ON DUPLICATE KEY UPDATE name = VALUES(name), description = VALUES(description), step_number = VALUES(step_number), total_steps = VALUES(total_steps),
    is_final = VALUES(is_final), is_failure = VALUES(is_failure);

INSERT INTO pipeline_step (pipeline, position, step, queue_id, status_running, status_done, status_error, part)
SELECT s.pipeline, s.position, s.step, q.queue_id, s.status_running, s.status_done, s.status_error, s.part
FROM queue q JOIN (
    SELECT 'invoice' pipeline, 1 position, 'preprocess' step, 'preprocessing' queue,
        'preprocessing' status_running, 'preprocessed' status_done, 'preprocess_error' status_error, NULL part
    UNION ALL SELECT 'invoice', 2, 'ocr', 'ocr', 'ocr_extracting', NULL, 'ocr_error', 'ocr_page'
    UNION ALL SELECT 'invoice', 3, 'predict', 'llm', 'predicting', NULL, 'llm_error', NULL
    UNION ALL SELECT 'invoice', 4, 'extract', 'extraction', 'extraction', NULL, 'extraction_error', NULL
    UNION ALL SELECT 'invoice', 5, 'evaluate', 'evaluation', 'automated_evaluation', NULL, 'evaluation_error', NULL
    UNION ALL SELECT 'ocr', 1, 'preprocess', 'preprocessing', 'processing', NULL, 'failed', NULL
    UNION ALL SELECT 'ocr', 2, 'ocr', 'ocr', 'processing', 'completed', 'failed', 'ocr_page'
) s ON s.queue = q.name
ON DUPLICATE KEY UPDATE step = VALUES(step), queue_id = VALUES(queue_id), status_running = VALUES(status_running),
    status_done = VALUES(status_done), status_error = VALUES(status_error), part = VALUES(part);

INSERT INTO field_type (pipeline, name, position, kind) VALUES
    ('invoice', 'invoice_number', 1, 'text'),
    ('invoice', 'invoice_date', 2, 'date'),
    ('invoice', 'due_date', 3, 'date'),
    ('invoice', 'vendor_name', 4, 'text'),
    ('invoice', 'amount', 5, 'amount'),
    ('invoice', 'vat', 6, 'amount'),
    ('invoice', 'total', 7, 'amount'),
    ('invoice', 'currency', 8, 'text')
ON DUPLICATE KEY UPDATE position = VALUES(position), kind = VALUES(kind);
