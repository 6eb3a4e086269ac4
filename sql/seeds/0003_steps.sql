-- What a tenant may make a pipeline of. An operator adds queues to a step whose workers are fit for it.

INSERT INTO step (step, needs, pipeline) VALUES
    ('preprocess', NULL, 'invoice'),
    ('ocr', 'preprocess', 'invoice'),
    ('predict', 'ocr', 'invoice'),
    ('extract', 'predict', 'invoice'),
    ('evaluate', 'extract', 'invoice')
ON DUPLICATE KEY UPDATE needs = VALUES(needs), pipeline = VALUES(pipeline);

INSERT IGNORE INTO step_queue (step, queue_id)
SELECT s.step, p.queue_id FROM step s JOIN pipeline_step p ON p.pipeline = s.pipeline AND p.step = s.step;
