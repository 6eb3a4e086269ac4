DELIMITER //

-- document_set_status: moves a document to a status of its pipeline and tells of it.
-- account: internal
CREATE OR REPLACE PROCEDURE document_set_status(
    IN p_tenant INT UNSIGNED, IN p_document UUID, IN p_status VARCHAR(30))
MODIFIES SQL DATA
BEGIN
    DECLARE v_previous VARCHAR(30);
    DECLARE v_number, v_total TINYINT UNSIGNED;
    DECLARE v_final BOOLEAN;
    DECLARE v_pipeline VARCHAR(30);
    SELECT status, pipeline INTO v_previous, v_pipeline FROM document
        WHERE tenant_id = p_tenant AND document_id = p_document FOR UPDATE;
    -- Read without a lock: this row is every tenant's.
    SELECT step_number, total_steps, is_final INTO v_number, v_total, v_final FROM document_status
        WHERE pipeline = v_pipeline AND status = p_status;
    UPDATE document
        SET status = p_status, updated_at = UTC_TIMESTAMP(6), started_at = COALESCE(started_at, UTC_TIMESTAMP(6)),
            finished_at = IF(v_final, UTC_TIMESTAMP(6), NULL)
        WHERE tenant_id = p_tenant AND document_id = p_document;
    IF v_previous <> p_status THEN
        CALL event_add(p_tenant, 'document.status_changed', 'document', p_document, JSON_OBJECT(
            'document_id', p_document, 'status', p_status, 'previous', v_previous,
            'percentage', v_number * 100 DIV v_total));
    END IF;
END//
