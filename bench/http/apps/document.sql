SELECT d.status, s.name AS status_name, s.description AS status_description, s.step_number, s.total_steps,
    d.quality_score, d.needs_review, d.error_code, d.error_detail, d.created_at, d.updated_at
FROM document d
JOIN document_status s ON s.pipeline = d.pipeline AND s.status = d.status
WHERE d.tenant_id = ? AND d.document_id = ?
