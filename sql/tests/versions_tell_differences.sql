-- A version says how its fields differ from what came after it: the next version, or the document as it is now.

INSERT INTO field (tenant_id, document_id, pipeline, name, kind, value, confidence, source, rule) VALUES
    (@tenant, @failed, 'invoice', 'total', 'amount', '10.00', 0.9, 'derived', 'x'),
    (@tenant, @failed, 'invoice', 'currency', 'text', 'EUR', 0.9, 'derived', 'x'),
    (@tenant, @failed, 'invoice', 'invoice_number', 'text', 'A "1"', 0.9, 'derived', 'x');
CALL version_keep(@tenant, @failed, 'ocr', 'key:x', @version);
CALL assert_equals('number', @version, 2);
CALL assert_equals('all were added to the first', JSON_EXTRACT(version_changes(@tenant, @failed, 1), '$[*].change'),
    '["added", "added", "added"]');
CALL assert_equals('nothing changed yet', JSON_EXTRACT(version_changes(@tenant, @failed, 2), '$[*].change'),
    '["same", "same", "same"]');

DELETE FROM field WHERE name = 'currency';
UPDATE field SET value = '12.50' WHERE document_id = @failed AND name = 'total';
INSERT INTO field (tenant_id, document_id, pipeline, name, kind, value, confidence, source, rule)
    VALUES (@tenant, @failed, 'invoice', 'vat', 'amount', '2.50', 0.9, 'derived', 'x');
CALL assert_equals('changes', version_changes(@tenant, @failed, 2), CONCAT('[',
    '{"field":"currency","before":"EUR","after":null,"change":"removed"},',
    '{"field":"invoice_number","before":"A \\"1\\"","after":"A \\"1\\"","change":"same"},',
    '{"field":"total","before":10.00,"after":12.50,"change":"changed"},',
    '{"field":"vat","before":null,"after":2.50,"change":"added"}]'));

-- The next version's fields count, whatever the document's are by now.
CALL version_keep(@tenant, @failed, 'ocr', 'key:x', @version);
SET @before = version_changes(@tenant, @failed, 2);
DELETE FROM field WHERE document_id = @failed;
CALL assert_equals('what came next stays', version_changes(@tenant, @failed, 2), @before);
CALL assert_equals('all were removed from the last', JSON_EXTRACT(version_changes(@tenant, @failed, 3), '$[*].change'),
    '["removed", "removed", "removed"]');

-- While it is read again there is nothing to compare the last with.
UPDATE document SET status = 'predicting' WHERE document_id = @failed;
CALL assert_equals('last, under way', version_changes(@tenant, @failed, 3), NULL);
CALL assert_equals('others, under way', version_changes(@tenant, @failed, 2), @before);
