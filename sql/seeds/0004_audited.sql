-- The tables that an administrator or a client can change by hand; docket migrate gives each its triggers.

INSERT INTO audited_table (name, object_columns, secret_columns) VALUES
    ('tenant', 'slug', ''),
    ('api_key', 'key_id', 'key_hash,tenant_active'),
    ('package', 'package', ''),
    ('tenant_quota', 'tenant_id', ''),
    ('address_policy', 'policy', ''),
    ('queue', 'name', ''),
    ('pipeline', 'pipeline', ''),
    ('pipeline_step', 'pipeline,position', ''),
    ('document_status', 'pipeline,status', ''),
    ('field_type', 'pipeline,name', ''),
    ('secret', 'name', 'value'),
    ('audited_table', 'name', '')
ON DUPLICATE KEY UPDATE object_columns = VALUES(object_columns), secret_columns = VALUES(secret_columns);
