-- Delivery notes: a type of their own, without the fields of an invoice, read but not judged.

CALL pipeline_set('filing', 'preprocess,ocr,predict,extract');
CALL document_type_set('delivery_note', NULL, 'filing');
CALL document_type_field_set('delivery_note', 'delivery_number', 'text', TRUE,
    JSON_ARRAY('Delivery number', 'Lieferschein-Nr'), NULL, NULL);
CALL document_type_field_set('delivery_note', 'packed_on', 'date', FALSE, JSON_ARRAY('Packed on'), NULL, NULL);
CALL document_type_field_set('delivery_note', 'insured_value', 'amount', FALSE, JSON_ARRAY('Insured value'), NULL, NULL);

-- One that was sent as an invoice is filed as what it is.
CALL keyword_rule_set('invoice', 'delivery', 'delivery note', 'type', 'delivery_note');
CALL keyword_rule_set('delivery_note', 'fragile', 'handle with care', 'tag', 'fragile');
