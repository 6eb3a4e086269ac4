-- What this tenant wants of invoices beside the built-in fields.

-- Every invoice has to name the cost centre that pays; below this confidence a person looks at it.
CALL document_type_field_set('invoice', 'cost_centre', 'text', TRUE,
    JSON_ARRAY('Cost centre', 'Kostenstelle', 'Centre de coûts'), 0.6, 'The department that pays, such as K-4711.');

-- The supplier's own words for the day of payment.
CALL document_type_field_set('invoice', 'due_date', 'date', FALSE, JSON_ARRAY('Money wanted on'), NULL, NULL);

-- What must not be paid without a look.
CALL keyword_rule_set('invoice', 'reminder', 'second reminder', 'review', NULL);
CALL keyword_rule_set('invoice', 'insurance', 'insurance premium', 'tag', 'insurance');

-- Only what was read well goes on by itself.
CALL threshold_set('invoice', 0.85, 0.85);
