"""A POST that is sent again: done once, answered twice."""
import threading
import uuid

import pytest
from contract import assert_problem, nothing_stored, pdf, stored
from inside import paused
from sql_tests import Connection

ROUTES = ["/documents/upload", "/api/tasks"]


def post(client, path, key, content, name="a.pdf", **fields):
    headers = {"Idempotency-Key": key}
    return client.post(path, files={"file": (name, content)}, data=fields, headers=headers)


def fresh():
    return str(uuid.uuid4())


@pytest.mark.parametrize("path", ROUTES)
def test_sent_again_it_is_answered_again_and_done_once(stack, client, path):
    key, content = fresh(), pdf(f"Twice {path}")
    first = post(client, path, f'"{key}"', content, priority="3")
    assert first.status_code == 201 and "Idempotency-Replayed" not in first.headers
    with nothing_stored(stack):
        for again in (f'"{key}"', key):
            second = post(client, path, again, content, priority="3")
            assert second.status_code == 201
            assert second.headers["Idempotency-Replayed"] == "true"
            assert second.content == first.content
            assert second.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("path", ROUTES)
def test_a_key_that_was_used_for_something_else_is_422(stack, client, path):
    key, content = fresh(), pdf(f"Else {path}")
    assert post(client, path, key, content).status_code == 201
    with nothing_stored(stack):
        assert_problem(post(client, path, key, pdf("Other")), 422, "idempotency_key_reused")
        assert_problem(post(client, path, key, content, name="b.pdf"), 422, "idempotency_key_reused")
        assert_problem(post(client, path, key, content, priority="4"), 422, "idempotency_key_reused")


def test_routes_and_tenants_have_keys_of_their_own(client, neighbour):
    key, content = fresh(), pdf("Whose")
    answers = [post(each, path, key, content) for each in (client, neighbour) for path in ROUTES]
    assert [answer.status_code for answer in answers] == [201] * 4
    assert not any("Idempotency-Replayed" in answer.headers for answer in answers)
    assert post(neighbour, ROUTES[0], key, content).content == answers[2].content


@pytest.mark.parametrize("key", ["", '""', "x" * 256, '"open', '"a"b', '"a";p=1', '"a\\b"', "ä", '"tab\tbed"'])
def test_a_key_that_makes_no_sense_is_400(stack, client, key):
    with nothing_stored(stack):
        assert_problem(post(client, ROUTES[0], key.encode(), pdf("Bad key")), 400, "idempotency_key_invalid")


@pytest.mark.parametrize("key", ["x" * 255, '"' + "y" * 255 + '"', '"a \\" \\\\ b"', "a b, c;d"])
def test_a_key_may_have_255_printable_letters(client, key):
    assert post(client, ROUTES[0], key, pdf("Long key")).status_code == 201


def test_a_refusal_leaves_its_key_free(stack, client):
    key = fresh()
    with nothing_stored(stack):
        assert_problem(post(client, ROUTES[0], key, b"text"), 415, "unsupported_type")
        assert_problem(post(client, ROUTES[0], key, pdf("Free"), priority="0"), 422, "priority_invalid")
    assert post(client, ROUTES[0], key, pdf("Free")).status_code == 201


def test_one_that_is_under_way_is_409_until_it_has_ended(stack, client):
    key, content = fresh(), pdf("Under way")
    with Connection(stack) as other:
        other.run("START TRANSACTION")
        other.run(
            f"""CALL idempotency_begin(UNHEX(SHA2('{stack.key}', 256)), 'POST /documents/upload',
            UNHEX(SHA2('{key}', 256)), UNHEX(REPEAT('00', 32)))""".replace("\n", " "))
        with nothing_stored(stack):
            refused = post(client, ROUTES[0], key, content)
        assert_problem(refused, 409, "idempotency_in_progress")
        assert refused.headers["Retry-After"] == "1"
        other.run("ROLLBACK")
    assert post(client, ROUTES[0], key, content).status_code == 201


