"""Nothing of one tenant reaches another: the short form of bench/isolation/run, and the ways around that have names."""

import random
import sys

import pytest
from contract import FORM, ROOT, assert_problem, form, part, pdf, request, send

sys.path.append(str(ROOT / "bench/isolation"))
from fuzz import drive, load, tenants  # noqa: E402
from fuzz.cases import Fuzzer  # noqa: E402
from fuzz.oracle import Oracle  # noqa: E402
from two_tenants import checksums  # noqa: E402

REQUESTS = 2000


@pytest.fixture(scope="module")
def everyone(stack):
    return tenants.make(stack, random.Random(11), 3, invoices=1)


def told(reports):
    return "\n".join(
        f"{what}\n{case}\n" + "\n".join(answer.text[:800] for answer in answers) for what, case, answers in reports[:5]
    )


def rows(stack, tenant):
    """Its rows; but for the requests counted with its keys, which the others send too."""
    found = checksums(stack.sql, f"t.slug = '{tenant.slug}'")
    return {where: seen for where, seen in found.items() if where[0] != "key_window"}


def test_requests_with_anothers_things_are_answered_as_if_they_were_nobodys(stack, everyone):
    quiet = everyone[0]
    oracle = Oracle(everyone)
    before = rows(stack, quiet)
    statuses = drive.run(
        [Fuzzer(everyone, random.Random(f"spec {number}")) for number in (1, 2)], oracle, stack.port, REQUESTS
    )
    oracle.check_met(stack)
    assert not oracle.reports, told(oracle.reports)
    assert rows(stack, quiet) == before, "rows of the tenant that did nothing"
    # It went through all of it, and not against a closed door.
    assert sum(statuses.values()) >= REQUESTS
    assert (
        statuses[200] > 200 and statuses[404] > 200 and oracle.compared > 400 and {201, 401, 403, 409} <= set(statuses)
    )


def test_numbers_in_an_answer_are_the_tenants_own(stack, everyone):
    reports = []
    load.flood(stack, everyone[0], everyone[1], lambda what, case: reports.append(what), count=10)
    assert not reports


def test_file_that_two_tenants_send_is_stored_for_each(stack, client, neighbour):
    same = pdf("The same bytes at both")
    ours, theirs, again = (each.upload(same, path="/api/tasks").json()["data"] for each in (client, neighbour, client))
    assert ours["fileHash"] == theirs["fileHash"]
    assert ours["fileId"] != theirs["fileId"] and ours["s3Key"].split("/")[1] != theirs["s3Key"].split("/")[1]
    assert again["fileId"] == ours["fileId"]


def raw(stack, method, target, headers=(), key=None, body=b""):
    return send(stack, request(stack, method, target, body, headers, key or stack.key))


def result_key(stack, document):
    [[key]] = stack.sql(f"SELECT result_key FROM document WHERE document_id = '{document}'")
    return key


HEADERS = (
    "X-Accel-Redirect: /_results/{result}",
    "X-Sendfile: /_results/{result}",
    "X-Original-URL: /documents/{id}",
    "X-Rewrite-URL: /documents/{id}",
    "X-HTTP-Method-Override: GET",
    "X-Tenant-Id: {user}",
    "X-User-Id: {user}",
    "X-Forwarded-For: 127.0.0.1",
    "X-Forwarded-User: {user}",
    "Docket-Internal: 1",
    "DOCKET_INTERNAL: 1",
    "Proxy: http://127.0.0.1:9",
    "X_Api_Key: {key}",
    "Cookie: key={key}",
    "Proxy-Authorization: Bearer {key}",
    "Request-Uri: /documents/{id}",
    "Document-Uri: /documents/{id}",
    "If-None-Match: *",
    "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
    "X-Api-Key: {key}",
)


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_opens_anothers_document(stack, neighbour, theirs, header):
    """The last one is a good key of the other's: it does not count beside ours."""
    [[user]] = stack.sql("SELECT uid FROM tenant WHERE slug = 'neighbour'")
    name, value = header.format(
        id=theirs["id"], user=user, key=neighbour.key, result=result_key(stack, theirs["id"])
    ).split(": ", 1)
    for path in ("/documents/{}", "/api/tasks/{}/result"):
        assert_problem(raw(stack, "GET", path.format(theirs["id"]), [(name, value)]), 404, "document_unknown")


