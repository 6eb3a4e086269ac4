// Made by bin/generate from sql/statements/account.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension AdminSession {
    /// makes a tenant administrator's database account, or gives it a new password.
    /// Errors: 45422 account_invalid, password_invalid.
    public func accountCreate(account: String, password: String) throws(DatabaseError) {
        _ = try database.change(
            #"""
            CALL docket_accounts.account_create(?, ?)
            """#, [account.parameter, password.parameter])
    }

    /// drops it; nothing where there is none. Errors: 45422 account_invalid.
    public func accountDrop(account: String) throws(DatabaseError) {
        _ = try database.change(
            #"""
            CALL docket_accounts.account_drop(?)
            """#, [account.parameter])
    }

}
