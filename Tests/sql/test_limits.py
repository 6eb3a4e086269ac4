"""A limit key holds whoever creates, claims, ends and pauses at once."""
import random
import threading
import time

from inside import assert_counters_agree

JOBS, MOST = 60, 3


def persistently(connection, statement):
    """Runs a statement, again after a conflict, as the product does; the rows."""
    while True:
        rows = connection.run(statement)
        errors = [row[0] for row in rows if row[0].startswith("ERROR")]
        if not errors:
            return rows
        assert "(40001)" in errors[0] or "(HY000)" in errors[0] and "Lock wait" in errors[0], (statement, rows)


def test_a_shared_key_is_never_passed_and_all_get_through(database):
    database.sql(
        f"""CALL tenant_create(test_id('other'), 'other', 'Other');
        CALL queue_share('maintenance', 'example', NULL, 2); CALL queue_share('maintenance', 'other', NULL, 100);
        CALL queue_limit('maintenance', NULL, 'shared', {MOST}, NULL, NULL)""")
    ended, most, failures = threading.Event(), [], []

    def thread(body, *arguments):
        def guarded():
            try:
                with database.connect() as connection:
                    connection.run("SET innodb_lock_wait_timeout = 10")
                    body(connection, *arguments)
            except BaseException as failure:
                failures.append(failure)

        return threading.Thread(target=guarded)

    def create(connection, slug):
        for number in range(JOBS):
            persistently(connection, f"CALL job_create('{slug}', 'maintenance', 'probe', NULL, {1 + number % 10}, NULL, NULL, 'shared')")

    def work(connection, worker):
        done = "[]"
        while not ended.is_set():
            rows = persistently(connection, f"CALL jobs_claim({worker}, 'maintenance', 1, '{done}')")
            [[running]] = connection.run("SELECT COUNT(*) FROM job_live WHERE limit_id IS NOT NULL AND state = 'running'")
            most.append(int(running))
            done = f"[[{rows[0][0]},{rows[0][1]}]]" if rows else "[]"

    def pause(connection):
        chance = random.Random(1)
        while not ended.is_set():
            slug = chance.choice(["example", "other"])
            persistently(connection, f"CALL queue_pause('maintenance', '{slug}', TRUE)")
            time.sleep(0.02)
            persistently(connection, f"CALL queue_pause('maintenance', '{slug}', FALSE)")
            persistently(connection, "CALL queue_tend('maintenance')")

    threads = [thread(create, "example"), thread(create, "other"), thread(pause)]
    threads += [thread(work, worker) for worker in (71, 72, 73, 74)]
    for each in threads:
        each.start()
    end = time.monotonic() + 90
    while time.monotonic() < end and not failures:
        if database.sql("SELECT COUNT(*) FROM job WHERE limit_id IS NOT NULL AND outcome = 'done'") == [[str(2 * JOBS)]]:
            break
        time.sleep(0.2)
    ended.set()
    for each in threads:
        each.join()
    assert not failures, failures[0]
    assert database.sql("SELECT COUNT(*) FROM job WHERE limit_id IS NOT NULL AND outcome = 'done'") == [[str(2 * JOBS)]]
    assert max(most) == MOST
    assert_counters_agree(database)
