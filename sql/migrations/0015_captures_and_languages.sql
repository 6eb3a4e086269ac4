-- What the image of a page was like and what was done to it before it was read, and the languages of a tenant's documents.

ALTER TABLE page ADD COLUMN IF NOT EXISTS preparation JSON NULL AFTER image_key;

ALTER TABLE tenant ADD COLUMN IF NOT EXISTS languages VARCHAR(100) NULL
    CHECK (languages REGEXP '^[A-Za-z_]{3,20}([+][A-Za-z_]{3,20}){0,4}$');
