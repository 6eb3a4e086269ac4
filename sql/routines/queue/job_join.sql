DELIMITER //

-- A join is a job that waits until all its members have ended, however they ended. It is made open (job_add with p_is_join),
-- takes members while it waits, and is closed by who made it; members may come later too, as long as one has not ended.

-- join_expect: a join waits for one job more, also for one that is made ready again. Errors: 45409 join_closed.
-- account: internal
CREATE OR REPLACE PROCEDURE join_expect(IN p_join BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    UPDATE job_live SET members_left = members_left + 1
        WHERE job_id = p_join AND state = 'waiting' AND members_left > 0;
    IF ROW_COUNT() = 0 THEN SIGNAL SQLSTATE '45409' SET MESSAGE_TEXT = 'join_closed'; END IF;
END//

-- join_count: one that a join waits for has ended; the last makes it ready. Nothing where the join itself has ended.
-- account: internal
CREATE OR REPLACE PROCEDURE join_count(IN p_join BIGINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_is_last BOOLEAN DEFAULT FALSE;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    -- Whoever brings it to 0 sees so: the row is held to the end of the transaction.
    UPDATE job_live SET members_left = members_left - 1
        WHERE job_id = p_join AND state = 'waiting' AND members_left > 0;
    IF ROW_COUNT() > 0 THEN
        SELECT members_left = 0 INTO v_is_last FROM job_live WHERE job_id = p_join;
        IF v_is_last THEN CALL job_admit(p_join); END IF;
    END IF;
END//
