"""Packages, quotas and rates as a client meets them."""
import datetime
import re

import pytest
import requests
from contract import assert_problem, nothing_stored, pdf, upload_form
from stack import Client, until


def packaged(stack, slug, documents=1000, storage=1 << 30, rate=1000, period=900):
    """A tenant in a package of its own."""
    stack.sql(f"INSERT INTO package VALUES ('{slug}', {documents}, {storage}, {rate}, {period}, 4)")
    return stack.tenant(slug, package=slug)


def rate(answer):
    """Name, remaining, seconds to the end."""
    name, remaining, seconds = re.fullmatch(r'"(\w+)";r=(\d+);t=(\d+)', answer.headers["RateLimit"]).groups()
    return name, int(remaining), int(seconds)


def test_a_key_has_its_requests_to_the_one_and_then_429(stack):
    client = packaged(stack, "rated", rate=6)
    for left in (5, 4, 3, 2):
        answer = client.get("/status")
        assert answer.status_code == 200
        assert answer.headers["RateLimit-Policy"] == '"key";q=6;w=900'
        assert rate(answer)[:2] == ("key", left) and 880 < rate(answer)[2] <= 900
        assert answer.headers["X-RateLimit-Limit"] == "6"
        assert answer.headers["X-RateLimit-Remaining"] == str(left)
    # A problem counts as much, and tells as much.
    missing = client.get("/documents/00000000-0000-7000-8000-000000000000")
    assert_problem(missing, 404, "document_unknown")
    assert rate(missing)[1] == 1
    reset = int(client.get("/status").headers["X-RateLimit-Reset"])
    refused = client.get("/status")
    assert assert_problem(refused, 429, "rate_limit_exceeded")["violated-policies"] == ["key"]
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert rate(refused)[:2] == ("key", 0)
    assert abs(int(refused.headers["X-RateLimit-Reset"]) - reset) <= 2
    with nothing_stored(stack):
        assert_problem(client.upload(pdf("Late")), 429, "rate_limit_exceeded")


