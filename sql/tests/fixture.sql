-- A small world for the examples in the routines' headers: one tenant with a key, a document in mid-pipeline whose job
-- this @worker holds, one that failed in @failed with an earlier version, and a link. The generator runs it before each
-- example, in a database of its own.

SET foreign_key_checks = 0;
DELETE FROM event;
DELETE FROM event_head;
UPDATE event_log SET last_position = 0;
DELETE FROM event_keep WHERE for_tenant > 0;
TRUNCATE TABLE version_field;
TRUNCATE TABLE document_version;
DELETE FROM einvoice;
DELETE FROM line_item;
DELETE FROM tax_subtotal;
DELETE FROM field;
DELETE FROM document_tag;
DELETE FROM prediction;
DELETE FROM page;
DELETE FROM job_limit_waiting;
DELETE FROM job_unique;
DELETE FROM job_live;
DELETE FROM step_job;
DELETE FROM job;
DELETE FROM job_history;
DELETE FROM job_limit_turn;
DELETE FROM job_limit_tenant;
DELETE FROM job_limit;
DELETE FROM schedule;
DELETE FROM tenant_pause;
DELETE FROM tenant_queue;
DELETE FROM queue_clock;
DELETE FROM queue_minute;
DELETE FROM queue_histogram;
DELETE FROM worker_total;
UPDATE queue SET paused_at = NULL, lease_s = 60, max_crashes = 3, step_key = NULL;
DELETE FROM document;
DELETE FROM subject;
DELETE FROM media;
DELETE FROM keyword_rule;
DELETE FROM document_type_field;
DELETE FROM document_type;
DELETE FROM pipeline_step WHERE pipeline LIKE '%:%';
DELETE FROM document_status WHERE pipeline LIKE '%:%';
DELETE FROM pipeline WHERE tenant_id IS NOT NULL;
DELETE FROM worker;
DELETE FROM idempotency;
DELETE FROM key_window;
DELETE FROM address_window;
DELETE FROM tenant_usage;
DELETE FROM tenant_storage;
DELETE FROM tenant_quota;
DELETE FROM api_key;
DELETE FROM tenant_migration;
DELETE FROM tenant_admin;
DELETE FROM tenant;
TRUNCATE TABLE audit;
SET foreign_key_checks = 1;

SET @key = UNHEX(SHA2('dk_fixture', 256));
SET @key_id = '0193a1b2-1111-7000-8000-000000000001';
SET @document = '0193a1b2-1111-7000-8000-000000000002';
SET @media = '0193a1b2-1111-7000-8000-000000000003';
SET @failed = '0193a1b2-1111-7000-8000-000000000004';
SET @worker = 4242;

CALL tenant_create('0193a1b2-1111-7000-8000-000000000000', 'example', 'Example');
CALL key_create('example', @key_id, @key, 'dk_fixt', 'fixture', 'documents:read,documents:write', NULL);
CALL tenant_admin_create('example', NULL);
-- And who runs this is an administrator of the tenant's too, whatever its name is.
SET check_constraint_checks = 0;
INSERT INTO tenant_admin (account, tenant_id)
    SELECT SUBSTRING_INDEX(SESSION_USER(), '@', 1), tenant_id FROM tenant WHERE slug = 'example'
    ON DUPLICATE KEY UPDATE tenant_id = VALUES(tenant_id);
SET check_constraint_checks = 1;
CALL tenant_migration_begin('0001_first.sql', 1, 1, REPEAT('ab', 32));
CALL document_type_set('letter', NULL, NULL);
CALL document_type_field_set('invoice', 'cost_centre', 'text', FALSE, JSON_ARRAY('Cost centre'), NULL, NULL);
CALL keyword_rule_set('invoice', 'reminder', 'second reminder', 'review', NULL);
CALL pipeline_set('short', 'preprocess,ocr');
CALL worker_register(@worker, 'localhost', 1, 'preprocessing:1', 'preprocess,probe');
CALL document_create(@key, @document, @media, UNHEX(SHA2('file', 256)), 'application/pdf', 4, 'uploads/0193a1b2-1111-7000-8000-000000000000/original',
    'fixture.pdf', NULL, 'invoice', 5);
CALL jobs_claim(@worker, 'preprocessing', 1, '[]');
SELECT job_id, fence INTO @job, @fence FROM job_live WHERE worker_id = @worker;
START TRANSACTION;
CALL page_add(@job, @worker, @fence, 1, 2480, 3508, 300, 'text', NULL, NULL);
CALL page_read(@job, @worker, @fence, 1, 2480, 3508, 300, 'text', 1, 1,
    '[{"id":0,"text":"INV-1","box":[10,10,90,30],"confidence":1,"line":0}]', NULL);
CALL document_read(@job, @worker, @fence, 5, 1, 'results/fixture/result.html');
CALL predictions_put(@job, @worker, @fence, '[{"name":"invoice_number","raw":"INV-1","page":1,"box":[10,10,90,30],
    "words":[0],"confidence":"0.9","source":"rules","rule":"label"}]');
CALL fields_put(@job, @worker, @fence, '[{"name":"invoice_number","kind":"text","value":"INV-1","raw":"INV-1","page":1,
    "box":[10,10,90,30],"words":[0],"confidence":"0.9","source":"rules","rule":"label"}]');
CALL einvoice_put(@job, @worker, @fence, '{"invoice":null}', '{"syntax":"ubl"}');
CALL line_items_put(@job, @worker, @fence, '[{"number":1,"name":"Pump","quantity":"2","net_amount":"20.00"}]');
CALL tax_subtotals_put(@job, @worker, @fence, '[{"number":1,"category":"S","rate":"19","taxable_amount":"20.00"}]');
INSERT INTO subject (tenant_id, subject_kind, subject_id) SELECT tenant_id, 'document', @failed FROM document WHERE document_id = @document;
INSERT INTO document (tenant_id, document_id, media_id, pipeline, status, filename, error_code, error_detail)
    SELECT tenant_id, @failed, media_id, pipeline, 'ocr_error', 'failed.pdf', 'unreadable', 'Send another copy.'
    FROM document WHERE document_id = @document;
INSERT INTO page (tenant_id, document_id, number, width, height, dpi, source)
    SELECT tenant_id, @failed, 1, 1, 1, 300, 'text' FROM document WHERE document_id = @failed;
SELECT tenant_id INTO @tenant FROM tenant WHERE slug = 'example';
CALL version_keep(@tenant, @failed, 'ocr', CONCAT('key:', @key_id), @version);
SET @version = NULL;
COMMIT;
CALL schedule_set('example', 'fixture', '0 3 * * *', 'maintenance', 'probe', NULL, 5);
SET @schedule = (SELECT schedule_id FROM schedule JOIN tenant USING (tenant_id) WHERE slug = 'example');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, NULL);
SET @failed_job = (SELECT MAX(job_id) FROM job);
CALL job_cancel(@failed_job);
SET @token = CONCAT_WS('.', '0193a1b2-1111-7000-8000-000000000000', @document, UNIX_TIMESTAMP() + 3600,
    result_signature('0193a1b2-1111-7000-8000-000000000000', @document, UNIX_TIMESTAMP() + 3600));
