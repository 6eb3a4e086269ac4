DELIMITER //

-- event_add: one row of the tenant's log. The head stays locked until the transaction ends, so that no later number is
-- seen first. Everyone takes the head before the counters of tenant_queue: one order of locks, no deadlock.
-- account: internal
CREATE OR REPLACE PROCEDURE event_add(
    IN p_tenant INT UNSIGNED, IN p_type VARCHAR(60), IN p_document UUID, IN p_payload JSON)
MODIFIES SQL DATA
BEGIN
    INSERT INTO event_head (tenant_id, last_seq) VALUES (p_tenant, LAST_INSERT_ID(1))
        ON DUPLICATE KEY UPDATE last_seq = LAST_INSERT_ID(last_seq + 1);
    INSERT INTO event (tenant_id, seq, type, document_id, payload)
        VALUES (p_tenant, LAST_INSERT_ID(), p_type, p_document, p_payload);
END//
