-- Whatever the clock of the session, what is written is UTC, and what has expired stays so.

SET time_zone = '-11:00';
CALL job_create('example', 'maintenance', 'probe', NULL, 5, 60, NULL, NULL);
CALL assert_equals('due in a minute', (SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), due) BETWEEN 55 AND 60 FROM job_live
    WHERE state = 'scheduled'), TRUE);
CALL assert_equals('made now', (SELECT ABS(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), created_at)) < 5 FROM job
    ORDER BY job_id DESC LIMIT 1), TRUE);
CALL assert_equals('noted now', (SELECT ABS(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), at)) < 5 FROM audit
    ORDER BY audit_id DESC LIMIT 1), TRUE);
UPDATE api_key SET expires_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR WHERE key_hash = @key;
CALL assert_refused('CALL usage_get(@key)', '45401', 'key_expired');
SET time_zone = '+13:00';
UPDATE api_key SET expires_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE key_hash = @key;
CALL usage_get(@key);
CALL assert_equals('the tenant', authorize(@key, NULL), tenant_of('example'));
SET time_zone = '+00:00';
