-- A tenant's documents are read in its own languages, else in the installation's.

CALL assert_equals('none of its own', (SELECT languages FROM tenant WHERE slug = 'example'), NULL);
CALL tenant_languages('example', 'eng+swe');
CALL assert_equals('its own', (SELECT languages FROM tenant WHERE slug = 'example'), 'eng+swe');
CALL assert_refused("CALL tenant_languages('example', 'eng; rm')", '45422', 'languages_invalid');
CALL assert_refused("CALL tenant_languages('example', 'eng+')", '45422', 'languages_invalid');
CALL assert_refused("CALL tenant_languages('nobody', 'eng')", '45404', 'tenant_unknown');
CALL tenant_languages('example', NULL);
CALL assert_equals('none again', (SELECT languages FROM tenant WHERE slug = 'example'), NULL);
