-- A row of one tenant cannot refer to a row of another, whoever writes it.

CALL tenant_create(test_id('other'), 'other', 'Other');
SET @other = (SELECT tenant_id FROM tenant WHERE slug = 'other');
SET @job_of_other = NEXTVAL(job_number), @subject_of_other = test_id('stolen');
CALL subject_add(@other, 'document', @subject_of_other);

CALL assert_refused('INSERT INTO document (tenant_id, document_id, media_id, pipeline, status, filename)
    VALUES (@other, @subject_of_other, @media, ''invoice'', ''preprocessing'', ''x'')', '23000', NULL);
CALL assert_refused('INSERT INTO page (tenant_id, document_id, number, width, height, dpi, source)
    VALUES (@other, @document, 1, 1, 1, 300, ''ocr'')', '23000', NULL);
CALL assert_refused('INSERT INTO prediction (tenant_id, document_id, name, raw, page, box_left, box_top, box_right,
        box_bottom, words, confidence, source, rule)
    VALUES (@other, @document, ''total'', ''1'', 1, 0, 0, 1, 1, ''[]'', 1, ''rules'', ''x'')', '23000', NULL);
CALL assert_refused('INSERT INTO field (tenant_id, document_id, pipeline, name, kind, value, confidence, source, rule)
    VALUES (@other, @document, ''invoice'', ''total'', ''amount'', ''1.00'', 1, ''derived'', ''x'')', '23000', NULL);
CALL assert_refused('INSERT INTO job (tenant_id, job_id, queue_id, kind, subject_kind, subject_id, priority)
    VALUES (@other, @job_of_other, 1, ''preprocess'', ''document'', @document, 5)', '23000', NULL);
CALL assert_refused('INSERT INTO step_job (tenant_id, job_id, pipeline, position) VALUES (@other, @job, ''invoice'', 1)', '23000', NULL);
CALL assert_refused('INSERT INTO job_live (job_id, tenant_id, queue_id, has_subject, state, claim_key, due)
    SELECT job_id, @other, queue_id, TRUE, ''ready'', 1, NOW(6) FROM job WHERE job_id = @job', '23000', NULL);
CALL assert_refused('INSERT INTO event (tenant_id, type, subject_kind, subject_id, payload)
    VALUES (@other, ''ocr.completed'', ''document'', @document, ''{}'')', '23000', NULL);

-- And a key of one opens nothing of the other.
SET @key_of_other = UNHEX(SHA2('dk_other', 256));
CALL key_create('other', test_id('key'), @key_of_other, 'dk_othe', 'k', 'documents:read,documents:write', NULL);
CALL assert_refused('CALL document_progress(@key_of_other, @document)', '45404', 'document_unknown');
CALL assert_refused('CALL document_progress(@key_of_other, @document)', '45404', 'document_unknown');
CALL assert_refused('CALL task_get(@key_of_other, @document)', '45404', 'document_unknown');
CALL assert_refused('CALL result_link(@key_of_other, @document, 60)', '45404', 'document_unknown');

-- Nor does it make a document of the other's file.
CALL assert_refused('CALL document_create(@key_of_other, test_id(''d''), test_id(''m''), UNHEX(SHA2(''d'', 256)),
    ''application/pdf'', 1, ''uploads/0193a1b2-1111-7000-8000-000000000000/original'', ''d'', NULL, ''invoice'', 5)',
    '45422', 'storage_key_invalid');

-- Nor does a link whose tenant was exchanged.
SET @token_of_other = CONCAT_WS('.', (SELECT uid FROM tenant WHERE slug = 'other'), SUBSTRING_INDEX(@token, '.', -3));
CALL assert_refused('CALL result_open(@token_of_other)', '45404', 'link_unknown');
