-- What an operator set holds whatever the tenant sets; of two pauses the end of one leaves the other.

SET @tenant = tenant_of('example');
SET @ocr = queue_of('ocr');
CREATE OR REPLACE FUNCTION window_now() RETURNS INT READS SQL DATA
RETURN (SELECT running_max FROM tenant_queue WHERE tenant_id = @tenant AND queue_id = @ocr);
CALL queue_share('ocr', 'example', NULL, 1);
CALL quota_apply(@tenant, NULL, NULL, NULL, NULL);
CALL assert_equals('the operator''s holds', window_now(), 1);
CALL queue_set('ocr', 'tenant_window', '500');
CALL assert_equals('whatever the queue has', window_now(), 1);
CALL queue_share('ocr', 'example', NULL, 50);
CALL assert_equals('above the package too', window_now(), 50);
CALL quota_apply(@tenant, NULL, NULL, NULL, 1);
CALL assert_equals('never above the tenant''s own', window_now(), 1);
CALL quota_apply(@tenant, NULL, NULL, NULL, NULL);
CALL queue_share('ocr', 'example', NULL, 0);
CALL assert_equals('back to the package''s', window_now(),
    (SELECT LEAST(500, concurrency) FROM package JOIN tenant USING (package) WHERE tenant_id = @tenant));

CREATE OR REPLACE FUNCTION pauses_now() RETURNS TEXT READS SQL DATA
RETURN (SELECT CONCAT_WS(' ', paused, tenant_paused) FROM tenant_queue WHERE tenant_id = @tenant AND queue_id = @ocr);
CALL queue_pause('ocr', 'example', TRUE);
CALL queue_pause(NULL, 'example', TRUE);
CALL queue_pause(NULL, 'example', FALSE);
CALL assert_equals('the queue''s is left', pauses_now(), '1 0');
CALL queue_pause(NULL, 'example', TRUE);
CALL queue_pause('ocr', 'example', FALSE);
CALL assert_equals('the tenant''s is left', pauses_now(), '0 1');
CALL queue_pause(NULL, 'example', FALSE);
CALL assert_equals('none is left', pauses_now(), '0 0');

-- A wider window is no credit: the tenant begins where the queue is.
INSERT INTO queue_clock (queue_id, pass) VALUES (@ocr, 5000000000) ON DUPLICATE KEY UPDATE pass = 5000000000;
CALL queue_share('ocr', 'example', NULL, 7);
UPDATE tenant_queue SET pass = 0 WHERE tenant_id = @tenant AND queue_id = @ocr;
CALL queue_share('ocr', 'example', NULL, 0);
CALL assert_equals('no burst', (SELECT pass FROM tenant_queue WHERE tenant_id = @tenant AND queue_id = @ocr), 5000000000);

CALL assert_refused('CALL queue_set(''ocr'', ''retry_delays_s'', ''[-5]'')', '45422', 'setting_invalid');
CALL assert_refused('CALL queue_set(''ocr'', ''retry_delays_s'', ''["soon"]'')', '45422', 'setting_invalid');
CALL assert_refused('CALL queue_set(''ocr'', ''retry_delays_s'', ''{"a": 1}'')', '45422', 'setting_invalid');
CALL queue_set('ocr', 'retry_delays_s', '[5, 300]');
CALL assert_equals('taken', (SELECT retry_delays_s FROM queue WHERE queue_id = @ocr), '[5, 300]');
CALL queue_set('ocr', 'retry_delays_s', '');
