-- How a page was read: engines with their versions, languages, parameters.

ALTER TABLE page ADD COLUMN IF NOT EXISTS reading JSON NULL AFTER words;
