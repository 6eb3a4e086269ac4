-- A tenant's documents are read in its own languages, else in the installation's.

CALL assert_equals('none of its own', (SELECT languages FROM tenant WHERE slug = 'example'), NULL);
CALL tenant_languages('example', 'eng+swe');
CALL assert_equals('its own', (SELECT languages FROM tenant WHERE slug = 'example'), 'eng+swe');
CALL assert_refused("CALL tenant_languages('example', 'eng; rm')", '45422', 'languages_invalid');
CALL assert_refused("CALL tenant_languages('example', 'eng+')", '45422', 'languages_invalid');
CALL assert_refused("CALL tenant_languages('example', 'eng\\n')", '45422', 'languages_invalid');
SET @longest = CONCAT_WS('+', REPEAT('a', 20), REPEAT('b', 20), REPEAT('c', 20), REPEAT('d', 20), REPEAT('e', 16));
CALL tenant_languages('example', @longest);
CALL assert_equals('as long as may be', (SELECT languages FROM tenant WHERE slug = 'example'), @longest);
CALL assert_refused("CALL tenant_languages('example', CONCAT(@longest, 'e'))", '45422', 'languages_invalid');
CALL assert_refused("CALL tenant_languages('nobody', 'eng')", '45404', 'tenant_unknown');
CALL tenant_languages('example', NULL);
CALL assert_equals('none again', (SELECT languages FROM tenant WHERE slug = 'example'), NULL);
