DELIMITER //

-- document_evaluate: the verdict on a document, 'approved' or 'manual_review'. Errors: 45409 lease_lost; 45422
-- decision_invalid.
-- account: worker
-- transaction: caller
-- returns: none
-- example: CALL document_evaluate(@job, @worker, @fence, 0.9, 0.9, 'approved', '[]')
CREATE OR REPLACE PROCEDURE document_evaluate(
    IN p_job BIGINT UNSIGNED, IN p_worker BIGINT UNSIGNED, IN p_fence INT UNSIGNED,
    IN p_quality DECIMAL(4, 3), IN p_accuracy DECIMAL(4, 3), IN p_decision VARCHAR(30), IN p_findings JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED;
    DECLARE v_document UUID;
    CALL transaction_required();
    IF p_decision NOT IN ('approved', 'manual_review') THEN
        SIGNAL SQLSTATE '45422' SET MESSAGE_TEXT = 'decision_invalid';
    END IF;
    CALL lease_document(p_job, p_worker, p_fence, v_tenant, v_document);
    UPDATE document
        SET quality_score = p_quality, predicted_accuracy = p_accuracy, findings = p_findings,
            needs_review = p_decision = 'manual_review'
        WHERE tenant_id = v_tenant AND document_id = v_document;
    CALL document_set_status(v_tenant, v_document, p_decision);
    IF p_decision = 'manual_review' THEN
        CALL event_add(v_tenant, 'document.review_required', 'document', v_document, JSON_OBJECT(
            'document_id', v_document, 'findings', JSON_EXTRACT(p_findings, '$')));
    END IF;
END//
