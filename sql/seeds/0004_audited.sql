-- The tables that an administrator or a client can change by hand; docket migrate gives each its triggers. tenant_queue and
-- job_limit, which every job changes, have none, because each would pay for them: their routines tell.

INSERT INTO audited_table (name, object_columns, secret_columns, service_columns) VALUES
    ('tenant', 'slug', '', ''),
    ('api_key', 'key_id', 'key_hash,tenant_active', ''),
    ('package', 'package', '', ''),
    ('tenant_quota', 'tenant_id', '', ''),
    ('address_policy', 'policy', '', ''),
    ('queue', 'name', '', ''),
    ('schedule', 'name', '', 'next_at,last_at,error'),
    ('tenant_pause', 'tenant_id', '', ''),
    ('pipeline', 'pipeline', '', ''),
    ('pipeline_step', 'pipeline,position', '', ''),
    ('document_status', 'pipeline,status', '', ''),
    ('field_type', 'pipeline,name', '', ''),
    ('step', 'step', '', ''),
    ('step_queue', 'step', '', ''),
    ('secret', 'name', 'value', ''),
    ('event_keep', 'for_tenant', '', ''),
    ('audited_table', 'name', '', '')
ON DUPLICATE KEY UPDATE object_columns = VALUES(object_columns), secret_columns = VALUES(secret_columns),
    service_columns = VALUES(service_columns);
