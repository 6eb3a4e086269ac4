-- my_documents: the documents and where they stand.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_documents AS
SELECT * FROM (
    SELECT document_id, SUBSTRING_INDEX(pipeline, ':', -1) AS pipeline, document_type, status, filename, priority, page_count,
        text_length, confidence, quality_score, predicted_accuracy, needs_review, findings, error_code, error_detail,
        created_at, started_at, updated_at, finished_at
    FROM document FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_fields: what was read in them.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_fields AS
SELECT * FROM (
    SELECT document_id, name, kind, value, raw, page, box_left, box_top, box_right, box_bottom, confidence, source, rule
    FROM field FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_tags: what keyword rules hung on them.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_tags AS
SELECT * FROM (
    SELECT document_id, tag
    FROM document_tag FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_events: the log; an event is seen a second or two after it happened.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_events AS
SELECT * FROM (
    SELECT seq, type, IF(subject_kind = 'document', subject_id, NULL) AS document_id, payload, created_at, subject_kind,
        subject_id
    FROM event FORCE INDEX (seq)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant) AND seq IS NOT NULL) x;

-- my_jobs: what is done or was done to them; older ones have left for good.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_jobs AS
SELECT * FROM (
    SELECT j.kind, (SELECT q.name FROM queue q WHERE q.queue_id = j.queue_id) AS queue,
        IF(j.subject_kind = 'document', j.subject_id, NULL) AS document_id, s.part,
        COALESCE(j.outcome, l.state) AS state, j.priority, j.created_at, j.finished_at,
        COALESCE(l.failures, j.failures) AS failures, COALESCE(l.crashes, j.crashes) AS crashes, j.error_code,
        j.error_detail, j.subject_kind, j.subject_id, j.label
    FROM job j FORCE INDEX (PRIMARY)
    LEFT JOIN step_job s FORCE INDEX (PRIMARY) ON s.tenant_id = j.tenant_id AND s.job_id = j.job_id
    LEFT JOIN job_live l FORCE INDEX (job) ON l.tenant_id = j.tenant_id AND l.job_id = j.job_id
    WHERE j.tenant_id = (SELECT tenant_id FROM own_tenant)) x;
