DELIMITER //

-- The log of each tenant. A transaction adds its events unnumbered and holds no row that another of the tenant's would want;
-- event_number then gives what is committed its numbers: seq, without gaps in the tenant, and position, over all. An event
-- that is visible before another began has the lower numbers.

-- event_add: one row of the tenant's log, of a type that event_type has, about a subject or none. It has no number before the
-- transaction ends. Errors: 45500 event_type_unknown.
-- account: internal
CREATE OR REPLACE PROCEDURE event_add(
    IN p_tenant INT UNSIGNED, IN p_type VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin,
    IN p_subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin, IN p_subject UUID, IN p_payload JSON)
MODIFIES SQL DATA
BEGIN
    DECLARE v_known BOOLEAN DEFAULT FALSE;
    -- Read without a lock: this row is every tenant's.
    SELECT COUNT(*) > 0 INTO v_known FROM event_type WHERE type = p_type;
    IF NOT v_known THEN SIGNAL SQLSTATE '45500' SET MESSAGE_TEXT = 'event_type_unknown'; END IF;
    INSERT INTO event (tenant_id, type, subject_kind, subject_id, payload)
        VALUES (p_tenant, p_type, p_subject_kind, p_subject, p_payload);
END//

-- event_number_some: numbers up to p_count events that are committed and have no number yet, in a transaction of its own; one
-- caller at a time. p_waits FALSE: nothing where another is at it. p_numbered: how many.
-- account: internal
CREATE OR REPLACE PROCEDURE event_number_some(
    IN p_count SMALLINT UNSIGNED, IN p_waits BOOLEAN, OUT p_numbered INT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_last BIGINT UNSIGNED;
    DECLARE v_events MEDIUMTEXT;
    DECLARE v_any BOOLEAN;
    DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
    SET p_numbered = 0;
    SELECT EXISTS (SELECT 1 FROM event FORCE INDEX (position) WHERE position IS NULL) INTO v_any;
    IF v_any THEN
        START TRANSACTION;
        IF p_waits THEN
            SELECT last_position INTO v_last FROM event_log WHERE log_id = 1 FOR UPDATE;
        ELSE
            SELECT last_position INTO v_last FROM event_log WHERE log_id = 1 FOR UPDATE SKIP LOCKED;
        END IF;
        IF v_last IS NOT NULL THEN
            -- Those of the release before had a number when they were added.
            SELECT COUNT(*), JSON_ARRAYAGG(JSON_ARRAY(event_id, place, nth, of_tenant)) INTO p_numbered, v_events FROM (
                SELECT event_id, ROW_NUMBER() OVER (ORDER BY event_id) AS place,
                    SUM(seq IS NULL) OVER (PARTITION BY tenant_id ORDER BY event_id) AS nth,
                    SUM(seq IS NULL) OVER (PARTITION BY tenant_id) AS of_tenant
                FROM (SELECT event_id, tenant_id, seq FROM event FORCE INDEX (position) WHERE position IS NULL
                    ORDER BY event_id LIMIT p_count) x) y;
        END IF;
        IF p_numbered > 0 THEN
            INSERT INTO event_head (tenant_id, last_seq)
                SELECT e.tenant_id, SUM(e.seq IS NULL)
                FROM JSON_TABLE(v_events, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$[0]')) x
                STRAIGHT_JOIN event e FORCE INDEX (PRIMARY) ON e.event_id = x.id GROUP BY e.tenant_id ORDER BY e.tenant_id
                ON DUPLICATE KEY UPDATE last_seq = last_seq + VALUES(last_seq);
            UPDATE JSON_TABLE(v_events, '$[*]' COLUMNS (
                    id BIGINT UNSIGNED PATH '$[0]', place INT UNSIGNED PATH '$[1]', nth INT UNSIGNED PATH '$[2]',
                    of_tenant INT UNSIGNED PATH '$[3]')) x
                STRAIGHT_JOIN event e FORCE INDEX (PRIMARY) ON e.event_id = x.id
                STRAIGHT_JOIN event_head h FORCE INDEX (PRIMARY) ON h.tenant_id = e.tenant_id
                SET e.seq = COALESCE(e.seq, h.last_seq - x.of_tenant + x.nth), e.position = v_last + x.place;
            UPDATE event_log SET last_position = v_last + p_numbered WHERE log_id = 1;
        END IF;
        COMMIT;
    END IF;
END//

-- event_number_pending: numbers what was committed, up to 20,000 at once, unless another is at it; every worker does so every
-- second or two.
-- account: internal
CREATE OR REPLACE PROCEDURE event_number_pending()
MODIFIES SQL DATA
BEGIN
    DECLARE v_numbered INT UNSIGNED;
    DECLARE v_rounds TINYINT DEFAULT 20;
    REPEAT
        CALL event_number_some(1000, FALSE, v_numbered);
        SET v_rounds = v_rounds - 1;
    UNTIL v_numbered < 1000 OR v_rounds = 0 END REPEAT;
END//

-- event_number: numbers up to 1,000 events that were committed, unless another is at it; again while has_more.
-- account: worker
-- transaction: own
-- returns: one
--   numbered INT
--   has_more BOOLEAN
-- example: CALL event_number()
CREATE OR REPLACE PROCEDURE event_number()
MODIFIES SQL DATA
BEGIN
    DECLARE v_numbered INT UNSIGNED;
    CALL event_number_some(1000, FALSE, v_numbered);
    SELECT CAST(v_numbered AS SIGNED) AS numbered, v_numbered = 1000 AS has_more;
END//

-- event_tail: the events of all tenants behind a position, in order, at most p_limit; those that were committed are numbered
-- before. event_end says where the log begins and ends now.
-- account: admin
-- transaction: own
-- returns: many
--   position BIGINT
--   tenant_slug VARCHAR
--   seq BIGINT
--   type VARCHAR
--   subject_kind VARCHAR?
--   subject_id UUID?
--   payload JSON
--   created_at DATETIME
-- example: CALL event_tail(0, 100)
CREATE OR REPLACE PROCEDURE event_tail(IN p_after BIGINT UNSIGNED, IN p_limit SMALLINT UNSIGNED)
MODIFIES SQL DATA
BEGIN
    DECLARE v_numbered INT UNSIGNED;
    CALL event_number_some(1000, TRUE, v_numbered);
    SELECT CAST(e.position AS SIGNED) AS position, t.slug AS tenant_slug, CAST(e.seq AS SIGNED) AS seq, e.type, e.subject_kind,
            e.subject_id, e.payload, e.created_at
        FROM event e FORCE INDEX (position)
        STRAIGHT_JOIN tenant t FORCE INDEX (PRIMARY) ON t.tenant_id = e.tenant_id
        WHERE e.position > p_after ORDER BY e.position LIMIT p_limit;
END//

-- event_end: the last position that was given, and the first that is kept.
-- account: admin
-- transaction: none
-- returns: one
--   last_position BIGINT
--   first_position BIGINT?
-- example: CALL event_end()
CREATE OR REPLACE PROCEDURE event_end()
READS SQL DATA
BEGIN
    SELECT CAST(last_position AS SIGNED) AS last_position,
            (SELECT CAST(MIN(position) AS SIGNED) FROM event) AS first_position
        FROM event_log WHERE log_id = 1;
END//

-- event_types: the types there are, with the JSON Schema of their payloads and an example.
-- account: admin
-- transaction: none
-- returns: many
--   type VARCHAR
--   subject_kind VARCHAR?
--   description VARCHAR
--   payload_schema JSON
--   example JSON
-- example: CALL event_types()
CREATE OR REPLACE PROCEDURE event_types()
READS SQL DATA
BEGIN
    SELECT type, subject_kind, description, payload_schema, example FROM event_type ORDER BY type;
END//
