-- What happens to a document, and in which words clients are told: rows, not code.

CREATE TABLE IF NOT EXISTS queue (
    queue_id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
    name VARCHAR(30) NOT NULL,
    max_attempts SMALLINT UNSIGNED NOT NULL COMMENT 'failures after which a job is given up',
    max_crashes SMALLINT UNSIGNED NOT NULL DEFAULT 3 COMMENT 'lost workers after which a job is parked as dead',
    retry_delay_s INT UNSIGNED NOT NULL COMMENT 'before the first retry; doubles with each further one',
    retry_delay_max_s INT UNSIGNED NOT NULL DEFAULT 3600,
    retry_delays_s JSON COMMENT 'seconds before each retry, such as [5, 300, 1800], instead of doubling',
    retry_jitter DECIMAL(3, 2) NOT NULL DEFAULT 0.25 COMMENT 'up to this share is added at random',
    time_limit_s INT UNSIGNED NOT NULL COMMENT 'one attempt may take this long',
    lease_s INT UNSIGNED NOT NULL DEFAULT 60,
    tenant_window SMALLINT UNSIGNED NOT NULL DEFAULT 1000 COMMENT 'jobs of one tenant that may run at once',
    key_max_running SMALLINT UNSIGNED COMMENT 'jobs of one limit key that may be under way at once',
    key_rate_count SMALLINT UNSIGNED COMMENT 'jobs of one limit key that may start in a period',
    key_rate_period_s INT UNSIGNED,
    keep_finished_s INT UNSIGNED NOT NULL DEFAULT 604800 COMMENT 'then a finished job moves to job_history',
    keep_history_s INT UNSIGNED NOT NULL DEFAULT 7776000 COMMENT 'then it is forgotten',
    paused_at DATETIME(6) COMMENT 'nothing is claimed since',
    PRIMARY KEY (queue_id),
    UNIQUE KEY name (name),
    CONSTRAINT queue_positive CHECK (
        max_attempts > 0 AND max_crashes > 0 AND time_limit_s > 0 AND lease_s > 0 AND tenant_window > 0
        AND retry_jitter BETWEEN 0 AND 1),
    CONSTRAINT queue_limits CHECK (
        COALESCE(key_max_running, 1) > 0 AND COALESCE(key_rate_count, 1) BETWEEN 1 AND 10000
        AND (key_rate_count IS NULL) = (key_rate_period_s IS NULL) AND COALESCE(key_rate_period_s, 1) > 0)
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
    part VARCHAR(30) COMMENT 'kind of the jobs that do one page each before this step, where there are several',
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
