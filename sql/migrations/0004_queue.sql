-- Jobs: what is to be done never changes (job); where it stands is a small row that leaves when it ends (job_live).

-- INCREMENT BY 0 with a cache is the one cached form that Galera takes.
CREATE SEQUENCE IF NOT EXISTS job_number START WITH 1 INCREMENT BY 0 CACHE 1000;

CREATE TABLE IF NOT EXISTS job (
    tenant_id INT UNSIGNED NOT NULL,
    job_id BIGINT UNSIGNED NOT NULL,
    queue_id SMALLINT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    pipeline VARCHAR(30) NOT NULL,
    position TINYINT UNSIGNED NOT NULL,
    priority TINYINT UNSIGNED NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    finished_at DATETIME(6),
    outcome ENUM('done', 'failed', 'dead'),
    failures SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    crashes SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    error_code VARCHAR(40) COMMENT 'of the last attempt that failed',
    error_detail VARCHAR(500),
    PRIMARY KEY (tenant_id, job_id),
    KEY document (tenant_id, document_id),
    CONSTRAINT job_priority CHECK (priority BETWEEN 1 AND 10),
    CONSTRAINT job_ended CHECK ((finished_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT job_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id),
    CONSTRAINT job_step FOREIGN KEY (pipeline, position) REFERENCES pipeline_step (pipeline, position)
);

CREATE TABLE IF NOT EXISTS job_live (
    job_id BIGINT UNSIGNED NOT NULL,
    tenant_id INT UNSIGNED NOT NULL,
    queue_id SMALLINT UNSIGNED NOT NULL,
    state ENUM('scheduled', 'ready', 'running') NOT NULL,
    claim_key BIGINT UNSIGNED NOT NULL COMMENT 'lower goes first: microseconds since 1970, a minute per priority',
    due DATETIME(6) NOT NULL COMMENT 'scheduled: when it is ready; running: when the lease ends',
    fence INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'number of the claim; an older holder can write nothing',
    failures SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    crashes SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    worker_id BIGINT UNSIGNED COMMENT 'who holds the lease',
    PRIMARY KEY (job_id),
    UNIQUE KEY job (tenant_id, job_id),
    KEY claim (queue_id, state, claim_key, job_id),
    KEY due (queue_id, state, due, job_id),
    CONSTRAINT job_live_held CHECK ((state = 'running') = (worker_id IS NOT NULL)),
    CONSTRAINT job_live_job FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, job_id)
);

CREATE TABLE IF NOT EXISTS queue_depth (
    queue_id SMALLINT UNSIGNED NOT NULL,
    tenant_id INT UNSIGNED NOT NULL,
    scheduled INT UNSIGNED NOT NULL DEFAULT 0,
    ready INT UNSIGNED NOT NULL DEFAULT 0,
    running INT UNSIGNED NOT NULL DEFAULT 0,
    done BIGINT UNSIGNED NOT NULL DEFAULT 0,
    failed BIGINT UNSIGNED NOT NULL DEFAULT 0,
    dead BIGINT UNSIGNED NOT NULL DEFAULT 0,
    PRIMARY KEY (queue_id, tenant_id),
    CONSTRAINT queue_depth_queue FOREIGN KEY (queue_id) REFERENCES queue (queue_id),
    CONSTRAINT queue_depth_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE IF NOT EXISTS worker (
    worker_id BIGINT UNSIGNED NOT NULL COMMENT 'random at each start, so that a restart is another worker',
    host VARCHAR(100) NOT NULL,
    pid INT UNSIGNED NOT NULL,
    queues VARCHAR(300) NOT NULL,
    started_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    seen_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (worker_id)
);
