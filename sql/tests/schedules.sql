-- Each time of a recurring job makes one job, however many workers look; none while the last has not ended.

SET @at = '2026-11-21 03:00:00';
CALL schedule_advance(@schedule, NULL, @at, NULL);
CALL assert_equals('worked out', (SELECT next_at FROM schedule WHERE name = 'fixture'), @at);
CALL schedule_advance(@schedule, @at, '2026-11-22 03:00:00', NULL);
CALL schedule_advance(@schedule, @at, '2026-11-22 03:00:00', NULL);
CALL assert_equals('one job', (SELECT COUNT(*) FROM job WHERE unique_key = 'schedule:fixture'), 1);
CALL schedule_advance(@schedule, '2026-11-22 03:00:00', '2026-11-23 03:00:00', NULL);
CALL assert_equals('not over', (SELECT COUNT(*) FROM job WHERE unique_key = 'schedule:fixture'), 1);
CALL jobs_claim(7, 'maintenance', 1, '[]');
SET @run = (SELECT job_id FROM job_live WHERE worker_id = 7);
CALL jobs_claim(7, 'maintenance', 0, CONCAT('[[', @run, ',1]]'));
CALL schedule_advance(@schedule, '2026-11-23 03:00:00', NULL, 'cron is not understood');
CALL assert_equals('what cannot be run makes none', (SELECT COUNT(*) FROM job
    WHERE unique_key = 'schedule:fixture'), 1);
CALL schedule_set('example', 'fixture', '0 4 * * *', 'maintenance', 'probe', NULL, 5);
CALL assert_equals('set anew', (SELECT CONCAT_WS(' ', error IS NULL, next_at IS NULL) FROM schedule
    WHERE name = 'fixture'), '1 1');
CALL schedule_remove('example', 'fixture');
CALL assert_refused('CALL schedule_remove(''example'', ''fixture'')', '45404', 'schedule_unknown');
