"""What is to be read again is found by its status and age, not by looking at every document."""

DOCUMENTS = """INSERT INTO subject (tenant_id, subject_kind, subject_id)
    SELECT tenant_id, 'document', INSERT(INSERT(MD5(seq), 13, 1, '4'), 17, 1, '8') FROM seq_1_to_20000 JOIN media;
INSERT INTO document (tenant_id, document_id, media_id, pipeline, status, filename, updated_at)
    SELECT tenant_id, INSERT(INSERT(MD5(seq), 13, 1, '4'), 17, 1, '8'), media_id, 'invoice',
        IF(seq % 1000 = 0, 'ocr_error', 'approved'), CONCAT('document ', seq), UTC_TIMESTAMP(6) - INTERVAL seq MINUTE
    FROM seq_1_to_20000 JOIN media"""


def rows_read(connection, call):
    connection.run("FLUSH STATUS")
    answer = connection.run(call)
    handlers = connection.run("SHOW SESSION STATUS LIKE 'Handler_read%'")
    return answer, sum(int(count) for name, count in handlers)


def test_finding_them_reads_little_more_than_it_finds(database):
    with database.connect() as connection:
        connection.run(DOCUMENTS)
        # 20 failed; those of the last day and a half are numbers 1000 and 2000. Of the others, thousands are as young.
        for tenant in "NULL", "'example'":
            found, read = rows_read(
                connection,
                f"CALL reprocess_list('ocr_error', UTC_TIMESTAMP() - INTERVAL 36 HOUR, 'ocr', {tenant}, NULL, 100)",
            )
            # The fixture's own is the newest.
            assert [row[3] for row in found] == ["document 2000", "document 1000", "failed.pdf"]
            assert read < 100
        # The others of a common status are not read either.
        found, read = rows_read(
            connection, "CALL reprocess_list('approved', UTC_TIMESTAMP() - INTERVAL 20 MINUTE, NULL, NULL, NULL, 100)")
        assert 10 < len(found) < 25
        assert read < 200
        found, read = rows_read(
            connection, "CALL document_reprocess('ocr_error', UTC_TIMESTAMP() - INTERVAL 36 HOUR, NULL, NULL, NULL, 2)")
        assert found == [["2", "0", "0"]]
        # Each one's tables are looked up by their keys.
        assert read < 1000
        failed = connection.run("SELECT COUNT(*) FROM document WHERE status = 'ocr_error'")
        assert failed == [["19"]]


def test_one_that_is_held_by_somebody_is_passed_over(database):
    with database.connect() as holder, database.connect() as connection:
        holder.run("START TRANSACTION")
        holder.run("SELECT * FROM document WHERE filename = 'failed.pdf' FOR UPDATE")
        connection.run("SET innodb_lock_wait_timeout = 1")
        call = "CALL document_reprocess('ocr_error', UTC_TIMESTAMP() - INTERVAL 1 DAY, NULL, NULL, NULL, 10)"
        assert connection.run(call) == [["0", "1", "0"]]
        holder.run("ROLLBACK")
        assert connection.run(call) == [["1", "0", "0"]]


def test_two_at_once_read_it_again_once(database):
    """Both found it; the second sees the other's job."""
    with database.connect() as first, database.connect() as second:
        first.run("SET @failed = (SELECT document_id FROM document WHERE filename = 'failed.pdf')")
        first.run("SET @tenant = (SELECT tenant_id FROM tenant)")
        second.run("SET innodb_lock_wait_timeout = 1")
        first.run("START TRANSACTION")
        first.run("CALL document_restart(@tenant, @failed, 'ocr_error', NULL, 1, 'key:x', @version, @queue)")
        call = "CALL document_reprocess('ocr_error', UTC_TIMESTAMP() - INTERVAL 1 DAY, NULL, NULL, NULL, 10)"
        assert second.run(call) == [["0", "1", "0"]]
        first.run("COMMIT")
        assert second.run(call) == [["0", "0", "0"]]
        assert second.run("SELECT COUNT(*) FROM job_live JOIN job USING (tenant_id, job_id)"
                          " WHERE subject_id = (SELECT document_id FROM document WHERE filename = 'failed.pdf')"
                          ) == [["1"]]
