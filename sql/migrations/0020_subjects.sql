-- What a job or an event is about: a subject, one row for each, whatever its kind. Jobs and events refer to it with their
-- tenant, so that none can name another tenant's; a kind's own table refers to it too.
--
-- The columns that this takes the place of stay until 0021, so that workers of the release before go on working; triggers
-- fill the new ones from the old while routines of that release still write.

CREATE TABLE IF NOT EXISTS subject_kind (
    subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
        COMMENT 'document, …: the routine <kind>_told says what its jobs'' fates mean for it',
    PRIMARY KEY (subject_kind),
    CONSTRAINT subject_kind_word CHECK (subject_kind REGEXP '^[a-z][a-z_]*$')
);

INSERT IGNORE INTO subject_kind (subject_kind) VALUES ('document');

CREATE TABLE IF NOT EXISTS subject (
    tenant_id INT UNSIGNED NOT NULL,
    subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_id UUID NOT NULL,
    deleted_at DATETIME(6) COMMENT 'its own row is gone; jobs and events that tell of it are kept as long as any',
    PRIMARY KEY (tenant_id, subject_kind, subject_id),
    KEY deleted (deleted_at),
    CONSTRAINT subject_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id),
    CONSTRAINT subject_known_kind FOREIGN KEY (subject_kind) REFERENCES subject_kind (subject_kind)
);

ALTER TABLE document ADD COLUMN IF NOT EXISTS subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
    DEFAULT 'document' AFTER document_id;

ALTER TABLE job
    ADD COLUMN IF NOT EXISTS subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER kind,
    ADD COLUMN IF NOT EXISTS subject_id UUID NULL COMMENT 'what it is about; none for a task of its own' AFTER subject_kind,
    ADD COLUMN IF NOT EXISTS label VARCHAR(60) NULL COMMENT 'which of several, for people: page 3' AFTER subject_id;

ALTER TABLE job_live ALTER COLUMN of_document SET DEFAULT FALSE;

ALTER TABLE job_live
    ADD COLUMN IF NOT EXISTS has_subject BOOLEAN NOT NULL DEFAULT FALSE AFTER queue_id,
    ADD COLUMN IF NOT EXISTS members_left SMALLINT UNSIGNED NOT NULL DEFAULT 0
        COMMENT 'of a join: members that have not ended, and one while members are still being added' AFTER has_turn;

ALTER TABLE job_history
    ADD COLUMN IF NOT EXISTS subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER kind,
    ADD COLUMN IF NOT EXISTS subject_id UUID NULL AFTER subject_kind,
    ADD COLUMN IF NOT EXISTS label VARCHAR(60) NULL AFTER subject_id;

ALTER TABLE worker
    ADD COLUMN IF NOT EXISTS kinds VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'the kinds of work it knows, comma separated'
        AFTER queues,
    ADD COLUMN IF NOT EXISTS knows_subjects BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'it is of this release or a later one';

-- Whether a status is a failure; until now the core asked for the OCR platform's word, which task_word makes now.
ALTER TABLE document_status
    ADD COLUMN IF NOT EXISTS is_failure BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'final, and without a result' AFTER is_final,
    ALTER COLUMN task_status SET DEFAULT 'processing';

CREATE OR REPLACE TRIGGER expand_document_status BEFORE INSERT ON document_status FOR EACH ROW
    SET NEW.is_failure = NEW.is_failure OR NEW.task_status = 'failed';

UPDATE document_status SET is_failure = TRUE WHERE task_status = 'failed';

CREATE TABLE IF NOT EXISTS step_job (
    tenant_id INT UNSIGNED NOT NULL,
    job_id BIGINT UNSIGNED NOT NULL,
    pipeline VARCHAR(30) NOT NULL,
    position TINYINT UNSIGNED NOT NULL,
    part SMALLINT UNSIGNED COMMENT 'the page, where a step is done by pages',
    PRIMARY KEY (tenant_id, job_id),
    CONSTRAINT step_job_job FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, job_id) ON DELETE CASCADE,
    CONSTRAINT step_job_step FOREIGN KEY (pipeline, position) REFERENCES pipeline_step (pipeline, position)
);

CREATE OR REPLACE TRIGGER expand_document BEFORE INSERT ON document FOR EACH ROW
    INSERT IGNORE INTO subject (tenant_id, subject_kind, subject_id) VALUES (NEW.tenant_id, 'document', NEW.document_id);

