-- A tenant's share of a queue that an operator set stays apart from what its package allows, and the pause of a tenant from
-- that of a tenant in one queue: ending one leaves the other.

ALTER TABLE tenant_queue
    ADD COLUMN IF NOT EXISTS share_max SMALLINT UNSIGNED NULL
        COMMENT 'the window that an operator set; NULL: as the queue and the package have it' AFTER running_max,
    ADD COLUMN IF NOT EXISTS tenant_paused BOOLEAN NOT NULL DEFAULT FALSE
        COMMENT 'the tenant is paused in all queues' AFTER paused,
    ADD COLUMN IF NOT EXISTS requeued_cancelled BIGINT UNSIGNED NOT NULL DEFAULT 0
        COMMENT 'those of requeued that had been cancelled' AFTER requeued,
    MODIFY COLUMN claimable BOOLEAN
        AS (ready > 0 AND running < running_max AND NOT paused AND NOT tenant_paused) PERSISTENT;

ALTER TABLE tenant_pause ADD COLUMN IF NOT EXISTS for_closing BOOLEAN NOT NULL DEFAULT FALSE
    COMMENT 'made as the tenant was closed, and ended as it is opened again';

UPDATE tenant_queue t JOIN tenant_pause p ON p.tenant_id = t.tenant_id SET t.tenant_paused = TRUE, t.paused = FALSE
    WHERE NOT t.tenant_paused;

-- Until now share_max and running_max were one; what lies off the package was an operator's.
UPDATE tenant_queue t
    JOIN queue q ON q.queue_id = t.queue_id
    JOIN tenant n ON n.tenant_id = t.tenant_id
    JOIN package p ON p.package = n.package
    LEFT JOIN tenant_quota o ON o.tenant_id = t.tenant_id
    SET t.share_max = t.running_max
    WHERE t.share_max IS NULL
        AND t.running_max <> LEAST(q.tenant_window, p.concurrency, COALESCE(o.concurrency, 65535));
