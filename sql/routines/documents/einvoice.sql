DELIMITER //

-- Electronic invoices, and the lines and taxes of invoices, whoever read them. The steps write them under the lease of
-- their job, clients read them.

-- einvoice_put: what was read of a document's XML. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL einvoice_put(@job, @worker, @fence, '{}', '{"syntax":"ubl"}')
CREATE OR REPLACE PROCEDURE einvoice_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_content JSON,
    IN p_summary JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO einvoice (tenant_id, document_id, content, summary)
        VALUES (v_tenant, v_document, p_content, p_summary);
END//

-- einvoice_get: what was read of the XML of the job's document; no row where it has none. Errors: 45409 lease_lost.
-- account: worker
-- transaction: none
-- returns: many
--   content JSON EInvoiceReading
-- example: CALL einvoice_get(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE einvoice_get(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    SELECT content FROM einvoice WHERE tenant_id = v_tenant AND document_id = v_document;
END//

-- items_clear: forgets the lines and taxes of the job's document. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL items_clear(@job, @worker, @fence)
CREATE OR REPLACE PROCEDURE items_clear(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    CALL document_items_clear(v_tenant, v_document);
END//

-- document_items_clear: forgets the lines and taxes of a document.
-- account: internal
CREATE OR REPLACE PROCEDURE document_items_clear(IN p_tenant INT UNSIGNED, IN p_document UUID)
MODIFIES SQL DATA
BEGIN
    DELETE FROM line_item WHERE tenant_id = p_tenant AND document_id = p_document;
    DELETE FROM tax_subtotal WHERE tenant_id = p_tenant AND document_id = p_document;
END//

-- line_items_put: some lines of the job's document, as an array of objects named like the columns; numbers are text, so
-- that none passes through a binary fraction. A later line replaces an earlier of its number. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL line_items_put(@job, @worker, @fence, '[{"number":1,"name":"Pump","quantity":"2","net_amount":"20.00"}]')
CREATE OR REPLACE PROCEDURE line_items_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_items JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO line_item (tenant_id, document_id, number, id, article, name, description, quantity, unit, unit_price,
            net_amount, tax_category, tax_rate, page, box_left, box_top, box_right, box_bottom, confidence, source)
        SELECT v_tenant, v_document, j.* FROM JSON_TABLE(p_items, '$[*]' COLUMNS (
            number SMALLINT UNSIGNED PATH '$.number', id VARCHAR(100) PATH '$.id',
            article VARCHAR(200) PATH '$.article', name VARCHAR(1000) PATH '$.name',
            description VARCHAR(1000) PATH '$.description', quantity DECIMAL(20, 6) PATH '$.quantity',
            unit VARCHAR(30) PATH '$.unit', unit_price DECIMAL(20, 6) PATH '$.unit_price',
            net_amount DECIMAL(17, 2) PATH '$.net_amount', tax_category VARCHAR(10) PATH '$.tax_category',
            tax_rate DECIMAL(9, 4) PATH '$.tax_rate', page SMALLINT UNSIGNED PATH '$.page',
            box_left INT PATH '$.box[0]', box_top INT PATH '$.box[1]', box_right INT PATH '$.box[2]',
            box_bottom INT PATH '$.box[3]', confidence DECIMAL(4, 3) PATH '$.confidence',
            source VARCHAR(10) PATH '$.source')) j;
END//

-- tax_subtotals_put: the tax of the job's document by rates, in the form of line_items_put. Errors: 45409 lease_lost.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL tax_subtotals_put(@job, @worker, @fence, '[{"number":1,"category":"S","rate":"19","tax_amount":"3.80"}]')
CREATE OR REPLACE PROCEDURE tax_subtotals_put(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED, IN p_taxes JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    REPLACE INTO tax_subtotal (tenant_id, document_id, number, category, rate, taxable_amount, tax_amount, exemption,
            page, box_left, box_top, box_right, box_bottom, confidence, source)
        SELECT v_tenant, v_document, j.* FROM JSON_TABLE(p_taxes, '$[*]' COLUMNS (
            number SMALLINT UNSIGNED PATH '$.number', category VARCHAR(10) PATH '$.category',
            rate DECIMAL(9, 4) PATH '$.rate', taxable_amount DECIMAL(17, 2) PATH '$.taxable_amount',
            tax_amount DECIMAL(17, 2) PATH '$.tax_amount', exemption VARCHAR(1000) PATH '$.exemption',
            page SMALLINT UNSIGNED PATH '$.page', box_left INT PATH '$.box[0]', box_top INT PATH '$.box[1]',
            box_right INT PATH '$.box[2]', box_bottom INT PATH '$.box[3]',
            confidence DECIMAL(4, 3) PATH '$.confidence', source VARCHAR(10) PATH '$.source')) j;
END//

-- document_required: refuses what is no document of the tenant's. Errors: 45404 document_unknown.
-- account: internal
CREATE OR REPLACE PROCEDURE document_required(IN p_tenant INT UNSIGNED, IN p_document UUID)
READS SQL DATA
BEGIN
    IF NOT EXISTS (SELECT 1 FROM document WHERE tenant_id = p_tenant AND document_id = p_document) THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'document_unknown';
    END IF;
END//
