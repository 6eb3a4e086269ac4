-- A key opens what its scopes say, until it expires or is revoked.

CALL assert_refused('CALL document_progress(UNHEX(SHA2(''unknown'', 256)), @document)', '45401', 'key_invalid');
CALL assert_refused('CALL document_progress(NULL, @document)', '45401', 'key_invalid');

SET @reader = UNHEX(SHA2('reader', 256));
CALL key_create('example', test_id('reader'), @reader, 'dk_read', 'reader', 'documents:read', 1);
CALL document_progress(@reader, @document);
CALL assert_refused('CALL upload_begin(@reader)', '45403', 'scope_missing');
CALL assert_refused('CALL add_document(@reader, ''x'', 5)', '45403', 'scope_missing');

SET @writer = UNHEX(SHA2('writer', 256));
CALL key_create('example', test_id('writer'), @writer, 'dk_writ', 'writer', 'documents:write', NULL);
CALL upload_begin(@writer);
CALL assert_refused('CALL document_show(@writer, @document)', '45403', 'scope_missing');

UPDATE api_key SET expires_at = NOW(6) WHERE key_hash = @reader;
CALL assert_refused('CALL document_progress(@reader, @document)', '45401', 'key_expired');

CALL key_revoke('example', test_id('writer'));
CALL assert_refused('CALL upload_begin(@writer)', '45401', 'key_revoked');

SET @new = UNHEX(SHA2('new', 256));
CALL assert_refused('CALL key_create(''example'', test_id(''k''), @new, ''dk'', ''k'', ''documents:all'', NULL)',
    '45422', 'scopes_invalid');
CALL assert_refused('CALL key_create(''example'', test_id(''k''), @new, ''dk'', ''k'', '''', NULL)',
    '45422', 'scopes_invalid');

UPDATE tenant SET active = FALSE WHERE slug = 'example';
CALL assert_refused('CALL document_progress(@key, @document)', '45401', 'key_invalid');
