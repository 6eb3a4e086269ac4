-- Jobs: what is to be done never changes (job); where it stands is a small row that leaves when it ends (job_live).

-- INCREMENT BY 0 with a cache is the one cached form that Galera takes.
CREATE SEQUENCE IF NOT EXISTS job_number START WITH 1 INCREMENT BY 0 CACHE 1000;

CREATE TABLE IF NOT EXISTS job_limit (
    limit_id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    tenant_id INT UNSIGNED NOT NULL COMMENT '0: shared by all tenants, such as a provider''s',
    queue_id SMALLINT UNSIGNED NOT NULL,
    name VARCHAR(100) NOT NULL COMMENT 'the limit key',
    max_running SMALLINT UNSIGNED COMMENT 'NULL: as the queue says',
    rate_count SMALLINT UNSIGNED COMMENT 'NULL: as the queue says',
    rate_period_s INT UNSIGNED,
    admitted INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'jobs of the key that are ready or running',
    waiting INT UNSIGNED NOT NULL DEFAULT 0,
    turn SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the next of the rate''s turns',
    PRIMARY KEY (limit_id),
    UNIQUE KEY name (tenant_id, queue_id, name),
    KEY waiting (queue_id, waiting),
    CONSTRAINT job_limit_queue FOREIGN KEY (queue_id) REFERENCES queue (queue_id),
    CONSTRAINT job_limit_values CHECK (
        COALESCE(max_running, 1) > 0 AND COALESCE(rate_count, 1) BETWEEN 1 AND 10000
        AND (rate_count IS NULL) = (rate_period_s IS NULL) AND COALESCE(rate_period_s, 1) > 0)
);

CREATE TABLE IF NOT EXISTS job_limit_turn (
    limit_id INT UNSIGNED NOT NULL,
    turn SMALLINT UNSIGNED NOT NULL,
    at DATETIME(6) NOT NULL COMMENT 'when a job took it; free again a period later',
    PRIMARY KEY (limit_id, turn),
    CONSTRAINT job_limit_turn_limit FOREIGN KEY (limit_id) REFERENCES job_limit (limit_id)
);

CREATE TABLE IF NOT EXISTS job (
    tenant_id INT UNSIGNED NOT NULL,
    job_id BIGINT UNSIGNED NOT NULL,
    queue_id SMALLINT UNSIGNED NOT NULL,
    kind VARCHAR(30) NOT NULL COMMENT 'what is to be done: a step, a part of one, or a task of its own',
    document_id UUID,
    pipeline VARCHAR(30),
    position TINYINT UNSIGNED,
    part SMALLINT UNSIGNED COMMENT 'the page, where a step is done by pages',
    join_job BIGINT UNSIGNED COMMENT 'the job that waits until all its parts are done',
    payload JSON,
    priority TINYINT UNSIGNED NOT NULL,
    unique_key VARCHAR(150),
    limit_id INT UNSIGNED,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    claimed_at DATETIME(6) COMMENT 'the last time, once it has ended',
    finished_at DATETIME(6),
    outcome ENUM('done', 'failed', 'dead', 'cancelled'),
    fence INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'where a requeue goes on counting',
    failures SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    crashes SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    error_code VARCHAR(40) COMMENT 'of the last attempt that failed',
    error_detail VARCHAR(500),
    PRIMARY KEY (tenant_id, job_id),
    KEY document (tenant_id, document_id),
    KEY finished (queue_id, outcome, finished_at),
    CONSTRAINT job_priority CHECK (priority BETWEEN 1 AND 10),
    CONSTRAINT job_ended CHECK ((finished_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT job_of_document CHECK ((document_id IS NULL) = (pipeline IS NULL) AND (pipeline IS NULL) = (position IS NULL)),
    CONSTRAINT job_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id),
    CONSTRAINT job_step FOREIGN KEY (pipeline, position) REFERENCES pipeline_step (pipeline, position)
);

CREATE TABLE IF NOT EXISTS job_live (
    job_id BIGINT UNSIGNED NOT NULL,
    tenant_id INT UNSIGNED NOT NULL,
    queue_id SMALLINT UNSIGNED NOT NULL,
    of_document BOOLEAN NOT NULL,
    state ENUM('scheduled', 'waiting', 'ready', 'running') NOT NULL COMMENT 'waiting: for its parts, or for its limit key',
    claim_key BIGINT UNSIGNED NOT NULL COMMENT 'lower goes first: microseconds since 1970, a minute per priority',
    due DATETIME(6) NOT NULL COMMENT 'scheduled: when it is ready; ready: since when; running: when the lease ends',
    fence INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'number of the claim; an older holder can write nothing',
    failures SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    crashes SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    worker_id BIGINT UNSIGNED COMMENT 'who holds the lease',
    limit_id INT UNSIGNED,
    has_turn BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'due is its turn in the rate of its limit key',
    parts_left SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    claimed_at DATETIME(6) COMMENT 'the last time',
    waited_ms INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'from ready to the last claim',
    PRIMARY KEY (job_id),
    UNIQUE KEY job (tenant_id, job_id),
    KEY claim (queue_id, tenant_id, state, claim_key, job_id),
    KEY due (queue_id, state, due, job_id),
    CONSTRAINT job_live_held CHECK ((state = 'running') = (worker_id IS NOT NULL)),
    CONSTRAINT job_live_job FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, job_id)
);

