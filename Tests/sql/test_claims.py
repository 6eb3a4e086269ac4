"""A job is claimed by one, and nobody waits for anybody."""
import collections
import threading

from stack import until


def fill(database, count):
    with database.connect() as connection:
        connection.run("CALL queue_share('preprocessing', 'example', NULL, 1000)")
        connection.run("SET @key = UNHEX(SHA2('dk_fixture', 256))")
        for number in range(count):
            connection.run(f"CALL add_document(@key, 'document {number}', 5)")


def test_a_job_in_another_transaction_is_passed_over(database):
    fill(database, 2)
    with database.connect() as slow, database.connect() as quick:
        slow.run("START TRANSACTION")
        first = "(SELECT MIN(job_id) FROM job_live WHERE state = 'ready')"
        slow.run(f"SELECT * FROM job_live WHERE job_id = {first} FOR UPDATE")
        quick.run("SET innodb_lock_wait_timeout = 1")
        quick.run("CALL jobs_claim(7, 'preprocessing', 1, '[]')")
        assert quick.run("SELECT claimed(7)") == [["document 1"]]
        slow.run("ROLLBACK")
        quick.run("CALL jobs_claim(8, 'preprocessing', 1, '[]')")
        assert quick.run("SELECT claimed(8)") == [["document 0"]]


def test_many_claimers_never_get_the_same_job(database):
    fill(database, 200)
    claims = collections.Counter()

    def claim_all(worker):
        with database.connect() as connection:
            while rows := connection.run(f"CALL jobs_claim({worker}, 'preprocessing', 1, '[]')"):
                # A deadlock is tried again, as the product does.
                if errors := [row[0] for row in rows if row[0].startswith("ERROR")]:
                    assert "(40001)" in errors[0], rows
                else:
                    claims[rows[0][0]] += 1

    workers = [threading.Thread(target=claim_all, args=(number,)) for number in range(1, 5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(claims) == 200
    assert set(claims.values()) == {1}
    assert database.sql("SELECT DISTINCT fence FROM job_live WHERE worker_id <> 4242") == [["1"]]
    assert database.sql("SELECT ready, running FROM tenant_queue JOIN queue USING (queue_id) WHERE name = 'preprocessing'") == [["0", "201"]]


def test_steps_taken_on_keep_to_the_window(database):
    """Two finishes look at the window at once; who comes second leaves its next step to be claimed."""
    fill(database, 2)
    database.sql("CALL queue_share('ocr', 'example', NULL, 1)")
    finish = "CALL job_finish({}, 'preprocessing,ocr')"
    with database.connect() as first, database.connect() as second:
        first.run("CALL jobs_claim(7, 'preprocessing', 2, '[]')")
        leases = [", ".join(row) for row in first.run(
            "SELECT job_id, worker_id, fence FROM job_live WHERE worker_id = 7 ORDER BY job_id")]
        first.run("START TRANSACTION")
        [[_, taken, _]] = first.run(finish.format(leases[0]))
        assert taken != "NULL"
        second.run("SET innodb_lock_wait_timeout = 30")
        second.run("START TRANSACTION")
        answers = []
        waiting = threading.Thread(target=lambda: answers.append(second.run(finish.format(leases[1]))))
        waiting.start()
        until(lambda: database.sql("SELECT COUNT(*) FROM information_schema.INNODB_LOCK_WAITS") != [["0"]])
        first.run("COMMIT")
        waiting.join()
        second.run("COMMIT")
        assert answers == [[["ocr", "NULL", "NULL"]]]
    states = "SELECT GROUP_CONCAT(state ORDER BY job_id) FROM job_live JOIN job USING (tenant_id, job_id) WHERE kind = 'ocr'"
    assert database.sql(states) == [["running,ready"]]
    assert database.sql("SELECT running, ready FROM tenant_queue JOIN queue USING (queue_id) WHERE name = 'ocr'") == [["1", "1"]]
