DELIMITER //

-- document_open: what a job needs to know of the document that it is about: its file, and for a step's part the page. month is
-- that of the upload, as in the folders of files; languages NULL: the installation's. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   document_id UUID
--   media_type VARCHAR
--   storage_key VARCHAR
--   filename VARCHAR
--   month VARCHAR
--   part INT?
--   languages VARCHAR?
-- example: CALL document_open(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE document_open(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT lease_tenant(p_job, p_worker, p_fence);
    SELECT d.document_id, m.type AS media_type, m.storage_key, d.filename, DATE_FORMAT(d.created_at, '%Y-%m') AS month,
            CAST(s.part AS SIGNED) AS part, t.languages
        FROM job j
        JOIN document d ON d.tenant_id = j.tenant_id AND d.document_id = j.subject_id
        JOIN media m ON m.tenant_id = d.tenant_id AND m.media_id = d.media_id
        JOIN tenant t ON t.tenant_id = d.tenant_id
        LEFT JOIN step_job s ON s.tenant_id = j.tenant_id AND s.job_id = j.job_id
        WHERE j.tenant_id = v_tenant AND j.job_id = p_job AND j.subject_kind = 'document';
END//
