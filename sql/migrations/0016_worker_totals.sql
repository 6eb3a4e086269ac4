-- What workers count that belongs to no queue.

CREATE TABLE IF NOT EXISTS worker_total (
    name VARCHAR(30) NOT NULL COMMENT 'second_engine_losses: pages at which the second engine was lost',
    total BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (name)
);
