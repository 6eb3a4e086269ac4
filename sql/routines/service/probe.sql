DELIMITER //

-- probe_complete: the effect of a probe: an event with the job's number and the microsecond since 1970 at which the worker
-- began. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL probe_complete(@job, @worker, @fence, 1795248000000000)
CREATE OR REPLACE PROCEDURE probe_complete(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_started_us BIGINT)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    CALL transaction_required();
    CALL event_add(v_tenant, 'probe.completed', NULL, NULL, JSON_OBJECT('job', CAST(p_job AS SIGNED), 'started_us', CAST(p_started_us AS SIGNED)));
END//
