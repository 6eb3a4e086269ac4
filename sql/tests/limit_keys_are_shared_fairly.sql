-- A key that tenants share: a backlog of one does not stand before another's job, and who cannot run holds no place.

CALL queue_limit('maintenance', NULL, 'provider', 2, NULL, NULL);
CALL tenant_create(test_id('other'), 'other', 'Other');
CALL queue_share('maintenance', 'example', NULL, 1000);
CALL queue_share('maintenance', 'other', NULL, 1000);
DELIMITER //
CREATE OR REPLACE PROCEDURE create_times(p_slug VARCHAR(63), p_times INT)
BEGIN
    WHILE p_times > 0 DO
        CALL job_create(p_slug, 'maintenance', 'probe', NULL, 5, NULL, NULL, 'provider');
        SET p_times = p_times - 1;
    END WHILE;
END//
CREATE OR REPLACE FUNCTION states_of(p_slug VARCHAR(63)) RETURNS TEXT READS SQL DATA
RETURN (SELECT GROUP_CONCAT(CONCAT(state, ' ', jobs) ORDER BY state SEPARATOR ', ') FROM (
    SELECT CAST(l.state AS CHAR) AS state, COUNT(*) AS jobs FROM job_live l JOIN tenant t USING (tenant_id)
    WHERE t.slug = p_slug AND l.limit_id IS NOT NULL GROUP BY l.state) s)//
DELIMITER ;
CALL create_times('example', 10);
CALL create_times('other', 1);
SET @limit = (SELECT limit_id FROM job_limit WHERE name = 'provider');
CALL assert_equals('the backlog came first', CONCAT(states_of('example'), '; ', states_of('other')),
    'ready 2, waiting 8; waiting 1');

-- The first place that is free is the other's.
CALL jobs_claim(7, 'maintenance', 1, '[]');
SET @first = (SELECT job_id FROM job_live WHERE worker_id = 7);
START TRANSACTION;
CALL job_finish(@first, 7, 1, '');
COMMIT;
CALL limit_admit(@limit);
CALL assert_equals('the other is next', states_of('other'), 'ready 1');

-- A paused tenant gives its places back, and gets none.
CALL queue_pause('maintenance', 'example', TRUE);
CALL assert_equals('it waits again', states_of('example'), 'waiting 9');
CALL create_times('other', 3);
CALL queue_tend('maintenance');
CALL assert_equals('others go on', states_of('other'), 'ready 2, waiting 2');
CALL assert_equals('counted', (SELECT CONCAT_WS(' ', admitted, waiting) FROM job_limit WHERE limit_id = @limit), '2 11');
CALL create_times('example', 1);
CALL assert_equals('a new one waits', states_of('example'), 'waiting 10');
CALL queue_pause('maintenance', 'example', FALSE);

-- A pause of the tenant everywhere does the same.
CALL queue_pause(NULL, 'other', TRUE);
CALL assert_equals('all of it waits', states_of('other'), 'waiting 4');
CALL queue_tend('maintenance');
CALL assert_equals('the first is back', states_of('example'), 'ready 2, waiting 8');
CALL queue_pause(NULL, 'other', FALSE);

-- One gets no more places than its window, which it could not use.
CALL queue_share('maintenance', 'example', NULL, 1);
CALL jobs_claim(8, 'maintenance', 1, '[]');
CALL jobs_claim(8, 'maintenance', 1, '[]');
CALL assert_equals('one runs', (SELECT COUNT(*) FROM job_live WHERE worker_id = 8), 1);
CALL queue_limit('maintenance', NULL, 'provider', 6, NULL, NULL);
CALL queue_tend('maintenance');
CALL assert_equals('the others came in', states_of('other'), 'ready 4');
CALL assert_equals('and no more of it', states_of('example'), 'ready 1, running 1, waiting 8');
CALL create_times('example', 1);
CALL assert_equals('nor new ones', states_of('example'), 'ready 1, running 1, waiting 9');

-- A limit that is set lower than what it let in lets in no more, and harms nothing.
CALL queue_limit('maintenance', NULL, 'provider', 2, NULL, NULL);
CALL queue_tend('maintenance');
CALL assert_equals('none more', (SELECT CONCAT_WS(' ', admitted, waiting) FROM job_limit WHERE limit_id = @limit), '6 9');
CALL queue_limit('maintenance', NULL, 'provider', 6, NULL, NULL);

-- A job that is given back while its tenant is paused waits again as the queues are tended.
CALL queue_pause('maintenance', 'example', TRUE);
SET @given_back = (SELECT job_id FROM job_live WHERE worker_id = 8);
CALL job_release(@given_back, 8, (SELECT fence FROM job_live WHERE job_id = @given_back));
CALL queue_tend('maintenance');
CALL assert_equals('its place is free', states_of('example'), 'waiting 11');
CALL queue_pause('maintenance', 'example', FALSE);
CALL queue_tend('maintenance');
CALL assert_equals('one of its own', states_of('example'), 'ready 1, waiting 10');
CALL queue_share('maintenance', 'example', NULL, 1000);
CALL queue_tend('maintenance');
CALL assert_equals('the counters hold', (SELECT CONCAT_WS(' ', waiting, ready, running) FROM tenant_queue
    JOIN tenant USING (tenant_id) WHERE slug = 'example' AND queue_id = queue_of('maintenance')), '9 2 0');
CALL assert_equals('by tenant too', (SELECT GROUP_CONCAT(CONCAT_WS(' ', slug, admitted) ORDER BY slug SEPARATOR ', ')
    FROM job_limit_tenant JOIN tenant USING (tenant_id) WHERE limit_id = @limit), 'example 2, other 4');
CALL jobs_claim(8, 'maintenance', 1, '[]');

-- A job that wrote nothing ends with the next claim, and its place is taken at once.
SET @held = (SELECT CONCAT('[[', job_id, ',', fence, ']]') FROM job_live WHERE worker_id = 8);
SET @ready = (SELECT COUNT(*) FROM job_live WHERE state = 'ready' AND limit_id = @limit);
CALL jobs_claim(8, 'maintenance', 0, @held);
CALL assert_equals('taken at once', (SELECT COUNT(*) FROM job_live WHERE state = 'ready' AND limit_id = @limit),
    @ready + 1);
