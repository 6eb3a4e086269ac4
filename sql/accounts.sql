-- What an administrator of the database server runs once, as root: the role of tenant administrators, and the two
-- routines that make and drop their accounts.
--
-- Making an account takes CREATE USER, and who has that may set anybody's password, root's too. So none of Docket's
-- accounts has it: these routines run with the rights of who installs them, in a schema that none of Docket's accounts
-- can write, read no table, and do no more than make and drop accounts named tenant_… that hold this one role.

CREATE ROLE IF NOT EXISTS docket_tenant_admin;

CREATE DATABASE IF NOT EXISTS docket_accounts CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

DELIMITER //

CREATE OR REPLACE PROCEDURE docket_accounts.account_check(IN p_account VARCHAR(80))
BEGIN
    IF p_account IS NULL OR p_account NOT LIKE 'tenant|_%' ESCAPE '|' OR SUBSTR(p_account, 8) REGEXP '[^a-z0-9.-]'
        OR CHAR_LENGTH(p_account) < 8 THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'account_invalid';
    END IF;
END//

-- Makes the account, or gives it a new password.
CREATE OR REPLACE PROCEDURE docket_accounts.account_create(IN p_account VARCHAR(80), IN p_password VARCHAR(100))
BEGIN
    CALL docket_accounts.account_check(p_account);
    IF p_password IS NULL OR CHAR_LENGTH(p_password) < 32 OR p_password REGEXP '[^A-Za-z0-9_-]' THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'password_invalid';
    END IF;
    EXECUTE IMMEDIATE CONCAT('CREATE OR REPLACE USER ''', p_account, '''@''%'' IDENTIFIED BY ''', p_password,
        ''' WITH MAX_USER_CONNECTIONS 10 MAX_STATEMENT_TIME 30');
    EXECUTE IMMEDIATE CONCAT('GRANT docket_tenant_admin TO ''', p_account, '''@''%''');
    EXECUTE IMMEDIATE CONCAT('SET DEFAULT ROLE docket_tenant_admin FOR ''', p_account, '''@''%''');
END//

-- Drops the account, nothing where there is none.
CREATE OR REPLACE PROCEDURE docket_accounts.account_drop(IN p_account VARCHAR(80))
BEGIN
    CALL docket_accounts.account_check(p_account);
    EXECUTE IMMEDIATE CONCAT('DROP USER IF EXISTS ''', p_account, '''@''%''');
END//

DELIMITER ;

GRANT EXECUTE ON PROCEDURE docket_accounts.account_create TO docket_admin@'%';
GRANT EXECUTE ON PROCEDURE docket_accounts.account_drop TO docket_admin@'%';