def test_of_many_at_once_one_is_done(stack, client):
    key, content = fresh(), pdf("At once")
    documents, media, files = stored(stack)
    answers = []
    threads = [threading.Thread(
        target=lambda: answers.append(post(stack.client(), ROUTES[0], key, content))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = {answer.json()["task_id"] for answer in answers if answer.status_code == 201}
    assert len(done) == 1
    for answer in answers:
        if answer.status_code != 201:
            assert_problem(answer, 409, "idempotency_in_progress")
    assert stored(stack) == (str(int(documents) + 1), str(int(media) + 1), files + 1)
    assert post(client, ROUTES[0], key, content).json()["task_id"] in done


def test_a_full_quota_keeps_no_answer_back(stack):
    stack.sql("INSERT INTO package VALUES ('one', 1, 1 << 30, 1000, 900, 1)")
    client = stack.tenant("one-document", package="one")
    key, content = fresh(), pdf("The one")
    first = post(client, ROUTES[0], key, content)
    assert first.status_code == 201
    assert post(client, ROUTES[0], key, content).content == first.content
    assert_problem(post(client, ROUTES[0], fresh(), content), 429, "quota_documents_exceeded")


def test_the_key_itself_is_not_kept(stack, client):
    key = fresh()
    assert post(client, ROUTES[0], key, pdf("Secret key")).status_code == 201
    stack.sql("FLUSH TABLES; FLUSH LOGS")
    [[found]] = stack.sql(f"SELECT COUNT(*) FROM idempotency WHERE once = UNHEX(SHA2('{key}', 256))")
    assert found == "1"
    assert not any(key.encode() in path.read_bytes() for path in (stack.var / "log").glob("*.log"))


def order(client, document, action, key, **body):
    return client.post(f"/documents/{document}/{action}", headers={"Idempotency-Key": key}, **body)


def jobs(stack, document):
    return stack.sql(f"SELECT job_id, kind, outcome FROM job WHERE subject_id = '{document}' ORDER BY job_id")


@pytest.fixture
def waiting(stack, client):
    """Two documents whose first jobs no worker takes."""
    with paused(stack, "preprocessing"):
        yield [client.upload(pdf(f"Waits {number} {fresh()}")).json()["document"]["id"] for number in range(2)]


def test_a_cancellation_sent_again_is_answered_again(stack, client, waiting):
    first, second = waiting
    key = fresh()
    answer = order(client, first, "cancel", f'"{key}"')
    assert answer.status_code == 200 and "Idempotency-Replayed" not in answer.headers
    done = jobs(stack, first)
    again = order(client, first, "cancel", key)
    assert (again.status_code, again.content) == (200, answer.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert_problem(order(client, first, "cancel", fresh()), 409, "job_ended")
    assert_problem(order(client, second, "cancel", key), 422, "idempotency_key_reused")
    assert jobs(stack, first) == done
    assert [row[2] for row in jobs(stack, second)] == ["NULL"]
    assert order(client, second, "cancel", fresh()).status_code == 200


def test_a_reprocess_sent_again_makes_one_version_and_one_job(stack, client, samples):
    document = client.process(samples / "invoice.pdf")["id"]
    key = fresh()
    with paused(stack, "ocr"):
        answer = order(client, document, "reprocess", key, json={"step": "ocr"})
        assert answer.status_code == 202 and answer.json()["version"] == 1
        done = jobs(stack, document)
        again = order(client, document, "reprocess", key, json={"step": "ocr"})
        assert (again.status_code, again.content) == (202, answer.content)
        assert again.headers["Idempotency-Replayed"] == "true"
        assert_problem(order(client, document, "reprocess", key), 422, "idempotency_key_reused")
        assert_problem(order(client, document, "reprocess", key, json={"step": "predict"}), 422, "idempotency_key_reused")
        assert jobs(stack, document) == done
    client.finish(document)
    assert order(client, document, "reprocess", key, json={"step": "ocr"}).content == answer.content
    assert len(client.get(f"/documents/{document}/versions").json()["versions"]) == 1


def test_a_refused_reprocess_leaves_its_key_free(client, waiting, samples):
    document, _ = waiting
    key = fresh()
    assert_problem(order(client, document, "reprocess", key), 409, "document_busy")
    assert order(client, document, "cancel", fresh()).status_code == 200
    assert order(client, document, "reprocess", key).status_code == 202


@pytest.mark.parametrize("action", ["cancel", "reprocess"])
def test_an_order_whose_key_makes_no_sense_is_400(client, invoice, action):
    assert_problem(order(client, invoice["id"], action, '"open'), 400, "idempotency_key_invalid")
