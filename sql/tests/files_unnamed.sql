-- A file that a row names is never given as nobody's, whichever row it is.

SET @place = CONCAT('/0193a1b2-1111-7000-8000-000000000000/2026-11/', @failed, '/');
UPDATE document SET result_key = CONCAT('results', @place, 'ocr-1-1/result.html') WHERE document_id = @failed;
UPDATE page SET image_key = CONCAT('results', @place, 'preprocess-1-1/page-1.png') WHERE document_id = @failed;
UPDATE media SET storage_key = CONCAT('uploads/0193a1b2-1111-7000-8000-000000000000/2026-11/', @media, '/a.pdf');

DELIMITER //
CREATE OR REPLACE PROCEDURE assert_nobodys(IN p_key VARCHAR(300), IN p_expected BOOLEAN)
BEGIN
    CALL files_unnamed(JSON_ARRAY(p_key));
    CALL assert_equals(p_key, FOUND_ROWS(), p_expected);
END//
DELIMITER ;

CALL assert_nobodys((SELECT storage_key FROM media), 0);
CALL assert_nobodys(CONCAT('uploads/0193a1b2-1111-7000-8000-000000000000/2026-11/', @media, '/b.pdf'), 1);
CALL assert_nobodys(CONCAT('results', @place, 'ocr-1-1/result.html'), 0);
CALL assert_nobodys(CONCAT('results', @place, 'ocr-1-2/result.html'), 1);
CALL assert_nobodys(CONCAT('results', @place, 'preprocess-1-1/page-1.png'), 0);
CALL assert_nobodys(CONCAT('results', @place, 'preprocess-1-1/page-2.png'), 1);

-- Read again, the earlier result is the version's.
START TRANSACTION;
CALL reprocess_request(@key, @failed, 'ocr');
COMMIT;
CALL assert_equals('the document has none', (SELECT result_key FROM document WHERE document_id = @failed), NULL);
CALL assert_nobodys(CONCAT('results', @place, 'ocr-1-1/result.html'), 0);
CALL assert_nobodys(CONCAT('results', @place, 'preprocess-1-1/page-1.png'), 0);

-- What is not ours, or of another form, is left alone.
CALL assert_nobodys(CONCAT('results/0193a1b2-9999-7000-8000-000000000000/2026-11/', @failed, '/ocr-1-1/x'), 0);
CALL assert_nobodys('uploads/fixture/original', 0);
CALL assert_nobodys('incoming/a', 0);
