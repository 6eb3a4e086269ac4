-- A kind of subject of its own: a row, a table, and one routine that hears of its jobs. Nothing of the queue knows it.

INSERT IGNORE INTO subject_kind (subject_kind) VALUES ('parcel');
CREATE OR REPLACE TABLE parcel (tenant_id INT UNSIGNED, subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin
    DEFAULT 'parcel', parcel_id UUID, told VARCHAR(200) DEFAULT '', PRIMARY KEY (tenant_id, parcel_id),
    FOREIGN KEY (tenant_id, subject_kind, parcel_id) REFERENCES subject (tenant_id, subject_kind, subject_id));
DELIMITER //
CREATE OR REPLACE PROCEDURE parcel_told(IN p_what VARCHAR(10), IN p_tenant INT UNSIGNED, IN p_parcel UUID,
    IN p_job BIGINT UNSIGNED, IN p_queues VARCHAR(300), OUT p_next_queue VARCHAR(30), OUT p_next_job BIGINT UNSIGNED)
BEGIN
    UPDATE parcel SET told = CONCAT_WS(' ', told, p_what, (SELECT error_code FROM job WHERE job_id = p_job))
        WHERE tenant_id = p_tenant AND parcel_id = p_parcel;
END//
CREATE OR REPLACE FUNCTION parcel_job(p_tenant INT UNSIGNED, p_parcel UUID) RETURNS BIGINT UNSIGNED
BEGIN
    DECLARE v_job BIGINT UNSIGNED;
    DECLARE v_new BOOLEAN;
    CALL job_add(p_tenant, queue_of('maintenance'), 'send', 'parcel', p_parcel, 'by air', NULL, NULL, 5, NULL, NULL, NULL,
        FALSE, NULL, v_job, v_new);
    RETURN v_job;
END//
DELIMITER ;
SET @parcel = test_id('parcel'), @other_parcel = test_id('another'), @tenant = (SELECT tenant_id FROM tenant WHERE slug = 'example');
CALL subject_add(@tenant, 'parcel', @parcel);
CALL subject_add(@tenant, 'parcel', @other_parcel);
INSERT INTO parcel (tenant_id, parcel_id) VALUES (@tenant, @parcel), (@tenant, @other_parcel);

SET @first = parcel_job(@tenant, @parcel);
CALL jobs_claim(7, 'maintenance', 1, '[]');
CALL assert_equals('begun', (SELECT told FROM parcel WHERE parcel_id = @parcel), ' begun');
CALL attempt_fail(@first, 7, 1, 'no_stamp', 'x', TRUE, NULL);
CALL assert_equals('gave up', (SELECT told FROM parcel WHERE parcel_id = @parcel), ' begun gave_up no_stamp');
CALL job_requeue(@first);
CALL jobs_claim(7, 'maintenance', 1, '[]');
START TRANSACTION;
CALL job_finish(@first, 7, 2, '');
COMMIT;
CALL assert_equals('done', (SELECT told FROM parcel WHERE parcel_id = @parcel),
    ' begun gave_up no_stamp requeued no_stamp begun no_stamp done no_stamp');
SET @second = parcel_job(@tenant, @other_parcel);
CALL job_cancel(@second);
CALL assert_equals('cancelled', (SELECT told FROM parcel WHERE parcel_id = @other_parcel), ' cancelled');
CALL assert_equals('shown', (SELECT CONCAT_WS(' ', subject_kind, label, outcome) FROM job WHERE job_id = @second), 'parcel by air cancelled');

-- Deleted while its job waits: the job ends with a reason, no other begins, and what is told of it stays.
SET @third = parcel_job(@tenant, @other_parcel);
START TRANSACTION;
CALL subject_deleted(@tenant, 'parcel', @other_parcel);
DELETE FROM parcel WHERE parcel_id = @other_parcel;
COMMIT;
CALL assert_equals('ended', (SELECT CONCAT_WS(' ', outcome, error_code) FROM job WHERE job_id = @third), 'cancelled subject_deleted');
CALL assert_refused('SET @fourth = parcel_job(@tenant, @other_parcel)', '45409', 'subject_deleted');
CALL assert_refused('CALL job_requeue(@third)', '45409', 'subject_deleted');
UPDATE subject SET deleted_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR WHERE subject_id = @other_parcel;
CALL sweep();
CALL assert_equals('kept while a job tells of it', (SELECT COUNT(*) FROM subject WHERE subject_id = @other_parcel), 1);
DELETE FROM job WHERE subject_id = @other_parcel;
CALL sweep();
CALL assert_equals('forgotten', (SELECT COUNT(*) FROM subject WHERE subject_id = @other_parcel), 0);

DELETE FROM job WHERE subject_kind = 'parcel';
DROP TABLE parcel;
DROP PROCEDURE parcel_told;
DROP FUNCTION parcel_job;
DELETE FROM subject WHERE subject_kind = 'parcel';
DELETE FROM subject_kind WHERE subject_kind = 'parcel';
