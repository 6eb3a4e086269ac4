-- What the tests in sql/tests/ say what they expect with. Only a test's database has these.

DELIMITER //

-- assert_equals: ends the test where two values differ.
CREATE OR REPLACE PROCEDURE assert_equals(IN p_what TEXT, IN p_actual TEXT, IN p_expected TEXT)
BEGIN
    DECLARE v_message TEXT DEFAULT CONCAT(
        p_what, ': is ', COALESCE(p_actual, 'NULL'), ', expected ', COALESCE(p_expected, 'NULL'));
    IF NOT p_actual <=> p_expected THEN SIGNAL SQLSTATE '45999' SET MESSAGE_TEXT = v_message; END IF;
END//

-- assert_refused: ends the test where a statement does not fail with this SQLSTATE and text; NULL is any text.
CREATE OR REPLACE PROCEDURE assert_refused(IN p_statement TEXT, IN p_state CHAR(5), IN p_text TEXT)
BEGIN
    DECLARE v_state, v_text TEXT DEFAULT 'no error';
    BEGIN
        DECLARE CONTINUE HANDLER FOR SQLEXCEPTION
            GET DIAGNOSTICS CONDITION 1 v_state = RETURNED_SQLSTATE, v_text = MESSAGE_TEXT;
        EXECUTE IMMEDIATE p_statement;
    END;
    CALL assert_equals(p_statement, v_state, p_state);
    IF p_text IS NOT NULL THEN CALL assert_equals(p_statement, v_text, p_text); END IF;
END//

-- test_id: an id that a name stands for.
CREATE OR REPLACE FUNCTION test_id(p_name TEXT) RETURNS UUID DETERMINISTIC
RETURN INSERT(INSERT(MD5(p_name), 13, 1, '4'), 17, 1, '8')//

-- test_tenant: the uid of a key's tenant.
CREATE OR REPLACE FUNCTION test_tenant(p_key BINARY(32)) RETURNS UUID READS SQL DATA
RETURN (SELECT uid FROM tenant JOIN api_key USING (tenant_id) WHERE key_hash = p_key)//

-- add_document: a document of its own file, with the job of its first step.
CREATE OR REPLACE PROCEDURE add_document(IN p_key BINARY(32), IN p_name VARCHAR(50), IN p_priority INT)
    CALL document_create(p_key, test_id(p_name), test_id(CONCAT('media of ', p_name)), UNHEX(SHA2(p_name, 256)),
        'application/pdf', 1, CONCAT_WS('/', 'uploads', test_tenant(p_key), p_name), p_name, NULL, 'invoice', p_priority)//

-- claimed: the name of the document that a worker's newest claim got.
CREATE OR REPLACE FUNCTION claimed(p_worker BIGINT UNSIGNED) RETURNS VARCHAR(255) READS SQL DATA
RETURN (SELECT filename FROM job_live JOIN job USING (tenant_id, job_id) JOIN document ON document_id = subject_id
    WHERE worker_id = p_worker ORDER BY job_live.due DESC LIMIT 1)//
