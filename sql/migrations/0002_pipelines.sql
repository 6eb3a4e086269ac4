-- What happens to a document, and in which words clients are told: rows, not code.

CREATE TABLE IF NOT EXISTS queue (
    queue_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    name VARCHAR(30) NOT NULL,
    max_attempts SMALLINT UNSIGNED NOT NULL COMMENT 'failures after which a job is given up',
    max_crashes SMALLINT UNSIGNED NOT NULL DEFAULT 3 COMMENT 'lost workers after which a job is parked as dead',
    retry_delay_s INT UNSIGNED NOT NULL COMMENT 'before the first retry; doubles with each further one',
    retry_delay_max_s INT UNSIGNED NOT NULL DEFAULT 3600,
    retry_jitter DECIMAL(3, 2) NOT NULL DEFAULT 0.25 COMMENT 'up to this share is added at random',
    time_limit_s INT UNSIGNED NOT NULL COMMENT 'one attempt may take this long',
    lease_s INT UNSIGNED NOT NULL DEFAULT 60,
    PRIMARY KEY (queue_id),
    UNIQUE KEY name (name),
    CONSTRAINT queue_positive CHECK (
        max_attempts > 0 AND max_crashes > 0 AND time_limit_s > 0 AND lease_s > 0
        AND retry_jitter BETWEEN 0 AND 1)
);

CREATE TABLE IF NOT EXISTS pipeline (
    pipeline VARCHAR(30) NOT NULL,
    initial_status VARCHAR(30) NOT NULL,
    total_steps TINYINT UNSIGNED NOT NULL COMMENT 'the denominator of progress, the verdict counted as the last',
    PRIMARY KEY (pipeline),
    UNIQUE KEY total (pipeline, total_steps),
    CONSTRAINT pipeline_total CHECK (total_steps > 0)
);

CREATE TABLE IF NOT EXISTS document_status (
    pipeline VARCHAR(30) NOT NULL,
    status VARCHAR(30) NOT NULL,
    name VARCHAR(60) NOT NULL,
    description VARCHAR(200) NOT NULL,
    step_number TINYINT UNSIGNED NOT NULL,
    total_steps TINYINT UNSIGNED NOT NULL COMMENT 'the pipeline''s',
    is_final BOOLEAN NOT NULL,
    task_status ENUM('queued', 'processing', 'completed', 'failed') NOT NULL COMMENT 'the OCR platform''s word for it',
    PRIMARY KEY (pipeline, status),
    CONSTRAINT document_status_pipeline FOREIGN KEY (pipeline, total_steps) REFERENCES pipeline (pipeline, total_steps)
        ON UPDATE CASCADE
);

CREATE TABLE IF NOT EXISTS pipeline_step (
    pipeline VARCHAR(30) NOT NULL,
    position TINYINT UNSIGNED NOT NULL,
    step VARCHAR(30) NOT NULL,
    queue_id SMALLINT UNSIGNED NOT NULL,
    status_running VARCHAR(30) NOT NULL,
    status_done VARCHAR(30) COMMENT 'NULL: stays as it is, or the step decides',
    status_error VARCHAR(30) NOT NULL,
    PRIMARY KEY (pipeline, position),
    UNIQUE KEY step (pipeline, step),
    CONSTRAINT pipeline_step_queue FOREIGN KEY (queue_id) REFERENCES queue (queue_id),
    CONSTRAINT pipeline_step_running FOREIGN KEY (pipeline, status_running) REFERENCES document_status (pipeline, status),
    CONSTRAINT pipeline_step_done FOREIGN KEY (pipeline, status_done) REFERENCES document_status (pipeline, status),
    CONSTRAINT pipeline_step_error FOREIGN KEY (pipeline, status_error) REFERENCES document_status (pipeline, status)
);

CREATE TABLE IF NOT EXISTS field_type (
    pipeline VARCHAR(30) NOT NULL,
    name VARCHAR(40) NOT NULL,
    position TINYINT UNSIGNED NOT NULL,
    kind ENUM('text', 'date', 'amount') NOT NULL,
    PRIMARY KEY (pipeline, name),
    UNIQUE KEY position (pipeline, position),
    UNIQUE KEY kind (pipeline, name, kind),
    CONSTRAINT field_type_pipeline FOREIGN KEY (pipeline) REFERENCES pipeline (pipeline)
);
