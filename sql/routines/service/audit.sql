DELIMITER //

-- audit_actor: who is changing something: the API key that authorize() let in, where the service calls for a client; else
-- the database account.
-- account: internal
CREATE OR REPLACE FUNCTION audit_actor() RETURNS VARCHAR(200)
NOT DETERMINISTIC NO SQL
RETURN IF(SESSION_USER() LIKE 'docket\_app@%' AND @docket_key IS NOT NULL, CONCAT('key ', @docket_key), SESSION_USER())//

-- audit_add: who changed what. The triggers of the audited tables call it, whoever makes the change and however; a routine
-- calls it only for what no row shows.
-- account: internal
CREATE OR REPLACE PROCEDURE audit_add(
    IN p_tenant INT UNSIGNED, IN p_action VARCHAR(60), IN p_object VARCHAR(100), IN p_before JSON, IN p_after JSON)
MODIFIES SQL DATA
BEGIN
    INSERT INTO audit (tenant_id, actor, action, object, before_value, after_value)
        VALUES (p_tenant, audit_actor(), p_action, p_object, p_before, p_after);
END//

-- audit_members: a row of an audited table as the members of a JSON_OBJECT; p_row is OLD or NEW.
-- account: internal
CREATE OR REPLACE FUNCTION audit_members(p_table VARCHAR(64), p_without VARCHAR(401), p_row CHAR(3)) RETURNS TEXT
READS SQL DATA
RETURN (SELECT CONCAT('JSON_OBJECT(', GROUP_CONCAT(
            QUOTE(COLUMN_NAME), ', ', p_row, '.`', COLUMN_NAME, '`' ORDER BY ORDINAL_POSITION SEPARATOR ', '), ')')
    FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = p_table AND NOT FIND_IN_SET(COLUMN_NAME, p_without))//

-- audit_trigger: makes one trigger of an audited table, unless it is there and right.
-- account: internal
CREATE OR REPLACE PROCEDURE audit_trigger(
    IN p_table VARCHAR(64), IN p_object VARCHAR(200), IN p_secret VARCHAR(200), IN p_service VARCHAR(200),
    IN p_event CHAR(6), IN p_word VARCHAR(10))
MODIFIES SQL DATA
BEGIN
    DECLARE v_name VARCHAR(64) DEFAULT CONCAT('audit_', p_table, '_', p_word);
    DECLARE v_row CHAR(3) DEFAULT IF(p_event = 'DELETE', 'OLD', 'NEW');
    DECLARE v_without VARCHAR(401) DEFAULT CONCAT_WS(',', p_secret, p_service);
    DECLARE v_body, v_same TEXT;
    SET v_body = CONCAT('CALL audit_add(',
        IF(EXISTS (SELECT 1 FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = p_table AND COLUMN_NAME = 'tenant_id'),
            CONCAT(v_row, '.tenant_id'), 'NULL'),
        ', ', QUOTE(CONCAT(p_table, '.', p_word)),
        ', LEFT(CONCAT_WS('' '', ', v_row, '.', REPLACE(p_object, ',', CONCAT(', ', v_row, '.')), '), 100), ',
        IF(p_event = 'INSERT', 'NULL', audit_members(p_table, v_without, 'OLD')), ', ',
        IF(p_event = 'DELETE', 'NULL', audit_members(p_table, v_without, 'NEW')), ')');
    IF p_event = 'UPDATE' THEN
        SET v_same = (SELECT GROUP_CONCAT('OLD.`', COLUMN_NAME, '` <=> NEW.`', COLUMN_NAME, '`'
                ORDER BY ORDINAL_POSITION SEPARATOR ' AND ')
            FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = p_table AND NOT FIND_IN_SET(COLUMN_NAME, p_service));
        SET v_body = CONCAT('IF NOT (', v_same, ') THEN ', v_body, '; END IF');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM information_schema.TRIGGERS
        WHERE TRIGGER_SCHEMA = DATABASE() AND TRIGGER_NAME = v_name AND ACTION_STATEMENT = v_body) THEN
        EXECUTE IMMEDIATE CONCAT('CREATE OR REPLACE TRIGGER ', v_name, ' AFTER ', p_event, ' ON `', p_table,
            '` FOR EACH ROW ', v_body);
    END IF;
END//

-- audit_triggers: gives each audited table its triggers, of the columns that it has now.
-- account: internal
CREATE OR REPLACE PROCEDURE audit_triggers()
MODIFIES SQL DATA
BEGIN
    FOR audited IN (
        SELECT a.name, a.object_columns, a.secret_columns, a.service_columns FROM audited_table a
            JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME = a.name
            ORDER BY a.name) DO
        CALL audit_trigger(audited.name, audited.object_columns, audited.secret_columns, audited.service_columns,
            'INSERT', 'create');
        CALL audit_trigger(audited.name, audited.object_columns, audited.secret_columns, audited.service_columns,
            'UPDATE', 'change');
        CALL audit_trigger(audited.name, audited.object_columns, audited.secret_columns, audited.service_columns,
            'DELETE', 'delete');
    END FOR;
END//

-- audit_changes: what differs between two versions of a row, for people: 'requests: 100 → 200'.
-- account: internal
CREATE OR REPLACE FUNCTION audit_changes(p_before JSON, p_after JSON) RETURNS TEXT
DETERMINISTIC NO SQL
RETURN (SELECT GROUP_CONCAT(
            k.name, ': ', COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_before, CONCAT('$.', k.name))), ''),
            IF(p_before IS NULL OR p_after IS NULL, '', ' → '),
            COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_after, CONCAT('$.', k.name))), '')
            ORDER BY k.place SEPARATOR ', ')
    FROM JSON_TABLE(JSON_KEYS(COALESCE(p_after, p_before)), '$[*]' COLUMNS (
        place FOR ORDINALITY, name VARCHAR(64) PATH '$')) k
    WHERE NOT COALESCE(JSON_EXTRACT(p_before, CONCAT('$.', k.name)), 'null')
        <=> COALESCE(JSON_EXTRACT(p_after, CONCAT('$.', k.name)), 'null'))//

-- audit_list: who changed what in the last p_seconds, the newest first: of one tenant, or of all and the installation.
-- Errors: 45404 tenant_unknown.
-- account: admin
-- transaction: none
-- returns: many
--   at DATETIME
--   actor VARCHAR
--   slug VARCHAR?
--   action VARCHAR
--   object VARCHAR
--   changes VARCHAR?
-- nullable: tenant_slug
-- example: CALL audit_list('example', 86400, 100)
CREATE OR REPLACE PROCEDURE audit_list(IN p_tenant_slug VARCHAR(63), IN p_seconds BIGINT UNSIGNED, IN p_limit INT UNSIGNED)
READS SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT (SELECT tenant_id FROM tenant WHERE slug = p_tenant_slug);
    IF p_tenant_slug IS NOT NULL AND v_tenant IS NULL THEN
        SIGNAL SQLSTATE '45404' SET MESSAGE_TEXT = 'tenant_unknown';
    END IF;
    SELECT a.at, a.actor, t.slug, a.action, a.object, audit_changes(a.before_value, a.after_value) AS changes
        FROM audit a LEFT JOIN tenant t ON t.tenant_id = a.tenant_id
        WHERE (p_tenant_slug IS NULL OR a.tenant_id = v_tenant) AND a.at > UTC_TIMESTAMP(6) - INTERVAL p_seconds SECOND
        ORDER BY a.audit_id DESC LIMIT p_limit;
END//
