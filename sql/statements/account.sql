-- The routines of sql/accounts.sql, which run with the rights of the server's administrator who installed them.

-- account_create: makes a tenant administrator's database account, or gives it a new password.
-- Errors: 45422 account_invalid, password_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- parameters:
--   account VARCHAR
--   password VARCHAR
CALL docket_accounts.account_create(?, ?);

-- account_drop: drops it; nothing where there is none. Errors: 45422 account_invalid.
-- account: admin
-- transaction: own
-- returns: none
-- parameters:
--   account VARCHAR
CALL docket_accounts.account_drop(?);
