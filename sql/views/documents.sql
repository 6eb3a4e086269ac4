-- my_documents: the documents and where they stand.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_documents AS
SELECT document_id, SUBSTRING_INDEX(pipeline, ':', -1) AS pipeline, document_type, status, filename, priority, page_count,
    text_length, confidence, quality_score, predicted_accuracy, needs_review, findings, error_code, error_detail,
    created_at, started_at, updated_at, finished_at
FROM document FORCE INDEX (PRIMARY)
WHERE tenant_id = (SELECT tenant_id FROM own_tenant);

-- my_fields: what was read in them.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_fields AS
SELECT document_id, name, kind, value, raw, page, box_left, box_top, box_right, box_bottom, confidence, source, rule
FROM field FORCE INDEX (PRIMARY)
WHERE tenant_id = (SELECT tenant_id FROM own_tenant);

-- my_tags: what keyword rules hung on them.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_tags AS
SELECT document_id, tag
FROM document_tag FORCE INDEX (PRIMARY)
WHERE tenant_id = (SELECT tenant_id FROM own_tenant);

-- my_events: the log.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_events AS
SELECT seq, type, document_id, payload, created_at
FROM event FORCE INDEX (PRIMARY)
WHERE tenant_id = (SELECT tenant_id FROM own_tenant);
