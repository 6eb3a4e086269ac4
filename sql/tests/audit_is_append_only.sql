-- Who changed what can be added to, and neither changed nor removed, even by an administrator's UPDATE or DELETE.

SET @noted = (SELECT COUNT(*) FROM audit);
CALL assert_equals('the fixture was noted', @noted >= 2, TRUE);
CALL assert_refused('UPDATE audit SET actor = ''nobody''', '45403', 'audit_is_append_only');
CALL assert_refused('DELETE FROM audit', '45403', 'audit_is_append_only');

CALL key_revoke('example', @key_id);
CALL assert_equals('a change is noted', (SELECT action FROM audit ORDER BY audit_id DESC LIMIT 1), 'api_key.change');
CALL key_revoke('example', @key_id);
CALL assert_equals('what changes nothing is not', (SELECT COUNT(*) FROM audit), @noted + 1);
