-- A unique key answers with the job that has not ended, and is free again when that ends.

CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, 'nightly', NULL);
SET @first = (SELECT job_id FROM job_unique WHERE unique_key = 'nightly');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, 'nightly', NULL);
CALL assert_equals('no second one', (SELECT COUNT(*) FROM job WHERE unique_key = 'nightly'), 1);
CALL assert_equals('counted once', (SELECT ready FROM tenant_queue JOIN queue USING (queue_id)
    WHERE name = 'maintenance'), 1);

CALL jobs_claim(7, 'maintenance', 1, '[]');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, 'nightly', NULL);
CALL assert_equals('nor while it runs', (SELECT COUNT(*) FROM job WHERE unique_key = 'nightly'), 1);
CALL jobs_claim(7, 'maintenance', 0, CONCAT('[[', @first, ',1]]'));
CALL assert_equals('it ended', (SELECT outcome FROM job WHERE job_id = @first), 'done');
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, 'nightly', NULL);
CALL assert_equals('a new one', (SELECT COUNT(*) FROM job WHERE unique_key = 'nightly'), 2);

-- Another tenant's key of the same name is another key.
CALL tenant_create(test_id('other'), 'other', 'Other');
CALL job_create('other', 'maintenance', 'probe', NULL, 5, NULL, 'nightly', NULL);
CALL assert_equals('one each', (SELECT COUNT(*) FROM job_unique WHERE unique_key = 'nightly'), 2);

-- A cancelled one cannot come back beside its successor.
SET @second = (SELECT job_id FROM job_unique JOIN tenant USING (tenant_id)
    WHERE slug = 'example' AND unique_key = 'nightly');
CALL job_cancel(@second);
CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, 'nightly', NULL);
CALL assert_refused('CALL job_requeue(@second)', '45409', 'job_exists');
