DELIMITER //

-- routine_grant: lets an account call a routine. Runs with the rights of who calls it.
-- account: internal
CREATE OR REPLACE PROCEDURE routine_grant(IN p_routine VARCHAR(64), IN p_account VARCHAR(80))
SQL SECURITY INVOKER
BEGIN
    EXECUTE IMMEDIATE CONCAT('GRANT EXECUTE ON PROCEDURE ', p_routine, ' TO ', QUOTE(p_account), '@''%''');
END//

-- routine_revoke: takes that back, nothing where there was no such grant. Runs with the rights of who calls it.
-- account: internal
CREATE OR REPLACE PROCEDURE routine_revoke(IN p_routine VARCHAR(64), IN p_account VARCHAR(80))
SQL SECURITY INVOKER
BEGIN
    DECLARE CONTINUE HANDLER FOR 1403 BEGIN END;
    EXECUTE IMMEDIATE CONCAT('REVOKE EXECUTE ON PROCEDURE ', p_routine, ' FROM ', QUOTE(p_account), '@''%''');
END//
