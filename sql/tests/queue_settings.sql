-- Settings are rows with limits of their own.

CALL queue_set('ocr', 'max_attempts', '7');
CALL queue_set('ocr', 'retry_delays_s', '[5, 300]');
CALL queue_set('ocr', 'key_rate', '60/30');
CALL assert_equals('changed', (SELECT CONCAT_WS(' ', max_attempts, retry_delays_s, key_rate_count, key_rate_period_s)
    FROM queue WHERE name = 'ocr'), '7 [5, 300] 60 30');
CALL queue_set('ocr', 'key_rate', '');
CALL assert_equals('none', (SELECT key_rate_count FROM queue WHERE name = 'ocr'), NULL);
CALL assert_refused('CALL queue_set(''ocr'', ''max_attempts'', ''0'')', '45422', 'setting_invalid');
CALL assert_refused('CALL queue_set(''ocr'', ''max_attempts'', ''many'')', '45422', 'setting_invalid');
CALL assert_refused('CALL queue_set(''ocr'', ''max_attempts'', '''')', '45422', 'setting_invalid');
CALL assert_refused('CALL queue_set(''ocr'', ''retry_delays_s'', ''[5'')', '45422', 'setting_invalid');
CALL assert_refused('CALL queue_set(''ocr'', ''retry_jitter'', ''2'')', '45422', 'setting_invalid');
CALL assert_refused('CALL queue_set(''ocr'', ''key_rate'', ''60'')', '45422', 'setting_invalid');
CALL assert_refused('CALL queue_set(''ocr'', ''colour'', ''red'')', '45404', 'setting_unknown');
CALL assert_refused('CALL queue_set(''nowhere'', ''max_attempts'', ''1'')', '45404', 'queue_unknown');
CALL queue_set('ocr', 'max_attempts', '4');
CALL queue_set('ocr', 'retry_delays_s', '');

-- A list of delays instead of doubling.
CALL queue_set('preprocessing', 'retry_delays_s', '[5, 300]');
CALL queue_set('preprocessing', 'retry_jitter', '0');
SET @before = UTC_TIMESTAMP(6);
CALL attempt_fail(@job, @worker, @fence, 'internal_error', 'x', FALSE, NULL);
CALL assert_equals('first delay', (SELECT (due - INTERVAL 5 SECOND)
        BETWEEN CAST(@before AS DATETIME(6)) AND UTC_TIMESTAMP(6)
    FROM job_live WHERE job_id = @job), 1);
CALL queue_set('preprocessing', 'retry_delays_s', '');
CALL queue_set('preprocessing', 'retry_jitter', '0.25');
