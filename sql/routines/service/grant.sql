DELIMITER //

-- routine_grant: lets an account call a routine. Runs with the rights of who calls it.
-- account: internal
CREATE OR REPLACE PROCEDURE routine_grant(IN p_routine VARCHAR(64), IN p_account VARCHAR(80))
SQL SECURITY INVOKER
BEGIN
    EXECUTE IMMEDIATE CONCAT('GRANT EXECUTE ON PROCEDURE ', p_routine, ' TO ', QUOTE(p_account), '@''%''');
END//

-- role_grant: lets all tenants' administrators call a routine or read a view, by their common role; p_what is PROCEDURE
-- or TABLE. Runs with the rights of who calls it.
-- account: internal
CREATE OR REPLACE PROCEDURE role_grant(IN p_what VARCHAR(10), IN p_name VARCHAR(64))
SQL SECURITY INVOKER
BEGIN
    EXECUTE IMMEDIATE CONCAT('GRANT ', IF(p_what = 'TABLE', 'SELECT', 'EXECUTE'), ' ON ', p_what, ' ', p_name,
        ' TO docket_tenant_admin');
END//

-- role_revoke: takes that back, nothing where there was no such grant. Runs with the rights of who calls it.
-- account: internal
CREATE OR REPLACE PROCEDURE role_revoke(IN p_what VARCHAR(10), IN p_name VARCHAR(64))
SQL SECURITY INVOKER
BEGIN
    DECLARE CONTINUE HANDLER FOR 1403, 1147 BEGIN END;
    EXECUTE IMMEDIATE CONCAT('REVOKE ', IF(p_what = 'TABLE', 'SELECT', 'EXECUTE'), ' ON ', p_what, ' ', p_name,
        ' FROM docket_tenant_admin');
END//

-- routine_revoke: takes that back, nothing where there was no such grant. Runs with the rights of who calls it.
-- account: internal
CREATE OR REPLACE PROCEDURE routine_revoke(IN p_routine VARCHAR(64), IN p_account VARCHAR(80))
SQL SECURITY INVOKER
BEGIN
    DECLARE CONTINUE HANDLER FOR 1403 BEGIN END;
    EXECUTE IMMEDIATE CONCAT('REVOKE EXECUTE ON PROCEDURE ', p_routine, ' FROM ', QUOTE(p_account), '@''%''');
END//

-- routine_discard: drops a routine, nothing where there is none. Runs with the rights of who calls it.
-- account: internal
CREATE OR REPLACE PROCEDURE routine_discard(IN p_routine VARCHAR(64))
SQL SECURITY INVOKER
BEGIN
    EXECUTE IMMEDIATE CONCAT('DROP PROCEDURE IF EXISTS ', p_routine);
END//
