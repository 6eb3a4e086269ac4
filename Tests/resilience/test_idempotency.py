"""The pool is killed in the middle of a request that has an Idempotency-Key: the key is free, and nothing is done twice."""
import os
import signal
import threading

from sql_tests import Connection
from stack import until

WAITING = """SELECT trx_id FROM information_schema.INNODB_TRX
    WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE 'UPDATE tenant_queue%'"""


def test_a_crash_leaves_the_key_free(stack, client, samples):
    client.process(samples / "invoice.pdf")
    headers = {"Idempotency-Key": '"crash"'}

    def send():
        with open(samples / "invoice.pdf", "rb") as file:
            return stack.client().post("/documents/upload", files={"file": file}, headers=headers)

    def documents():
        return int(stack.sql("SELECT COUNT(*) FROM document")[0][0])

    before = documents()
    answers = []
    with Connection(stack) as blocker:
        blocker.run("START TRANSACTION")
        blocker.run("SELECT * FROM tenant_queue FOR UPDATE")
        sender = threading.Thread(target=lambda: answers.append(send()))
        sender.start()
        # Asked more often than ten times a second, the server gives its last answer again.
        until(lambda: stack.sql(WAITING), pause=0.3)
        for pid in stack.pids("docket-fcgi"):
            os.kill(pid, signal.SIGKILL)
        sender.join()
        assert answers[0].status_code == 503
        blocker.run("ROLLBACK")
    # The server rolls back what a connection leaves behind when it notices that it is gone.
    answer = until(lambda: (answer := send()).status_code != 409 and answer)
    assert answer.status_code == 201 and "Idempotency-Replayed" not in answer.headers
    again = send()
    assert again.headers["Idempotency-Replayed"] == "true" and again.content == answer.content
    assert documents() == before + 1
