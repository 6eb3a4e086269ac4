-- Events of anything. A transaction adds its events without a number, so that nothing of a tenant waits for its other
-- transactions; what was committed is numbered afterwards, without gaps: seq within the tenant, position over all.

CREATE TABLE IF NOT EXISTS event_type (
    type VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin COMMENT 'what it tells of; NULL: of no subject',
    description VARCHAR(300) NOT NULL,
    payload_schema JSON NOT NULL COMMENT 'JSON Schema, 2020-12',
    example JSON NOT NULL COMMENT 'a payload',
    PRIMARY KEY (type),
    CONSTRAINT event_type_word CHECK (type REGEXP '^[a-z_]+[.][a-z_]+$'),
    CONSTRAINT event_type_subject FOREIGN KEY (subject_kind) REFERENCES subject_kind (subject_kind)
);

CREATE TABLE IF NOT EXISTS event_log (
    log_id TINYINT UNSIGNED NOT NULL COMMENT '1: there is one log',
    last_position BIGINT UNSIGNED NOT NULL DEFAULT 0,
    PRIMARY KEY (log_id),
    CONSTRAINT event_log_one CHECK (log_id = 1)
);

CREATE TABLE IF NOT EXISTS event_keep (
    for_tenant INT UNSIGNED NOT NULL COMMENT '0: tenants that have no policy of their own',
    keep_s INT UNSIGNED NOT NULL COMMENT 'an older event is forgotten',
    keep_count BIGINT UNSIGNED NOT NULL COMMENT 'so many of the latest are kept at the most',
    PRIMARY KEY (for_tenant),
    CONSTRAINT event_keep_some CHECK (keep_s > 0 AND keep_count > 0)
);

ALTER TABLE event
    ADD COLUMN IF NOT EXISTS event_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT FIRST,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (event_id),
    MODIFY COLUMN seq BIGINT UNSIGNED NULL COMMENT 'its number among the tenant''s, without gaps; NULL: not numbered yet',
    ADD UNIQUE KEY IF NOT EXISTS seq (tenant_id, seq),
    ADD COLUMN IF NOT EXISTS position BIGINT UNSIGNED NULL COMMENT 'its number among all' AFTER seq,
    ADD UNIQUE KEY IF NOT EXISTS position (position),
    ADD COLUMN IF NOT EXISTS subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER type,
    ADD COLUMN IF NOT EXISTS subject_id UUID NULL AFTER subject_kind;

CREATE OR REPLACE TRIGGER expand_event BEFORE INSERT ON event FOR EACH ROW
    SET NEW.subject_kind = IF(NEW.document_id IS NOT NULL, 'document', NEW.subject_kind),
        NEW.subject_id = COALESCE(NEW.document_id, NEW.subject_id);

UPDATE event SET subject_kind = 'document', subject_id = document_id WHERE document_id IS NOT NULL AND subject_id IS NULL;

UPDATE event SET position = event_id WHERE position IS NULL AND (SELECT COUNT(*) FROM event_log) = 0;

INSERT IGNORE INTO event_log (log_id, last_position) SELECT 1, COALESCE(MAX(position), 0) FROM event;

ALTER TABLE event_head ADD COLUMN IF NOT EXISTS first_seq BIGINT UNSIGNED NOT NULL DEFAULT 1
    COMMENT 'the oldest that is kept' AFTER last_seq;

ALTER TABLE event DROP CONSTRAINT IF EXISTS event_about;

ALTER TABLE event
    ADD KEY IF NOT EXISTS subject (tenant_id, subject_kind, subject_id, event_id),
    ADD CONSTRAINT event_about CHECK ((subject_kind IS NULL) = (subject_id IS NULL)),
    ADD CONSTRAINT event_subject FOREIGN KEY IF NOT EXISTS (tenant_id, subject_kind, subject_id)
        REFERENCES subject (tenant_id, subject_kind, subject_id);
