DELIMITER //

-- What an operator does with queues: docket queue, a crontab, or by hand with the mariadb client.

-- queue_of: the number of a queue. Errors: 45404 queue_unknown.
-- account: internal
CREATE OR REPLACE FUNCTION queue_of(p_queue VARCHAR(30)) RETURNS SMALLINT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_queue SMALLINT UNSIGNED DEFAULT (SELECT queue_id FROM queue WHERE name = p_queue);
    IF v_queue IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'queue_unknown'; END IF;
    RETURN v_queue;
END//

-- tenant_of: the number of a tenant. Errors: 45404 tenant_unknown.
-- account: internal
CREATE OR REPLACE FUNCTION tenant_of(p_tenant_slug VARCHAR(63)) RETURNS INT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT (SELECT tenant_id FROM tenant WHERE slug = p_tenant_slug);
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown'; END IF;
    RETURN v_tenant;
END//

-- job_owner: the tenant of a job, whose row is then locked: the live one, or else the job's.
-- Errors: 45404 job_unknown.
-- account: internal
CREATE OR REPLACE FUNCTION job_owner(p_job BIGINT UNSIGNED) RETURNS INT UNSIGNED
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET v_tenant = NULL;
    SELECT tenant_id INTO v_tenant FROM job_live WHERE job_id = p_job FOR UPDATE;
    IF v_tenant IS NULL THEN
        SELECT j.tenant_id INTO v_tenant FROM tenant t STRAIGHT_JOIN job j FORCE INDEX (PRIMARY)
            ON j.tenant_id = t.tenant_id AND j.job_id = p_job;
    END IF;
    IF v_tenant IS NULL THEN SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'job_unknown'; END IF;
    RETURN v_tenant;
END//
