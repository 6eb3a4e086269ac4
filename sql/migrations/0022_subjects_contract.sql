-- What only workers of the release before needed goes. docket migrate runs this once none of them is heard of any more.

DROP TRIGGER IF EXISTS expand_document;

DROP TRIGGER IF EXISTS expand_job;

DROP TRIGGER IF EXISTS expand_job_step;

DROP TRIGGER IF EXISTS expand_job_live;

DROP TRIGGER IF EXISTS expand_job_live_parts;

DROP TRIGGER IF EXISTS expand_job_history;

DROP TRIGGER IF EXISTS expand_event;

ALTER TABLE job
    DROP CONSTRAINT IF EXISTS job_of_document,
    DROP FOREIGN KEY IF EXISTS job_document,
    DROP FOREIGN KEY IF EXISTS job_step,
    DROP KEY IF EXISTS document,
    DROP KEY IF EXISTS job_step,
    DROP COLUMN IF EXISTS document_id,
    DROP COLUMN IF EXISTS pipeline,
    DROP COLUMN IF EXISTS position,
    DROP COLUMN IF EXISTS part;

DROP TRIGGER IF EXISTS expand_document_status;

ALTER TABLE document_status DROP COLUMN IF EXISTS task_status;

ALTER TABLE job_live DROP COLUMN IF EXISTS of_document, DROP COLUMN IF EXISTS parts_left;

ALTER TABLE job_history DROP COLUMN IF EXISTS document_id, DROP COLUMN IF EXISTS part;

ALTER TABLE event
    DROP FOREIGN KEY IF EXISTS event_document,
    DROP KEY IF EXISTS event_document,
    DROP COLUMN IF EXISTS document_id;
