-- Predictions and fields are written in one call for all, and none of them otherwise than it was sent.

SET @total = '{"name":"total","raw":"1 234,50 €","page":1,"box":[-1,2,30,4],"words":[0,7],"confidence":"0.95","source":"rules",
    "rule":"label"}';
SET @vendor = JSON_SET(@total, '$.name', 'vendor_name', '$.raw', 'Müller "& Söhne"\\', '$.words', JSON_COMPACT('[]'));
CALL predictions_put(@job, @worker, @fence,
    JSON_ARRAY(JSON_COMPACT(@total), JSON_COMPACT(@vendor), JSON_SET(@total, '$.raw', REPEAT('é', 1000))));
CALL assert_equals('the later of two', (SELECT raw = REPEAT('é', 1000) FROM prediction WHERE name = 'total'), 1);
CALL assert_equals('numbers', (SELECT CONCAT_WS(' ', page, box_left, box_top, box_right, box_bottom, words, confidence)
    FROM prediction WHERE name = 'total'), '1 -1 2 30 4 [0, 7] 0.950');
CALL assert_equals('letters', (SELECT CONCAT_WS(' ', raw, words) FROM prediction WHERE name = 'vendor_name'),
    'Müller "& Söhne"\\ []');
CALL predictions_put(@job, @worker, @fence, '[]');
CALL assert_equals('none is none', (SELECT COUNT(*) FROM prediction), 3);

SET @net = '{"name":"amount","kind":"amount","value":"-100.10","confidence":"1.000","source":"derived","rule":"sum"}';
SET @sum = JSON_SET(@total, '$.kind', 'amount', '$.value', '1234.50');
CALL fields_put(@job, @worker, @fence, JSON_ARRAY(JSON_COMPACT(@net), JSON_SET(@sum, '$.value', '1.00'), JSON_COMPACT(@sum)));
CALL assert_equals('derived', (SELECT CONCAT_WS(' ', value, confidence, source, rule, pipeline, raw IS NULL, page IS NULL,
    box_left IS NULL, words IS NULL) FROM field WHERE name = 'amount'), '-100.10 1.000 derived sum invoice 1 1 1 1');
CALL assert_equals('the later of two', (SELECT CONCAT_WS(' ', value, raw, box_left, words) FROM field WHERE name = 'total'),
    '1234.50 1 234,50 € -1 [0, 7]');

-- What does not fit is refused, not cut, and what is missing is no zero.
CALL assert_refused('CALL predictions_put(@job, @worker, @fence, JSON_ARRAY(JSON_SET(@total, ''$.raw'', REPEAT(''x'', 1001))))',
    '22001', NULL);
CALL assert_refused('CALL predictions_put(@job, @worker, @fence, JSON_ARRAY(JSON_REMOVE(@total, ''$.page'')))', '23000', NULL);
CALL assert_refused('CALL predictions_put(@job, @worker, @fence, JSON_ARRAY(JSON_SET(@total, ''$.confidence'', ''1.5'')))',
    '23000', NULL);
CALL assert_refused('CALL fields_put(@job, @worker, @fence, JSON_ARRAY(JSON_SET(@sum, ''$.value'', REPEAT(''1'', 1001))))',
    '22001', NULL);
