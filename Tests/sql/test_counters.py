"""The kept depths are what a count gives, whatever happened."""
import random

from inside import assert_counters_agree, assert_log_has_no_gaps

QUEUES = ["preprocessing", "ocr", "llm", "extraction", "evaluation", "maintenance"]
TENANTS = ["example", "other"]


class Operator:
    """Does to the queue what a service and its workers do, at random; the same seed does the same."""

    def __init__(self, connection, seed):
        self.connection = connection
        self.random = random.Random(seed)
        self.made = 0

    def run(self, statement):
        rows = self.connection.run(statement)
        assert not any(row[0].startswith("ERROR") for row in rows), (statement, rows)
        return rows

    def attempt(self, statement):
        """What may be refused, as a cancel of what has ended."""
        for row in self.connection.run(statement):
            assert not row[0].startswith("ERROR") or "(45409)" in row[0], (statement, row)

    def one(self, condition, table="job"):
        rows = self.run(f"SELECT job_id FROM {table} WHERE {condition} ORDER BY job_id")
        return self.random.choice(rows)[0] if rows else 0

    def held(self):
        rows = self.run("SELECT job_id, worker_id, fence FROM job_live WHERE state = 'running'")
        return ", ".join(self.random.choice(rows)) if rows else None

    def add(self):
        self.made += 1
        key = self.random.choice(["@key", "@key_of_other"])
        self.run(f"CALL add_document({key}, 'document {self.made}', {self.random.randint(1, 10)})")

    def claim(self):
        self.run(f"CALL jobs_claim({self.random.randint(1, 5)}, '{self.random.choice(QUEUES)}', {self.random.randint(1, 3)}, '[]')")

    def finish(self):
        if lease := self.held():
            end = self.random.choice(["COMMIT", "COMMIT", "ROLLBACK"])
            self.run(f"START TRANSACTION; CALL job_finish({lease}, 'ocr,llm'); {end}")

    def fail(self):
        if lease := self.held():
            self.run(f"CALL attempt_fail({lease}, 'internal_error', 'x', {self.random.choice(['TRUE', 'FALSE', 'FALSE'])}, NULL)")

    def release(self):
        if lease := self.held():
            self.run(f"CALL job_release({lease})")

    def rescue(self):
        if lease := self.held():
            self.run(f"UPDATE job_live SET due = NOW(6) - INTERVAL 1 SECOND WHERE job_id = {lease.split(',')[0]}")
        for queue in QUEUES:
            self.run(f"CALL lease_rescue('{queue}')")

    def requeue(self):
        if job := self.one("outcome IN ('failed', 'dead', 'cancelled')"):
            self.attempt(f"CALL job_requeue({job})")

    def cancel(self):
        if job := self.one("TRUE", "job_live"):
            self.attempt(f"CALL job_cancel({job})")

    def pause(self):
        queue = self.random.choice(["NULL", "'maintenance'", "'ocr'"])
        self.run(f"CALL queue_pause({queue}, '{self.random.choice(TENANTS)}', {self.random.choice(['TRUE', 'FALSE', 'FALSE'])})")

    def limited(self):
        key = self.random.choice(["shared", "own", "rated"])
        delay = self.random.choice(["NULL", "NULL", "0", "60"])
        self.run(f"CALL job_create('{self.random.choice(TENANTS)}', 'maintenance', 'probe', NULL,"
                 f" {self.random.randint(1, 10)}, {delay}, NULL, '{key}')")

    def tend(self):
        self.run("CALL queue_tend('maintenance,ocr')")

    def promote(self):
        self.run("UPDATE job_live SET due = NOW(6) WHERE state = 'scheduled'")
        self.run(f"CALL job_promote('{self.random.choice(QUEUES)}')")


def test_counters_after_random_operations(database):
    database.sql("CALL tenant_create(test_id('other'), 'other', 'Other')")
    key = "UNHEX(SHA2('dk_other', 256))"
    scopes = "documents:read,documents:write"
    database.sql(f"CALL key_create('other', test_id('key'), {key}, 'dk_othe', 'k', '{scopes}', NULL)")
    with database.connect() as connection:
        operator = Operator(connection, seed=1)
        operator.run(f"SET @key = UNHEX(SHA2('dk_fixture', 256)), @key_of_other = {key}")
        # A lease that ran out is one only once the server has been up for a lease.
        operator.run("UPDATE queue SET lease_s = 1, max_crashes = 2, step_key = IF(name = 'ocr', 'own', NULL)")
        operator.run("CALL queue_limit('maintenance', NULL, 'shared', 3, NULL, NULL)")
        operator.run("CALL queue_limit('maintenance', 'other', 'own', 1, NULL, NULL)")
        operator.run("CALL queue_limit('maintenance', NULL, 'rated', 5, 3, 60)")
        operations = [operator.add, operator.fail, operator.release, operator.promote, operator.limited, operator.limited]
        operations += [operator.requeue, operator.cancel, operator.pause, operator.tend]
        operations += [operator.rescue] * 3 + [operator.claim, operator.finish] * 5
        for _ in range(30):
            for _ in range(25):
                operator.random.choice(operations)()
            assert_counters_agree(database)
    outcomes = {row[0] for row in database.sql("SELECT DISTINCT outcome FROM job")}
    assert outcomes == {"done", "failed", "dead", "cancelled", "NULL"}, "the seed should lead everywhere"
    assert_log_has_no_gaps(database)
