-- Documents of a status, by age: for reading again what failed. Its first two columns serve the foreign key to
-- document_status as well, so the index that was made for that can go, and a change of status writes no more than before.

ALTER TABLE document ADD INDEX IF NOT EXISTS status (pipeline, status, tenant_id, updated_at);

ALTER TABLE document DROP INDEX IF EXISTS document_known_status;