def test_each_key_counts_for_itself_and_a_row_of_its_own_goes_first(stack):
    client = packaged(stack, "rows", rate=2)
    other = stack.client(stack.make_key("rows", "--name", "other"))
    own = stack.make_key("rows", "--name", "own")
    stack.sql(f"UPDATE api_key SET requests = 4, period_s = 60 WHERE key_hash = UNHEX(SHA2('{own}', 256))")
    assert [client.get("/status").status_code for _ in range(3)] == [200, 200, 429]
    assert [other.get("/status").status_code for _ in range(3)] == [200, 200, 429]
    answers = [stack.client(own).get("/status") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert answers[0].headers["RateLimit-Policy"] == '"key";q=4;w=60'
    # A wider row counts within seconds, though the window has not ended.
    stack.docket("tenant", "package", "rows", "tests")
    until(lambda: client.get("/status").status_code == 200)


def test_a_new_tenant_has_the_default_policy(stack):
    answer = stack.tenant("plain", package="standard").get("/status")
    assert answer.headers["RateLimit-Policy"] == '"key";q=100;w=900'
    assert rate(answer)[1] == 99


def test_health_is_never_counted(client):
    answer = client.get("/health", headers={"Authorization": None})
    assert answer.status_code == 200 and "RateLimit" not in answer.headers


def test_of_two_documents_the_third_is_refused_until_the_next_month(stack):
    client = packaged(stack, "few", documents=2)
    assert [client.upload(pdf(f"Few {number}")).status_code for number in (1, 2)] == [201, 201]
    with nothing_stored(stack):
        refused = client.upload(pdf("Few 3"))
        problem = assert_problem(refused, 429, "quota_documents_exceeded")
        # Before the body is looked at.
        assert_problem(upload_form(client, b"no form at all"), 429, "quota_documents_exceeded")
        assert_problem(client.upload(pdf("Few 3"), path="/api/tasks"), 429, "quota_documents_exceeded")
    now = datetime.datetime.now(datetime.timezone.utc)
    end = (now.replace(day=1, hour=0, minute=0, second=0, microsecond=0) + datetime.timedelta(days=32)).replace(day=1)
    assert abs(int(refused.headers["Retry-After"]) - (end - now).total_seconds()) < 60
    assert f"{end:%Y-%m-%dT00:00:00Z}" in problem["detail"]
    assert problem["violated-policies"] == ["documents"]
    usage = client.get("/api/usage").json()["data"]
    assert usage["documents"] == {"used": 2, "limit": 2}
    assert usage["period"]["end"] == f"{end:%Y-%m-%dT00:00:00.000Z}"
    # Reading goes on.
    assert client.get("/api/tasks").status_code == 200


def test_what_the_storage_has_no_room_for_is_413(stack):
    first, second = pdf("Storage"), pdf("Storage", padding=1000)
    client = packaged(stack, "full", storage=len(first) + len(second) - 1)
    assert client.upload(first).status_code == 201
    with nothing_stored(stack):
        problem = assert_problem(client.upload(second), 413, "quota_storage_exceeded")
    assert problem["violated-policies"] == ["storage"]
    # The same bytes take no more room.
    assert client.upload(first).status_code == 201
    usage = client.get("/api/usage").json()["data"]
    assert usage["storage_bytes"] == {"used": len(first), "limit": len(first) + len(second) - 1}
    assert usage["documents"]["used"] == 2


def test_usage_tells_of_the_tenant_and_of_the_key_that_asks(stack, client, neighbour):
    packaged(stack, "user", documents=7, storage=1000, rate=9, period=60)
    usage = stack.client(stack.make_key("user")).get("/api/usage").json()
    assert usage["success"] is True
    assert usage["data"]["package"] == "user" and usage["data"]["concurrency"] == 4
    assert usage["data"]["documents"] == {"used": 0, "limit": 7}
    assert usage["data"]["requests"] == {"limit": 9, "period_seconds": 60, "remaining": 8, "reset_seconds": 60}


class From(requests.adapters.HTTPAdapter):
    """Requests from another address of this host."""

    def __init__(self, address):
        self.address = address
        super().__init__()

    def init_poolmanager(self, *arguments, **named):
        super().init_poolmanager(*arguments, source_address=(self.address, 0), **named)


def elsewhere(stack, address, key=None):
    client = Client(stack.url, key)
    client.session.mount("http://", From(address))
    return client


@pytest.fixture
def five_tries(stack):
    stack.sql("UPDATE address_policy SET requests = 5")
    yield
    stack.sql("UPDATE address_policy SET requests = 100000000")


def test_an_address_may_try_five_keys_and_then_429(stack, five_tries, samples):
    known = elsewhere(stack, "127.0.0.2", stack.key)
    # Often enough for every process to know the key.
    assert {known.get("/status").status_code for _ in range(40)} == {200}
    guesser = elsewhere(stack, "127.0.0.2")

    def guess(number, **headers):
        return guesser.get("/status", headers={"Authorization": f"Bearer dk_guess{number}", **headers})

    for number in range(5):
        assert_problem(guess(number), 401, "key_invalid")
    refused = guess(6)
    assert assert_problem(refused, 429, "address_limit_exceeded")["violated-policies"] == ["address"]
    assert rate(refused)[:2] == ("address", 0)
    # What a client says of its address counts for nothing.
    for header in "X-Forwarded-For", "X-Real-IP", "Forwarded":
        assert_problem(guess(7, **{header: "192.0.2.77"}), 429, "address_limit_exceeded")
    # A key that was let in before passes, and so does everybody elsewhere.
    assert known.get("/status").status_code == 200
    assert_problem(elsewhere(stack, "127.0.0.3", "dk_other").get("/status"), 401, "key_invalid")
    # Links have the address for their only name.
    token = "x" * 40
    assert_problem(guesser.get(f"/results/{token}/result.html"), 429, "address_limit_exceeded")
    assert_problem(elsewhere(stack, "127.0.0.3").get(f"/results/{token}/result.html"), 404, "link_unknown")


def test_a_missing_key_is_no_guess(stack, five_tries):
    client = elsewhere(stack, "127.0.0.4")
    for _ in range(10):
        assert_problem(client.get("/status"), 401, "key_missing")
