"""A job is claimed by one, and nobody waits for anybody."""
import collections
import threading


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
        quick.run("CALL job_claim(7, 'preprocessing', 1, '[]')")
        assert quick.run("SELECT claimed(7)") == [["document 1"]]
        slow.run("ROLLBACK")
        quick.run("CALL job_claim(8, 'preprocessing', 1, '[]')")
        assert quick.run("SELECT claimed(8)") == [["document 0"]]


def test_many_claimers_never_get_the_same_job(database):
    fill(database, 200)
    claims = collections.Counter()

    def claim_all(worker):
        with database.connect() as connection:
            while rows := connection.run(f"CALL job_claim({worker}, 'preprocessing', 1, '[]')"):
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
