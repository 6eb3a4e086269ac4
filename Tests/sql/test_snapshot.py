"""A document is shown as it was at one moment, however often it is read again meanwhile."""

import re
import threading

# All that is shown of a document carries the number of the change that it is of.
REWRITE = """DELIMITER //
CREATE OR REPLACE PROCEDURE rewrite(IN p_document UUID, IN p_times INT)
BEGIN
    DECLARE v_number INT DEFAULT 1;
    WHILE v_number <= p_times DO
        START TRANSACTION;
        UPDATE document SET filename = CONCAT('n', v_number) WHERE document_id = p_document;
        UPDATE page SET width = v_number WHERE document_id = p_document;
        UPDATE field SET value = CONCAT('n', v_number) WHERE document_id = p_document;
        UPDATE document_tag SET tag = CONCAT('n', v_number) WHERE document_id = p_document;
        UPDATE einvoice SET summary = JSON_OBJECT('n', v_number) WHERE document_id = p_document;
        UPDATE line_item SET name = CONCAT('n', v_number) WHERE document_id = p_document;
        UPDATE tax_subtotal SET exemption = CONCAT('n', v_number) WHERE document_id = p_document;
        COMMIT;
        SET v_number = v_number + 1;
    END WHILE;
END//
DELIMITER ;
INSERT INTO document_tag SELECT tenant_id, @document, 'n0' FROM tenant WHERE slug = 'example';
"""


def numbers(rows):
    """Of which changes the parts of an answer are."""
    document, line, tax = rows
    filename, tags, values, pages, einvoice = (document[column] for column in (3, 5, 6, 9, 10))
    found = [filename, tags, values, line[3], tax[5], einvoice]
    return [int(re.search(r"n\W*(\d+)", part)[1]) for part in found] + [int(re.search(r'"width":(\d+)', pages)[1])]


def test_what_is_shown_is_of_one_moment(database):
    with database.connect() as writer, database.connect() as reader:
        for connection in writer, reader:
            connection.run("SET @document = (SELECT document_id FROM document WHERE filename = 'fixture.pdf')")
        reader.run("SET @key = UNHEX(SHA2('dk_fixture', 256)), time_zone = '+00:00'")
        assert not database.script(text=REWRITE.replace("@document", f"'{reader.run('SELECT @document')[0][0]}'"))
        writer.run("CALL rewrite(@document, 1)")
        thread = threading.Thread(target=writer.run, args=["CALL rewrite(@document, 3000)"])
        thread.start()
        seen = []
        while thread.is_alive():
            seen.append(numbers(reader.run("CALL document_show(@key, @document)")))
        thread.join()
        database.sql("DROP PROCEDURE rewrite")
    assert [each for each in seen if len(set(each)) > 1] == []
    assert len({each[0] for each in seen}) > 20, "they were read while it changed"
