// Made by bin/generate from sql/statements/session.sql. Change that file, then run bin/generate.

extension Database {
    static let setup: [String] = [
        #"""
        SET SESSION time_zone = '+00:00', tx_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = 10,
            idle_transaction_timeout = 5,
            sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'
        """#
    ]
}
