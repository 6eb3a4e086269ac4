-- What every connection begins with: one clock, one isolation, no silent truncation. Who pauses in the middle of a
-- transaction, as a stopped process does, loses it: others wait for its locks.

SET SESSION time_zone = '+00:00', tx_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = 10,
    idle_transaction_timeout = 5,
    sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
