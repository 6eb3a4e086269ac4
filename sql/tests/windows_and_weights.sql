-- A tenant is served by its weight, and never holds more than its window.

CALL tenant_create(test_id('heavy'), 'heavy', 'Heavy');
CALL tenant_create(test_id('light'), 'light', 'Light');
CALL job_create_many('heavy', 'maintenance', 'probe', NULL, 5, 500);
CALL job_create_many('light', 'maintenance', 'probe', NULL, 5, 500);
CALL queue_share('maintenance', 'heavy', 300, 1000);
CALL queue_share('maintenance', 'light', NULL, 1000);
SET @queue = queue_of('maintenance');
DELIMITER //
CREATE OR REPLACE PROCEDURE claim_times(p_times INT)
BEGIN
    DECLARE v_jobs MEDIUMTEXT;
    DECLARE v_of_document BOOLEAN;
    WHILE p_times > 0 DO
        START TRANSACTION;
        CALL job_take(7, @queue, 60, 1, TRUE, v_jobs, v_of_document);
        COMMIT;
        SET p_times = p_times - 1;
    END WHILE;
END//
CREATE OR REPLACE FUNCTION running_of(p_slug VARCHAR(63)) RETURNS INT READS SQL DATA
RETURN (SELECT running FROM tenant_queue JOIN tenant USING (tenant_id) WHERE slug = p_slug AND queue_id = @queue)//
DELIMITER ;
CALL claim_times(400);
CALL assert_equals('three to one', running_of('heavy') BETWEEN 297 AND 303, TRUE);

-- A window set on a backlog holds at once: what runs goes on, and nothing comes before the rest is below it.
SET @heavy = running_of('heavy');
CALL queue_share('maintenance', 'heavy', NULL, 100);
CALL claim_times(50);
CALL assert_equals('heavy is full', running_of('heavy'), @heavy);
CALL assert_equals('light has the rest', running_of('light'), 450 - @heavy);

-- Who was away has no credit for it.
CALL queue_tend('maintenance');
CALL tenant_create(test_id('late'), 'late', 'Late');
CALL job_create_many('late', 'maintenance', 'probe', NULL, 5, 100);
CALL queue_share('maintenance', 'late', NULL, 1000);
CALL claim_times(60);
CALL assert_equals('about half', running_of('late') BETWEEN 28 AND 32, TRUE);
CALL assert_refused('CALL queue_share(''ocr'', ''late'', 0, NULL)', '45422', 'share_invalid');
