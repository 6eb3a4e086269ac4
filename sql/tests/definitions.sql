-- What an administrator defines is checked where it is defined; the same again changes nothing.

-- Pipelines are made of known steps in an order that works.
CALL assert_refused('CALL pipeline_set(''p'', ''ocr'')', '45422', 'step_out_of_order');
CALL assert_refused('CALL pipeline_set(''p'', ''preprocess,ocr,ocr'')', '45422', 'step_out_of_order');
CALL assert_refused('CALL pipeline_set(''p'', ''preprocess,ocr,extract'')', '45422', 'step_out_of_order');
CALL assert_refused('CALL pipeline_set(''p'', ''preprocess,staple'')', '45422', 'step_unknown');
CALL assert_refused('CALL pipeline_set(''p'', ''preprocess,,ocr'')', '45422', 'steps_invalid');
CALL assert_refused('CALL pipeline_set(''p'', NULL)', '45422', 'steps_invalid');
CALL assert_refused('CALL pipeline_set(''invoice'', ''preprocess'')', '45422', 'pipeline_name_taken');
CALL assert_refused('CALL pipeline_set(''1:p'', ''preprocess'')', '45422', 'pipeline_name_invalid');
CALL assert_refused('CALL pipeline_set('''', ''preprocess'')', '45422', 'pipeline_name_invalid');
CALL assert_equals('nothing of it was kept', (SELECT COUNT(*) FROM my_pipelines), 1);

CALL pipeline_set('full', 'preprocess, ocr, predict, extract, evaluate');
CALL assert_equals('ends with the verdict', (SELECT GROUP_CONCAT(status ORDER BY status) FROM document_status s
    JOIN pipeline p USING (pipeline) WHERE p.name = 'full' AND is_final AND NOT is_failure),
    'approved,manual_review');
CALL assert_equals('steps', (SELECT GROUP_CONCAT(step ORDER BY position) FROM my_pipeline_steps WHERE pipeline = 'full'),
    'preprocess,ocr,predict,extract,evaluate');
CALL pipeline_set('full', 'preprocess,ocr');
CALL assert_equals('anew', (SELECT CONCAT(status_done, ' ', total_steps) FROM pipeline_step s
    JOIN pipeline p USING (pipeline) WHERE p.name = 'full' AND s.step = 'ocr'), 'completed 3');
CALL assert_refused('CALL pipeline_step_set(''full'', ''ocr'', ''llm'')', '45422', 'queue_unfit');
CALL assert_refused('CALL pipeline_step_set(''full'', ''predict'', ''llm'')', '45404', 'step_unknown');
CALL assert_refused('CALL pipeline_step_set(''invoice'', ''ocr'', ''ocr'')', '45404', 'pipeline_unknown');
INSERT INTO step_queue SELECT 'ocr', queue_id FROM queue WHERE name = 'extraction';
CALL pipeline_step_set('full', 'ocr', 'extraction');
CALL assert_equals('in another queue', (SELECT queue FROM my_pipeline_steps WHERE pipeline = 'full' AND step = 'ocr'),
    'extraction');
DELETE FROM step_queue WHERE step = 'ocr' AND queue_id = (SELECT queue_id FROM queue WHERE name = 'extraction');

-- One that a document went through stays.
CALL document_create(@key, test_id('d'), test_id('m'), UNHEX(SHA2('d', 256)), 'x', 1,
    'uploads/0193a1b2-1111-7000-8000-000000000000/x', 'd', NULL, 'full', 5);
CALL assert_equals('status', (SELECT CONCAT(pipeline, ' ', status, ' ', document_type) FROM my_documents
    WHERE document_id = test_id('d')), 'full preprocessing invoice');
CALL assert_refused('CALL pipeline_set(''full'', ''preprocess'')', '45409', 'pipeline_in_use');
CALL assert_refused('CALL pipeline_remove(''full'')', '45409', 'pipeline_in_use');
CALL pipeline_set('full', 'preprocess,ocr');
CALL pipeline_remove('short');
CALL pipeline_remove('short');
CALL assert_equals('removed', (SELECT COUNT(*) FROM my_pipelines), 1);

-- Document types.
CALL assert_refused('CALL document_type_set(''Order'', NULL, NULL)', '45422', 'document_type_name_invalid');
CALL assert_refused('CALL document_type_set(''order'', ''receipt'', NULL)', '45422', 'base_unknown');
CALL assert_refused('CALL document_type_set(''invoice'', NULL, NULL)', '45422', 'base_unknown');
CALL assert_refused('CALL document_type_set(''order'', NULL, ''long'')', '45422', 'pipeline_unknown');
CALL document_type_set('order', NULL, 'full');
CALL document_create(@key, test_id('e'), test_id('n'), UNHEX(SHA2('e', 256)), 'x', 1,
    'uploads/0193a1b2-1111-7000-8000-000000000000/x', 'e', 'order', NULL, 5);
CALL assert_equals('its pipeline', (SELECT pipeline FROM my_documents WHERE document_id = test_id('e')), 'full');
CALL assert_refused('CALL document_type_set(''order'', ''invoice'', NULL)', '45409', 'document_type_in_use');
CALL assert_refused('CALL document_type_remove(''order'')', '45409', 'document_type_in_use');
CALL document_type_remove('letter');
CALL document_type_remove('letter');
CALL assert_equals('removed', (SELECT COUNT(*) FROM my_document_types WHERE name = 'letter'), 0);
CALL assert_refused('CALL document_create(@key, test_id(''f''), test_id(''o''), UNHEX(SHA2(''f'', 256)), ''x'', 1,
    ''uploads/0193a1b2-1111-7000-8000-000000000000/x'', ''f'',
    ''letter'', NULL, 5)', '45422', 'document_type_unknown');
CALL assert_refused('CALL document_create(@key, test_id(''f''), test_id(''o''), UNHEX(SHA2(''f'', 256)), ''x'', 1,
    ''uploads/0193a1b2-1111-7000-8000-000000000000/x'', ''f'',
    NULL, ''short'', 5)', '45422', 'pipeline_unknown');

-- Their fields.
CALL assert_refused('CALL document_type_field_set(''letter'', ''a'', ''text'', TRUE, ''[]'', NULL, NULL)',
    '45404', 'document_type_unknown');
CALL assert_refused('CALL document_type_field_set(''order'', ''A'', ''text'', TRUE, ''[]'', NULL, NULL)',
    '45422', 'field_name_invalid');
CALL assert_refused('CALL document_type_field_set(''order'', ''status'', ''text'', TRUE, ''[]'', NULL, NULL)',
    '45422', 'field_name_reserved');
CALL assert_refused('CALL document_type_field_set(''order'', ''a'', ''colour'', TRUE, ''[]'', NULL, NULL)',
    '45422', 'field_kind_invalid');
CALL assert_refused('CALL document_type_field_set(''invoice'', ''due_date'', ''text'', TRUE, ''[]'', NULL, NULL)',
    '45409', 'field_kind_fixed');
CALL assert_refused('CALL document_type_field_set(''order'', ''a'', ''text'', TRUE, ''{}'', NULL, NULL)',
    '45422', 'labels_invalid');
CALL assert_refused('CALL document_type_field_set(''order'', ''a'', ''text'', TRUE, ''[1]'', NULL, NULL)',
    '45422', 'labels_invalid');
CALL assert_refused('CALL document_type_field_set(''order'', ''a'', ''text'', TRUE, ''[" "]'', NULL, NULL)',
    '45422', 'labels_invalid');
CALL assert_refused('CALL document_type_field_set(''order'', ''a'', ''text'', TRUE, ''["-:"]'', NULL, NULL)',
    '45422', 'labels_invalid');
CALL assert_refused('CALL document_type_field_set(''order'', ''a'', ''text'', TRUE, ''["a"'', NULL, NULL)',
    '45422', 'labels_invalid');
CALL assert_refused('CALL document_type_field_set(''order'', ''a'', ''text'', TRUE, ''[]'', 1.5, NULL)',
    '45422', 'confidence_invalid');
CALL assert_refused('CALL document_type_field_set(''order'', ''a'', ''text'', TRUE, ''[]'', NULL, REPEAT(''x'', 501))',
    '45422', 'prompt_hint_invalid');
CALL assert_refused('CALL threshold_set(''order'', 1.1, NULL)', '45422', 'threshold_invalid');
CALL document_type_field_set('order', 'a', 'text', TRUE, '["A", "B"]', 0.5, 'A letter.');
CALL document_type_field_set('order', 'a', 'amount', FALSE, '[]', NULL, NULL);
CALL assert_equals('changed', (SELECT CONCAT_WS(' ', kind, required, labels) FROM my_document_type_fields
    WHERE document_type = 'order'), 'amount 0 []');

-- A field that a document has stays with it, and is looked for no more.
START TRANSACTION;
SET @field = '{"name":"cost_centre","kind":"text","value":"K-7","raw":"K-7","page":1,"box":[0,0,1,1],"words":[],
    "confidence":"0.9","source":"rules","rule":"label"}';
CALL fields_put(@job, @worker, @fence, JSON_ARRAY(JSON_COMPACT(@field)));
CALL assert_refused('CALL fields_put(@job, @worker, @fence, JSON_ARRAY(JSON_SET(@field, ''$.name'', ''colour'')))',
    '23000', NULL);
CALL assert_refused('CALL fields_put(@job, @worker, @fence,
    JSON_ARRAY(JSON_SET(@field, ''$.kind'', ''date'', ''$.value'', ''2026-05-01'')))', '23000', NULL);
COMMIT;
CALL assert_refused('CALL document_type_field_set(''invoice'', ''cost_centre'', ''date'', TRUE, ''[]'', NULL, NULL)',
    '45409', 'field_kind_fixed');
CALL document_type_field_remove('invoice', 'cost_centre');
CALL document_type_field_remove('invoice', 'cost_centre');
CALL assert_equals('no longer defined', (SELECT COUNT(*) FROM my_document_type_fields WHERE name = 'cost_centre'), 0);
CALL assert_equals('kept', (SELECT value FROM my_fields WHERE name = 'cost_centre'), 'K-7');

-- Rules.
CALL assert_refused('CALL keyword_rule_set(''order'', ''a b'', ''x'', ''review'', NULL)', '45422', 'rule_name_invalid');
CALL assert_refused('CALL keyword_rule_set(''order'', ''a'', '' - '', ''review'', NULL)', '45422', 'phrase_invalid');
CALL assert_refused('CALL keyword_rule_set(''order'', ''a'', ''x'', ''delete'', NULL)', '45422', 'effect_invalid');
CALL assert_refused('CALL keyword_rule_set(''order'', ''a'', ''x'', ''tag'', NULL)', '45422', 'tag_invalid');
CALL assert_refused('CALL keyword_rule_set(''order'', ''a'', ''x'', ''type'', NULL)', '45404', 'document_type_unknown');
CALL keyword_rule_set('order', 'a', 'x', 'type', 'invoice');
CALL keyword_rule_set('order', 'a', 'x', 'tag', 'urgent');
CALL assert_equals('one rule', (SELECT GROUP_CONCAT(CONCAT_WS(' ', effect, value)) FROM my_keyword_rules
    WHERE document_type = 'order'), 'tag urgent');
CALL keyword_rule_remove('order', 'a');
CALL keyword_rule_remove('order', 'a');
CALL assert_equals('removed', (SELECT COUNT(*) FROM my_keyword_rules WHERE document_type = 'order'), 0);

-- How many there may be.
DELIMITER //
CREATE OR REPLACE PROCEDURE test_fill()
BEGIN
    DECLARE i INT DEFAULT 0;
    WHILE i < 100 DO
        SET i = i + 1;
        CALL keyword_rule_set('order', CONCAT('r', i), 'x', 'review', NULL);
        IF i < 50 THEN
            CALL document_type_field_set('order', CONCAT('f', i), 'text', FALSE, '[]', NULL, NULL);
            IF (SELECT COUNT(*) FROM my_document_types) < 50 THEN
                CALL document_type_set(CONCAT('t', i), NULL, NULL);
            END IF;
        END IF;
        IF i < 20 THEN CALL pipeline_set(CONCAT('p', i), 'preprocess'); END IF;
    END WHILE;
END//
DELIMITER ;
CALL test_fill();
DROP PROCEDURE test_fill;
CALL assert_refused('CALL keyword_rule_set(''order'', ''more'', ''x'', ''review'', NULL)', '45422', 'too_many_rules');
CALL assert_refused('CALL document_type_field_set(''order'', ''more'', ''text'', FALSE, ''[]'', NULL, NULL)',
    '45422', 'too_many_fields');
CALL assert_refused('CALL document_type_set(''more'', NULL, NULL)', '45422', 'too_many_document_types');
CALL assert_refused('CALL pipeline_set(''more'', ''preprocess'')', '45422', 'too_many_pipelines');
CALL keyword_rule_set('order', 'r1', 'y', 'review', NULL);
