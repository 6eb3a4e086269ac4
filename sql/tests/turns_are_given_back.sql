-- A job that is cancelled before its turn gives it back, and a delay of nothing takes one turn, not two.

CALL queue_limit('maintenance', 'example', 'provider', NULL, 1, 60);
DELIMITER //
CREATE OR REPLACE PROCEDURE create_times(p_times INT, p_delay INT)
BEGIN
    WHILE p_times > 0 DO
        CALL job_create('example', 'maintenance', 'probe', NULL, 5, p_delay, NULL, 'provider');
        SET p_times = p_times - 1;
    END WHILE;
END//
CREATE OR REPLACE FUNCTION turns() RETURNS TEXT READS SQL DATA
RETURN (SELECT GROUP_CONCAT(ROUND(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), due) / 60) ORDER BY due) FROM job_live
    WHERE limit_id IS NOT NULL AND state = 'scheduled')//
DELIMITER ;
CALL create_times(6, NULL);
CALL assert_equals('one now, five later', turns(), '1,2,3,4,5');
-- The second in line goes: the last takes its turn.
CALL job_cancel((SELECT job_id FROM job_live WHERE limit_id IS NOT NULL AND state = 'scheduled' ORDER BY due LIMIT 1, 1));
CALL assert_equals('the line closes up', turns(), '1,2,3,4');
CALL job_cancel((SELECT job_id FROM job_live WHERE limit_id IS NOT NULL AND state = 'scheduled' ORDER BY due DESC LIMIT 1));
CALL assert_equals('the last goes', turns(), '1,2,3');
CALL create_times(1, NULL);
CALL assert_equals('and is followed', turns(), '1,2,3,4');
CALL create_times(1, 0);
CALL assert_equals('a delay of nothing', turns(), '1,2,3,4,5');
SET @last = (SELECT job_id FROM job_live WHERE limit_id IS NOT NULL AND state = 'scheduled' ORDER BY due DESC LIMIT 1);
UPDATE job_live SET due = UTC_TIMESTAMP(6) WHERE job_id = @last;
CALL job_promote('maintenance');
CALL assert_equals('has its turn', (SELECT state FROM job_live WHERE job_id = @last), 'ready');
