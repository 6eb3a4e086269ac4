-- A tenant gets what its package allows, or less where it chose so; a refusal counts nothing.

SET @tenant = (SELECT tenant_id FROM tenant WHERE slug = 'example');
CALL assert_equals('a new tenant', (SELECT package FROM tenant WHERE tenant_id = @tenant), 'standard');
CALL assert_equals('the fixture''s document was counted',
    (SELECT CONCAT_WS(' ', documents, bytes) FROM tenant_usage JOIN tenant_storage USING (tenant_id)), '1 4');

-- Its own quota is within its package.
CALL assert_refused('CALL quota_apply(@tenant, 10001, NULL, NULL, NULL)', '45422', 'quota_above_package');
CALL assert_refused('CALL quota_apply(@tenant, NULL, NULL, 101, NULL)', '45422', 'quota_above_package');
CALL assert_refused('CALL quota_apply(@tenant, NULL, NULL, NULL, 9)', '45422', 'quota_above_package');
CALL assert_refused('CALL quota_apply(@tenant, NULL, (50 << 30) + 1, NULL, NULL)', '45422', 'quota_above_package');
CALL assert_refused('CALL quota_apply(@tenant, NULL, NULL, 0, NULL)', '45422', 'quota_invalid');
CALL quota_apply(@tenant, 2, NULL, NULL, 3);
CALL assert_equals('jobs at once', tenant_window_of(@tenant, 1000, NULL), 3);

-- Documents, to the one.
SET @before = (SELECT COUNT(*) FROM document);
CALL add_document(@key, 'second', 5);
CALL assert_refused('CALL add_document(@key, ''third'', 5)', '45429', 'quota_documents_exceeded');
CALL assert_refused('CALL upload_begin(@key)', '45429', 'quota_documents_exceeded');
CALL assert_equals('documents counted', (SELECT documents FROM tenant_usage), 2);
CALL assert_equals('documents there', (SELECT COUNT(*) FROM document), @before + 1);
CALL assert_equals('bytes counted', (SELECT bytes FROM tenant_storage), (SELECT SUM(bytes) FROM media));

-- The next month begins at nought, and the last one stays to be looked at.
SET timestamp = UNIX_TIMESTAMP(LAST_DAY(UTC_DATE()) + INTERVAL 1 DAY) - 1;
CALL assert_refused('CALL add_document(@key, ''third'', 5)', '45429', 'quota_documents_exceeded');
SET timestamp = UNIX_TIMESTAMP(LAST_DAY(UTC_DATE()) + INTERVAL 1 DAY);
CALL upload_begin(@key);
CALL add_document(@key, 'third', 5);
CALL assert_equals('by month', (SELECT GROUP_CONCAT(documents ORDER BY month) FROM tenant_usage), '2,1');
SET timestamp = DEFAULT;

-- Storage: the same bytes count once, and once more for another tenant.
CALL quota_apply(@tenant, NULL, 10, NULL, NULL);
SET @used = (SELECT bytes FROM tenant_storage WHERE tenant_id = @tenant);
CALL document_create(@key, test_id('same'), test_id('another media'), UNHEX(SHA2('file', 256)), 'application/pdf', 4,
    'uploads/0193a1b2-1111-7000-8000-000000000000/x', 'a.pdf', NULL, 'invoice', 5);
CALL assert_equals('bytes held already', (SELECT bytes FROM tenant_storage WHERE tenant_id = @tenant), @used);
CALL assert_refused('CALL document_create(@key, test_id(''large''), test_id(''large media''), UNHEX(SHA2(''large'', 256)),
    ''application/pdf'', 11 - @used, ''uploads/0193a1b2-1111-7000-8000-000000000000/x'', ''a.pdf'', NULL, ''invoice'', 5)', '45413', 'quota_storage_exceeded');
CALL upload_begin(@key);
CALL document_create(@key, test_id('fits'), test_id('fitting media'), UNHEX(SHA2('fits', 256)), 'application/pdf',
    10 - @used, 'uploads/0193a1b2-1111-7000-8000-000000000000/x', 'a.pdf', NULL, 'invoice', 5);
CALL assert_equals('full', (SELECT bytes FROM tenant_storage WHERE tenant_id = @tenant), 10);
CALL assert_refused('CALL upload_begin(@key)', '45413', 'quota_storage_exceeded');
CALL assert_equals('bytes are those of the files', (SELECT bytes FROM tenant_storage WHERE tenant_id = @tenant),
    (SELECT SUM(bytes) FROM media WHERE tenant_id = @tenant));

-- A package counts at once, and a quota above it counts no more.
CALL quota_apply(@tenant, 5000, NULL, NULL, 8);
CALL tenant_package('example', 'free');
CALL tenant_limits(@tenant, @documents, @storage, @requests, @period, @concurrency);
CALL assert_equals('the lower of both', CONCAT_WS(' ', @documents, @storage, @requests, @period, @concurrency),
    CONCAT_WS(' ', 100, 1 << 30, 100, 900, 2));
CALL assert_refused('CALL tenant_package(''example'', ''none'')', '45404', 'package_unknown');
CALL assert_refused('CALL tenant_package(''none'', ''free'')', '45404', 'tenant_unknown');
CALL assert_refused('CALL tenant_create_in(test_id(''t''), ''another'', ''Another'', ''none'')', '45404',
    'package_unknown');
CALL assert_equals('and no tenant', (SELECT COUNT(*) FROM tenant WHERE slug = 'another'), 0);
