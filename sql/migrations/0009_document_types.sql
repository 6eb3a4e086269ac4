-- What a tenant defines for itself beside what is built in: pipelines, document types, fields, keyword rules.

-- A tenant's own pipeline has its number before its name, so that two tenants' of one name are two, and each row that
-- refers to one shows whose it is.
ALTER TABLE pipeline
    ADD COLUMN IF NOT EXISTS tenant_id INT UNSIGNED COMMENT 'NULL: built in' AFTER pipeline,
    ADD COLUMN IF NOT EXISTS name VARCHAR(30) AS (SUBSTRING_INDEX(pipeline, ':', -1)) VIRTUAL AFTER tenant_id,
    ADD INDEX IF NOT EXISTS tenant (tenant_id, pipeline),
    ADD CONSTRAINT pipeline_tenant FOREIGN KEY IF NOT EXISTS (tenant_id) REFERENCES tenant (tenant_id),
    ADD CONSTRAINT IF NOT EXISTS pipeline_of_tenant CHECK (
        tenant_id IS NULL AND pipeline NOT LIKE '%:%'
        OR tenant_id IS NOT NULL AND pipeline LIKE CONCAT(tenant_id, ':_%'));

CREATE TABLE IF NOT EXISTS step (
    step VARCHAR(30) NOT NULL,
    needs VARCHAR(30) COMMENT 'the step whose results it reads',
    pipeline VARCHAR(30) NOT NULL COMMENT 'the built-in pipeline that lends it its statuses',
    PRIMARY KEY (step),
    CONSTRAINT step_needs FOREIGN KEY (needs) REFERENCES step (step),
    CONSTRAINT step_like FOREIGN KEY (pipeline, step) REFERENCES pipeline_step (pipeline, step)
) COMMENT 'what a tenant may make a pipeline of';

CREATE TABLE IF NOT EXISTS step_queue (
    step VARCHAR(30) NOT NULL,
    queue_id SMALLINT UNSIGNED NOT NULL,
    PRIMARY KEY (step, queue_id),
    CONSTRAINT step_queue_step FOREIGN KEY (step) REFERENCES step (step),
    CONSTRAINT step_queue_queue FOREIGN KEY (queue_id) REFERENCES queue (queue_id)
) COMMENT 'the queues whose workers are fit for a step';

CREATE TABLE IF NOT EXISTS document_type (
    tenant_id INT UNSIGNED NOT NULL,
    name VARCHAR(30) NOT NULL COMMENT 'invoice: what the tenant adds to the built-in type',
    base VARCHAR(30) COMMENT 'the built-in type whose fields and checks it has too',
    pipeline VARCHAR(30) NOT NULL,
    min_quality DECIMAL(4, 3) COMMENT 'approved from here on; NULL: the built-in threshold',
    min_accuracy DECIMAL(4, 3),
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (tenant_id, name),
    CONSTRAINT document_type_name CHECK (name <> 'invoice' OR base = 'invoice'),
    CONSTRAINT document_type_thresholds CHECK (
        (min_quality IS NULL OR min_quality BETWEEN 0 AND 1) AND (min_accuracy IS NULL OR min_accuracy BETWEEN 0 AND 1)),
    CONSTRAINT document_type_own_pipeline CHECK (pipeline NOT LIKE '%:%' OR pipeline LIKE CONCAT(tenant_id, ':%')),
    CONSTRAINT document_type_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id),
    CONSTRAINT document_type_base FOREIGN KEY (base) REFERENCES pipeline (pipeline),
    CONSTRAINT document_type_pipeline FOREIGN KEY (pipeline) REFERENCES pipeline (pipeline)
);

CREATE TABLE IF NOT EXISTS document_type_field (
    tenant_id INT UNSIGNED NOT NULL,
    document_type VARCHAR(30) NOT NULL,
    name VARCHAR(40) NOT NULL COMMENT 'of a built-in field: what the tenant adds to it',
    position SMALLINT UNSIGNED NOT NULL,
    kind ENUM('text', 'date', 'amount') NOT NULL,
    required BOOLEAN NOT NULL DEFAULT FALSE,
    labels JSON NOT NULL DEFAULT '[]' COMMENT 'what is printed beside it',
    prompt_hint VARCHAR(500) COMMENT 'for a language model',
    min_confidence DECIMAL(4, 3) COMMENT 'below it a person looks at the document',
    removed_at DATETIME(6) COMMENT 'not looked for any more; documents that have it keep it',
    PRIMARY KEY (tenant_id, document_type, name),
    UNIQUE KEY kind (tenant_id, document_type, name, kind),
    CONSTRAINT document_type_field_confidence CHECK (min_confidence IS NULL OR min_confidence BETWEEN 0 AND 1),
    CONSTRAINT document_type_field_of FOREIGN KEY (tenant_id, document_type) REFERENCES document_type (tenant_id, name)
        ON DELETE CASCADE
);

CREATE TABLE IF NOT EXISTS keyword_rule (
    tenant_id INT UNSIGNED NOT NULL,
    document_type VARCHAR(30) NOT NULL,
    name VARCHAR(40) NOT NULL,
    phrase VARCHAR(200) NOT NULL,
    effect ENUM('review', 'type', 'tag') NOT NULL,
    target_type VARCHAR(30),
    tag VARCHAR(40),
    PRIMARY KEY (tenant_id, document_type, name),
    CONSTRAINT keyword_rule_effect CHECK (
        (effect = 'type') = (target_type IS NOT NULL) AND (effect = 'tag') = (tag IS NOT NULL)),
    CONSTRAINT keyword_rule_of FOREIGN KEY (tenant_id, document_type) REFERENCES document_type (tenant_id, name)
        ON DELETE CASCADE,
    CONSTRAINT keyword_rule_target FOREIGN KEY (tenant_id, target_type) REFERENCES document_type (tenant_id, name)
);

ALTER TABLE document
    ADD COLUMN IF NOT EXISTS document_type VARCHAR(30) COMMENT 'NULL: the built-in type of its pipeline' AFTER pipeline,
    ADD CONSTRAINT document_of_type FOREIGN KEY IF NOT EXISTS (tenant_id, document_type)
        REFERENCES document_type (tenant_id, name),
    ADD CONSTRAINT IF NOT EXISTS document_own_pipeline CHECK (
        pipeline NOT LIKE '%:%' OR pipeline LIKE CONCAT(tenant_id, ':%'));

CREATE TABLE IF NOT EXISTS document_tag (
    tenant_id INT UNSIGNED NOT NULL,
    document_id UUID NOT NULL,
    tag VARCHAR(40) NOT NULL,
    PRIMARY KEY (tenant_id, document_id, tag),
    CONSTRAINT document_tag_document FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id)
);

-- A field is a built-in one (pipeline) or one of the document's type.
ALTER TABLE field
    MODIFY COLUMN pipeline VARCHAR(30) COMMENT 'of a built-in field',
    ADD COLUMN IF NOT EXISTS document_type VARCHAR(30) COMMENT 'of a tenant''s own' AFTER pipeline,
    ADD CONSTRAINT field_of_type FOREIGN KEY IF NOT EXISTS (tenant_id, document_type, name, kind)
        REFERENCES document_type_field (tenant_id, document_type, name, kind),
    ADD CONSTRAINT IF NOT EXISTS field_origin CHECK ((pipeline IS NULL) <> (document_type IS NULL));
