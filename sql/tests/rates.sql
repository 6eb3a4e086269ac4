-- Requests are handed out in blocks, and never more in a window than the limit says.

DELIMITER //
CREATE OR REPLACE PROCEDURE take(IN p_times INT) BEGIN
    WHILE p_times > 0 DO CALL rate_take(@key); SET p_times = p_times - 1; END WHILE;
END//
CREATE OR REPLACE PROCEDURE take_address(IN p_address VARCHAR(45), IN p_times INT) BEGIN
    WHILE p_times > 0 DO CALL address_take(p_address); SET p_times = p_times - 1; END WHILE;
END//
DELIMITER ;

CALL take(99);
CALL assert_equals('one at a time', (SELECT used FROM key_window), 99);
CALL take(1);
CALL take(5);
CALL assert_equals('never above the limit', (SELECT used FROM key_window), 100);

-- A window begins with its first request, and the next with the first after its end.
UPDATE key_window SET started_at = NOW(6) - INTERVAL 890 SECOND;
CALL take(1);
CALL assert_equals('in its last seconds', (SELECT used FROM key_window), 100);
UPDATE key_window SET started_at = NOW(6) - INTERVAL 900 SECOND;
CALL take(1);
CALL assert_equals('in the next window', (SELECT used FROM key_window), 1);
CALL assert_equals('begins now', (SELECT started_at >= NOW(6) - INTERVAL 10 SECOND FROM key_window), 1);

-- A larger limit, in larger blocks; a key's own limit goes before its tenant's.
CALL tenant_package('example', 'business');
CALL take(1);
CALL assert_equals('a hundredth', (SELECT used FROM key_window), 601);
UPDATE api_key SET requests = 1000, period_s = 60 WHERE key_id = @key_id;
CALL take(1);
CALL assert_equals('of the key''s own', (SELECT used FROM key_window), 611);
UPDATE api_key SET requests = 3, period_s = 60 WHERE key_id = @key_id;
CALL take(1);
CALL assert_equals('a limit that was lowered in mid-window', (SELECT used FROM key_window), 3);
CALL assert_refused('UPDATE api_key SET period_s = NULL WHERE key_id = @key_id', '23000', NULL);

-- Only a key that holds has any.
CALL assert_refused('CALL rate_take(UNHEX(SHA2(''unknown'', 256)))', '45401', 'key_invalid');
CALL key_revoke('example', @key_id);
CALL assert_refused('CALL rate_take(@key)', '45401', 'key_revoked');

-- Addresses count apart from keys and from each other.
CALL take_address('192.0.2.1', 120);
CALL take_address('2001:db8:1:2::', 3);
CALL assert_equals('addresses', (SELECT GROUP_CONCAT(INET6_NTOA(address), ' ', used ORDER BY address) FROM address_window),
    '2001:db8:1:2:: 3,192.0.2.1 100');
UPDATE address_window SET started_at = NOW(6) - INTERVAL 900 SECOND, ends_at = NOW(6) - INTERVAL 1 SECOND
    WHERE address = INET6_ATON('192.0.2.1');
CALL requests_sweep();
CALL assert_equals('swept', (SELECT GROUP_CONCAT(INET6_NTOA(address)) FROM address_window), '2001:db8:1:2::');

DROP PROCEDURE take;
DROP PROCEDURE take_address;
