-- Who waits for a limit key waits by tenant, so that one tenant's backlog does not stand before another's job; and the jobs
-- of steps may have a limit key, such as that of the provider whom a queue asks.

ALTER TABLE job_limit_waiting ADD COLUMN IF NOT EXISTS tenant_id INT UNSIGNED NOT NULL DEFAULT 0 AFTER limit_id;

UPDATE job_limit_waiting w JOIN job_live l ON l.job_id = w.job_id SET w.tenant_id = l.tenant_id WHERE w.tenant_id = 0;

ALTER TABLE job_limit_waiting DROP PRIMARY KEY, ADD PRIMARY KEY (limit_id, tenant_id, claim_key, job_id);

CREATE TABLE IF NOT EXISTS job_limit_tenant (
    limit_id INT UNSIGNED NOT NULL,
    tenant_id INT UNSIGNED NOT NULL,
    admitted INT UNSIGNED NOT NULL COMMENT 'of the key''s, those of this tenant: never more than its window',
    PRIMARY KEY (limit_id, tenant_id),
    CONSTRAINT job_limit_tenant_limit FOREIGN KEY (limit_id) REFERENCES job_limit (limit_id)
);

INSERT INTO job_limit_tenant (limit_id, tenant_id, admitted)
    SELECT limit_id, tenant_id, COUNT(*) FROM job_live
        WHERE limit_id IS NOT NULL AND state IN ('ready', 'running') GROUP BY limit_id, tenant_id
    ON DUPLICATE KEY UPDATE admitted = VALUES(admitted);

ALTER TABLE queue ADD COLUMN IF NOT EXISTS step_key VARCHAR(100) NULL
    COMMENT 'the limit key that jobs of steps carry here' AFTER key_rate_period_s;