-- Only jobs that have a unique key and have not ended.
CREATE TABLE IF NOT EXISTS job_unique (
    tenant_id INT UNSIGNED NOT NULL,
    queue_id SMALLINT UNSIGNED NOT NULL,
    unique_key VARCHAR(150) NOT NULL,
    job_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (tenant_id, queue_id, unique_key),
    CONSTRAINT job_unique_job FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, job_id)
);

-- Only jobs that wait for their limit key.
CREATE TABLE IF NOT EXISTS job_limit_waiting (
    limit_id INT UNSIGNED NOT NULL,
    claim_key BIGINT UNSIGNED NOT NULL,
    job_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (limit_id, claim_key, job_id),
    CONSTRAINT job_limit_waiting_limit FOREIGN KEY (limit_id) REFERENCES job_limit (limit_id),
    CONSTRAINT job_limit_waiting_job FOREIGN KEY (job_id) REFERENCES job_live (job_id)
);

CREATE TABLE IF NOT EXISTS job_history (
    tenant_id INT UNSIGNED NOT NULL,
    job_id BIGINT UNSIGNED NOT NULL,
    queue_id SMALLINT UNSIGNED NOT NULL,
    kind VARCHAR(30) NOT NULL,
    document_id UUID,
    part SMALLINT UNSIGNED,
    created_at DATETIME(6) NOT NULL,
    finished_at DATETIME(6) NOT NULL,
    outcome ENUM('done', 'failed', 'dead', 'cancelled') NOT NULL,
    failures SMALLINT UNSIGNED NOT NULL,
    crashes SMALLINT UNSIGNED NOT NULL,
    error_code VARCHAR(40),
    error_detail VARCHAR(500),
    PRIMARY KEY (tenant_id, job_id),
    KEY finished (queue_id, finished_at),
    CONSTRAINT job_history_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE IF NOT EXISTS tenant_queue (
    queue_id SMALLINT UNSIGNED NOT NULL,
    tenant_id INT UNSIGNED NOT NULL,
    scheduled INT UNSIGNED NOT NULL DEFAULT 0,
    waiting INT UNSIGNED NOT NULL DEFAULT 0,
    ready INT UNSIGNED NOT NULL DEFAULT 0,
    running INT UNSIGNED NOT NULL DEFAULT 0,
    done BIGINT UNSIGNED NOT NULL DEFAULT 0,
    failed BIGINT UNSIGNED NOT NULL DEFAULT 0,
    dead BIGINT UNSIGNED NOT NULL DEFAULT 0,
    cancelled BIGINT UNSIGNED NOT NULL DEFAULT 0,
    retried BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'attempts that failed and were tried again',
    crashed BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'leases that ran out',
    requeued BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'failed, dead or cancelled jobs that were made ready again',
    weight SMALLINT UNSIGNED NOT NULL DEFAULT 100 COMMENT 'share of the queue, beside the other tenants'' weights',
    running_max SMALLINT UNSIGNED NOT NULL COMMENT 'the window',
    paused BOOLEAN NOT NULL DEFAULT FALSE,
    pass BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'what the tenant was served, by weight; the lowest is served next',
    head_key BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'no ready job has a lower claim_key, so none is looked for there',
    claimable BOOLEAN AS (ready > 0 AND running < running_max AND NOT paused) PERSISTENT,
    PRIMARY KEY (queue_id, tenant_id),
    KEY claim (queue_id, claimable, pass, tenant_id),
    CONSTRAINT tenant_queue_weight CHECK (weight BETWEEN 1 AND 10000 AND running_max > 0),
    CONSTRAINT tenant_queue_queue FOREIGN KEY (queue_id) REFERENCES queue (queue_id),
    CONSTRAINT tenant_queue_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

CREATE TABLE IF NOT EXISTS tenant_pause (
    tenant_id INT UNSIGNED NOT NULL COMMENT 'none of whose jobs are claimed, in whatever queue',
    since DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (tenant_id),
    CONSTRAINT tenant_pause_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

-- Apart from queue, whose rows every enqueue reads.
CREATE TABLE IF NOT EXISTS queue_clock (
    queue_id SMALLINT UNSIGNED NOT NULL,
    pass BIGINT UNSIGNED NOT NULL COMMENT 'where a tenant begins that had nothing to do: no credit for idle time',
    PRIMARY KEY (queue_id)
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

CREATE TABLE IF NOT EXISTS schedule (
    schedule_id INT UNSIGNED NOT NULL AUTO_INCREMENT,
    tenant_id INT UNSIGNED NOT NULL,
    name VARCHAR(60) NOT NULL,
    cron VARCHAR(100) NOT NULL COMMENT 'minute hour day month weekday, in UTC',
    queue_id SMALLINT UNSIGNED NOT NULL,
    kind VARCHAR(30) NOT NULL,
    payload JSON,
    priority TINYINT UNSIGNED NOT NULL DEFAULT 5,
    next_at DATETIME COMMENT 'NULL: not worked out yet',
    last_at DATETIME,
    error VARCHAR(200) COMMENT 'why it is not run',
    PRIMARY KEY (tenant_id, name),
    UNIQUE KEY schedule_id (schedule_id),
    KEY next (queue_id, next_at),
    CONSTRAINT schedule_priority CHECK (priority BETWEEN 1 AND 10),
    CONSTRAINT schedule_queue FOREIGN KEY (queue_id) REFERENCES queue (queue_id),
    CONSTRAINT schedule_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id)
);

-- What the workers measured, added up: histograms of waiting and working, and what ended in each minute.
CREATE TABLE IF NOT EXISTS queue_histogram (
    queue_id SMALLINT UNSIGNED NOT NULL,
    metric ENUM('wait', 'duration') NOT NULL,
    up_to DECIMAL(10, 3) NOT NULL COMMENT 'seconds; the last one stands for all above',
    observations BIGINT UNSIGNED NOT NULL DEFAULT 0,
    seconds DECIMAL(20, 6) NOT NULL DEFAULT 0,
    PRIMARY KEY (queue_id, metric, up_to),
    CONSTRAINT queue_histogram_queue FOREIGN KEY (queue_id) REFERENCES queue (queue_id)
);

CREATE TABLE IF NOT EXISTS queue_minute (
    queue_id SMALLINT UNSIGNED NOT NULL,
    minute DATETIME NOT NULL,
    finished INT UNSIGNED NOT NULL,
    PRIMARY KEY (queue_id, minute),
    CONSTRAINT queue_minute_queue FOREIGN KEY (queue_id) REFERENCES queue (queue_id)
);
