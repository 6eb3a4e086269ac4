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

-- my_events: the log.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_events AS
SELECT * FROM (
    SELECT seq, type, document_id, payload, created_at
    FROM event FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_jobs: what is done or was done to them; older ones have left for good.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_jobs AS
SELECT * FROM (
    SELECT j.kind, (SELECT q.name FROM queue q WHERE q.queue_id = j.queue_id) AS queue, j.document_id, j.part,
        COALESCE(j.outcome, l.state) AS state, j.priority, j.created_at, j.finished_at,
        COALESCE(l.failures, j.failures) AS failures, COALESCE(l.crashes, j.crashes) AS crashes, j.error_code,
        j.error_detail
    FROM job j FORCE INDEX (PRIMARY)
    LEFT JOIN job_live l FORCE INDEX (job) ON l.tenant_id = j.tenant_id AND l.job_id = j.job_id
    WHERE j.tenant_id = (SELECT tenant_id FROM own_tenant)) x;
