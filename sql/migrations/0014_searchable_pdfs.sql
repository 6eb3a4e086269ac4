-- The searchable PDF of a document's reading, made when it is first asked for.

ALTER TABLE document ADD COLUMN IF NOT EXISTS pdf_key VARCHAR(300) NULL
    COMMENT 'the searchable PDF of this reading in the blob store, once it was asked for' AFTER result_key;
