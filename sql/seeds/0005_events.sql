-- The types of events: what each tells of, the JSON Schema of its payload and an example; and how long events are kept, which
-- is an operator's to change, so an existing row keeps its values.

INSERT INTO event_type (type, subject_kind, description, payload_schema, example) VALUES
    ('document.created', 'document', 'A document came in.',
        '{"type":"object","required":["document_id","status","filename","pipeline"],"additionalProperties":false,"properties":{"document_id":{"type":"string","format":"uuid"},"status":{"type":"string"},"filename":{"type":"string"},"pipeline":{"type":"string"}}}',
        '{"document_id":"0193a1b2-1111-7000-8000-000000000002","status":"preprocessing","filename":"invoice.pdf","pipeline":"invoice"}'),
    ('document.status_changed', 'document', 'A document moved to another status. percentage is of its pipeline''s steps.',
        '{"type":"object","required":["document_id","status","previous","percentage"],"additionalProperties":false,"properties":{"document_id":{"type":"string","format":"uuid"},"status":{"type":"string"},"previous":{"type":"string"},"percentage":{"type":"integer","minimum":0,"maximum":100}}}',
        '{"document_id":"0193a1b2-1111-7000-8000-000000000002","status":"ocr_extracting","previous":"preprocessed","percentage":33}'),
    ('document.review_required', 'document', 'A person should look at a document: it failed with a code, or has findings.',
        '{"type":"object","required":["document_id"],"additionalProperties":false,"properties":{"document_id":{"type":"string","format":"uuid"},"code":{"type":["string","null"]},"detail":{"type":["string","null"]},"findings":{"type":"array","items":{"type":"object","required":["code","detail"],"properties":{"code":{"type":"string"},"detail":{"type":"string"},"field":{"type":"string"}}}}}}',
        '{"document_id":"0193a1b2-1111-7000-8000-000000000002","findings":[{"code":"sum_mismatch","detail":"Compare net, VAT and total with the page: 100.00 + 19.00 is not 120.00.","field":"total"}]}'),
    ('document.reprocessed', 'document', 'A document is read again from a step on; what it was is kept as a version.',
        '{"type":"object","required":["document_id","version","step","previous"],"additionalProperties":true,"properties":{"document_id":{"type":"string","format":"uuid"},"version":{"type":"integer"},"step":{"type":"string"},"previous":{"type":"string"}}}',
        '{"document_id":"0193a1b2-1111-7000-8000-000000000002","version":1,"step":"ocr","previous":"manual_review"}'),
    ('ocr.completed', 'document', 'The words of a document are read. confidence is their mean.',
        '{"type":"object","required":["document_id","text_length","confidence"],"additionalProperties":false,"properties":{"document_id":{"type":"string","format":"uuid"},"text_length":{"type":"integer","minimum":0},"confidence":{"type":"number","minimum":0,"maximum":1}}}',
        '{"document_id":"0193a1b2-1111-7000-8000-000000000002","text_length":1834,"confidence":0.957}'),
    ('probe.completed', NULL, 'A probe of a queue ran. started_us is the microsecond since 1970 at which the worker began.',
        '{"type":"object","required":["job","started_us"],"additionalProperties":false,"properties":{"job":{"type":"integer"},"started_us":{"type":"integer"}}}',
        '{"job":4711,"started_us":1795248000000000}')
ON DUPLICATE KEY UPDATE subject_kind = VALUES(subject_kind), description = VALUES(description),
    payload_schema = VALUES(payload_schema), example = VALUES(example);

INSERT IGNORE INTO event_keep (for_tenant, keep_s, keep_count) VALUES (0, 7776000, 1000000);
