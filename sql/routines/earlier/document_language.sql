DELIMITER //

-- job_languages: the languages that the job's document is to be read in; NULL: the installation's. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: one
--   languages VARCHAR?
-- example: CALL job_languages(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE job_languages(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    SELECT languages FROM tenant WHERE tenant_id = v_tenant;
END//
