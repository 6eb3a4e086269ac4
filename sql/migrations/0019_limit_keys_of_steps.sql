-- Who waits for a limit key waits by tenant, so that one tenant's backlog does not stand before another's job; and the jobs
-- of steps may have a limit key, such as that of the provider whom a queue asks.

ALTER TABLE job_limit_waiting ADD COLUMN IF NOT EXISTS tenant_id INT UNSIGNED NOT NULL DEFAULT 0 AFTER limit_id;

UPDATE job_limit_waiting w JOIN job_live l ON l.job_id = w.job_id SET w.tenant_id = l.tenant_id WHERE w.tenant_id = 0;

ALTER TABLE job_limit_waiting DROP PRIMARY KEY, ADD PRIMARY KEY (limit_id, tenant_id, claim_key, job_id);

ALTER TABLE queue ADD COLUMN IF NOT EXISTS step_key VARCHAR(100) NULL
    COMMENT 'the limit key that jobs of steps carry here' AFTER key_rate_period_s;
