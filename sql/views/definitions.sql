-- my_document_types: the types that the tenant defined, or extended.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_document_types AS
SELECT * FROM (
    SELECT name, base, SUBSTRING_INDEX(pipeline, ':', -1) AS pipeline, min_quality, min_accuracy, created_at
    FROM document_type FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_document_type_fields: their fields.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_document_type_fields AS
SELECT * FROM (
    SELECT document_type, name, position, kind, required, labels, prompt_hint, min_confidence
    FROM document_type_field FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant) AND removed_at IS NULL) x;

-- my_keyword_rules: their keyword rules.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_keyword_rules AS
SELECT * FROM (
    SELECT document_type, name, phrase, effect, COALESCE(target_type, tag) AS value
    FROM keyword_rule FORCE INDEX (PRIMARY)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_pipelines: the tenant's own pipelines.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_pipelines AS
SELECT * FROM (
    SELECT name, initial_status, total_steps
    FROM pipeline FORCE INDEX (tenant)
    WHERE tenant_id = (SELECT tenant_id FROM own_tenant)) x;

-- my_pipeline_steps: their steps in order.
-- account: tenant_admin
CREATE OR REPLACE SQL SECURITY DEFINER VIEW my_pipeline_steps AS
SELECT * FROM (
    SELECT p.name AS pipeline, s.position, s.step,
        (SELECT q.name FROM queue q WHERE q.queue_id = s.queue_id) AS queue
    FROM pipeline p FORCE INDEX (tenant)
    STRAIGHT_JOIN pipeline_step s FORCE INDEX (PRIMARY) ON s.pipeline = p.pipeline
    WHERE p.tenant_id = (SELECT tenant_id FROM own_tenant)) x;