CREATE OR REPLACE TRIGGER expand_job BEFORE INSERT ON job FOR EACH ROW
    SET NEW.subject_kind = IF(NEW.document_id IS NOT NULL
                OR NEW.kind = 'searchable_pdf' AND JSON_VALUE(NEW.payload, '$.document_id') IS NOT NULL,
            'document', NEW.subject_kind),
        NEW.subject_id = COALESCE(NEW.document_id,
            IF(NEW.kind = 'searchable_pdf', JSON_VALUE(NEW.payload, '$.document_id'), NULL), NEW.subject_id),
        NEW.label = COALESCE(NEW.label, CONCAT('page ', NEW.part));

CREATE OR REPLACE TRIGGER expand_job_step AFTER INSERT ON job FOR EACH ROW
    INSERT INTO step_job (tenant_id, job_id, pipeline, position, part)
        SELECT NEW.tenant_id, NEW.job_id, NEW.pipeline, NEW.position, NEW.part FROM DUAL WHERE NEW.document_id IS NOT NULL;

CREATE OR REPLACE TRIGGER expand_job_live BEFORE INSERT ON job_live FOR EACH ROW
    SET NEW.has_subject = NEW.has_subject OR NEW.of_document, NEW.members_left = GREATEST(NEW.members_left, NEW.parts_left);

CREATE OR REPLACE TRIGGER expand_job_live_parts BEFORE UPDATE ON job_live FOR EACH ROW
    SET NEW.members_left = IF(NEW.parts_left <> OLD.parts_left, NEW.parts_left, NEW.members_left);

CREATE OR REPLACE TRIGGER expand_job_history BEFORE INSERT ON job_history FOR EACH ROW
    SET NEW.subject_kind = IF(NEW.document_id IS NOT NULL, 'document', NEW.subject_kind),
        NEW.subject_id = COALESCE(NEW.document_id, NEW.subject_id),
        NEW.label = COALESCE(NEW.label, CONCAT('page ', NEW.part));

INSERT IGNORE INTO subject (tenant_id, subject_kind, subject_id) SELECT tenant_id, 'document', document_id FROM document;

UPDATE job SET subject_kind = 'document', subject_id = document_id, label = CONCAT('page ', part)
    WHERE document_id IS NOT NULL AND subject_id IS NULL;

UPDATE job j JOIN document d ON d.tenant_id = j.tenant_id AND d.document_id = JSON_VALUE(j.payload, '$.document_id')
    SET j.subject_kind = 'document', j.subject_id = d.document_id
    WHERE j.kind = 'searchable_pdf' AND j.subject_id IS NULL;

INSERT IGNORE INTO step_job (tenant_id, job_id, pipeline, position, part)
    SELECT tenant_id, job_id, pipeline, position, part FROM job WHERE document_id IS NOT NULL;

UPDATE job_live l JOIN job j ON j.tenant_id = l.tenant_id AND j.job_id = l.job_id
    SET l.has_subject = j.subject_id IS NOT NULL, l.members_left = GREATEST(l.parts_left, l.members_left);

UPDATE job_history SET subject_kind = 'document', subject_id = document_id, label = CONCAT('page ', part)
    WHERE document_id IS NOT NULL AND subject_id IS NULL;

ALTER TABLE document DROP CONSTRAINT IF EXISTS document_subject_kind;

ALTER TABLE document ADD CONSTRAINT document_subject_kind CHECK (subject_kind = 'document');

ALTER TABLE document ADD CONSTRAINT document_subject FOREIGN KEY IF NOT EXISTS (tenant_id, subject_kind, document_id)
    REFERENCES subject (tenant_id, subject_kind, subject_id);

ALTER TABLE job DROP CONSTRAINT IF EXISTS job_about;

ALTER TABLE job
    ADD KEY IF NOT EXISTS subject (tenant_id, subject_kind, subject_id),
    ADD KEY IF NOT EXISTS members (tenant_id, join_job),
    ADD CONSTRAINT job_about CHECK ((subject_kind IS NULL) = (subject_id IS NULL)),
    ADD CONSTRAINT job_subject FOREIGN KEY IF NOT EXISTS (tenant_id, subject_kind, subject_id)
        REFERENCES subject (tenant_id, subject_kind, subject_id);
