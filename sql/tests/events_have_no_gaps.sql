-- A number that a rolled back transaction had taken is taken by the next.

SET @tenant = (SELECT tenant_id FROM tenant WHERE slug = 'example');
SET @head = (SELECT last_seq FROM event_head WHERE tenant_id = @tenant);

SAVEPOINT before_it;
CALL event_add(@tenant, 'test.undone', @document, '{}');
CALL event_add(@tenant, 'test.undone', @document, '{}');
ROLLBACK TO before_it;
CALL event_add(@tenant, 'test.done', @document, '{}');

CALL assert_equals('head', (SELECT last_seq FROM event_head WHERE tenant_id = @tenant), @head + 1);
CALL assert_equals('type of the last',
    (SELECT type FROM event WHERE tenant_id = @tenant AND seq = @head + 1), 'test.done');
CALL assert_equals('rows', (SELECT COUNT(*) FROM event WHERE tenant_id = @tenant), @head + 1);

-- Another tenant counts for itself.
CALL tenant_create(test_id('other'), 'other', 'Other');
SET @other = (SELECT tenant_id FROM tenant WHERE slug = 'other');
CALL event_add(@other, 'test.done', NULL, '{}');
CALL assert_equals('first of another tenant', (SELECT seq FROM event WHERE tenant_id = @other), 1);
