DELIMITER //

-- files_unnamed: of storage keys, given as a JSON array, those that belong to nobody: no file that came in, page image
-- or result, of now or of an earlier version, is stored there. A key of a tenant that this database does not know, or of
-- another form than the service's, is never among them. Who asks sees that the files are old enough: a file is stored a
-- moment before its row is written.
-- account: admin
-- transaction: none
-- returns: many
--   storage_key VARCHAR
-- example: CALL files_unnamed('["uploads/0193a1b2-1111-7000-8000-000000000000/2026-11/0193a1b2-1111-7000-8000-00000000000f/lost.pdf"]')
CREATE OR REPLACE PROCEDURE files_unnamed(IN p_keys JSON)
READS SQL DATA
BEGIN
    -- One statement, so that a key that moves from a document to its version is seen at one of the two.
    SELECT k.storage_key
        FROM (SELECT x.storage_key, SUBSTRING_INDEX(SUBSTRING_INDEX(x.storage_key, '/', 2), '/', -1) AS tenant_uid,
                SUBSTRING_INDEX(SUBSTRING_INDEX(x.storage_key, '/', 4), '/', -1) AS owner
            FROM JSON_TABLE(p_keys, '$[*]' COLUMNS (storage_key VARCHAR(300) PATH '$' ERROR ON ERROR)) x
            WHERE x.storage_key REGEXP CONCAT('^(uploads|results)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                '/[0-9]{4}-[0-9]{2}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/')) k
        JOIN tenant t ON t.uid = k.tenant_uid
        WHERE NOT EXISTS (SELECT 1 FROM media m
                WHERE m.tenant_id = t.tenant_id AND m.media_id = k.owner AND m.storage_key = k.storage_key)
            AND NOT EXISTS (SELECT 1 FROM page p
                WHERE p.tenant_id = t.tenant_id AND p.document_id = k.owner AND p.image_key = k.storage_key)
            AND NOT EXISTS (SELECT 1 FROM document d
                WHERE d.tenant_id = t.tenant_id AND d.document_id = k.owner
                    AND k.storage_key IN (d.result_key, d.pdf_key))
            AND NOT EXISTS (SELECT 1 FROM document_version v
                WHERE v.tenant_id = t.tenant_id AND v.document_id = k.owner AND v.result_key = k.storage_key);
END//