PLACES = (
    "/_results/{}",
    "/%5fresults/{}",
    "/%5Fresults%2f{}",
    "//_results/{}",
    "/_results//{}",
    "/./_results/{}",
    "/results/../_results/{}",
    "/results/x/%2e%2e/%2e%2e/_results/{}",
    "/documents/%2e%2e/_results/{}",
    "/_RESULTS/{}",
    "/{}",
    "/results/{}",
    "/blobs/{}",
    "/openapi.json/../_results/{}",
    "/api/../_results/{}",
    "/_results/x/../{}",
    "/_results/%2e/{}",
    "/_results\\{}",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_stored_file_has_no_address_not_even_for_its_owner(stack, invoice, place, method):
    answer = raw(stack, method, place.format(result_key(stack, invoice["id"])))
    assert answer.status_code == 404
    assert "Harrow" not in answer.text


SPELLINGS = (
    "/documents/{}/",
    "//documents/{}",
    "/documents//{}",
    "/DOCUMENTS/{}",
    "/documents/./{}",
    "/documents/%2e/{}",
    "/documents/x/../{}",
    "/documents/x/%2e%2e/{}",
    "/documents/upload/../{}",
    "/%64ocuments/{}",
    "/documents/{}%2fstatus",
    "/documents/{}%00",
    "/documents/{};x",
    "/documents/{}.json",
    "/documents/{}/status/../",
    "/api/tasks/../../documents/{}",
    "/documents/{}#x",
    "http://docket.test/documents/{}",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_opens_anothers_document(stack, theirs, spelling):
    nobodys = theirs["id"][:-4] + "0000"
    answers = [raw(stack, "GET", spelling.format(each)) for each in (theirs["id"], nobodys)]
    told = [(answer.status_code, answer.json()["code"]) for answer in answers]
    assert told[0] == told[1] and told[0][0] in (400, 404)


@pytest.mark.parametrize(
    "method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST", "TRACE", "PROPFIND", "get", "GET\tX"]
)
def test_no_method_tells_whether_anothers_document_is_there(stack, theirs, method):
    nobodys = theirs["id"][:-4] + "0000"
    answers = [raw(stack, method, f"/documents/{each}") for each in (theirs["id"], nobodys)]
    codes = [answer.json()["code"] if answer.text and method != "HEAD" else "" for answer in answers]
    assert answers[0].status_code == answers[1].status_code != 200 and codes[0] == codes[1]
    assert len(answers[0].content) == len(answers[1].content)


SMUGGLED = b"GET /documents/%s HTTP/1.1\r\nHost: docket.test\r\nX-Api-Key: %s\r\n\r\n"


@pytest.mark.parametrize(
    "headers",
    [
        [("Content-Length", "5"), ("Transfer-Encoding", "chunked")],
        [("Content-Length", "5"), ("Content-Length", "0")],
        [("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "identity")],
        [("Transfer-Encoding", "xchunked")],
        [("Transfer-Encoding", "\x0bchunked")],
        [("Content-Length", "+5")],
        [("Content-Length", "5, 5")],
    ],
    ids=lambda headers: " and ".join(f"{name} {value!r}" for name, value in headers),
)
def test_request_within_a_request_is_not_answered(stack, neighbour, theirs, headers):
    """Length and coding that contradict each other: the rest could be taken for another client's request."""
    inner = SMUGGLED % (theirs["id"].encode(), neighbour.key.encode())
    lines = [b"POST /documents/upload HTTP/1.1", b"Host: docket.test", b"X-Api-Key: " + stack.key.encode()]
    lines += [f"{name}: {value}".encode("latin-1") for name, value in headers]
    answer = send(stack, b"\r\n".join(lines) + b"\r\n\r\n0\r\n\r\n" + inner)
    assert answer.status_code in (400, 411, 415, 501)
    assert answer.headers["Connection"] == "close"


def test_user_of_another_tenant_in_a_form_is_refused_wherever_it_stands(stack, client, theirs):
    [[user]] = stack.sql("SELECT uid FROM tenant WHERE slug = 'neighbour'")
    file = part(pdf("User"), b'name="file"; filename="a.pdf"')
    field = part(user.encode(), b'name="userId"')
    for body in (form(field, file), form(file, field), form(file, part(b"", b'name="userId"'), field)):
        answer = client.post("/documents/upload", data=body, headers={"Content-Type": FORM})
        assert answer.status_code in (400, 403), answer.text
