"""The OCR platform's contract: tasks, their list, results, links; and what holds on every route."""
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from contract import SECURITY_HEADERS, SHA256, TIME, UUID, assert_problem, operations, pdf, request, send
from stack import until

EVIL = ('<script>alert("docket")</script>', "</p></body><img src=x onerror=alert(1)>", "Fish & Chips &lt;b&gt;")


def tenant_id(stack, slug="demo"):
    [[uid]] = stack.sql(f"SELECT uid FROM tenant WHERE slug = '{slug}'")
    return uid


def finish(client, task):
    def final():
        data = client.get(f"/api/tasks/{task}/status").json()["data"]
        return data if data["status"] in ("completed", "failed") else None

    return until(final, 120, 0.1)


def read(client, content, name="document.pdf", **fields):
    """A task that is done."""
    answer = client.upload(content, name, "/api/tasks", **fields)
    assert answer.status_code == 201, answer.text
    task = answer.json()["data"]["taskId"]
    finish(client, task)
    return task


def link(client, task):
    return client.get(f"/api/tasks/{task}/result").json()["data"]["resultUrl"]


@pytest.fixture(scope="module")
def receipt(client, samples):
    answer = client.upload(samples / "invoice.pdf", path="/api/tasks", priority="5")
    assert answer.status_code == 201
    return answer.json()


@pytest.fixture(scope="module")
def task(client, receipt):
    finish(client, receipt["data"]["taskId"])
    return receipt["data"]["taskId"]


def test_create_answers_with_the_members_of_the_reference(receipt, samples):
    content = (samples / "invoice.pdf").read_bytes()
    assert list(receipt) == ["success", "data"]
    assert receipt["success"] is True
    data = receipt["data"]
    assert list(data) == [
        "taskId", "fileId", "filename", "fileSize", "mimeType", "s3Key", "fileHash", "status", "queuePosition",
        "createdAt",
    ]
    assert UUID.fullmatch(data["taskId"]) and UUID.fullmatch(data["fileId"])
    assert (data["filename"], data["fileSize"], data["mimeType"]) == ("invoice.pdf", len(content), "application/pdf")
    assert data["fileHash"] == hashlib.sha256(content).hexdigest()
    assert data["status"] == "queued"
    assert isinstance(data["queuePosition"], int) and data["queuePosition"] >= 0
    assert TIME.fullmatch(data["createdAt"])


@pytest.mark.parametrize("path, first", [("/api/tasks", "queued"), ("/documents/upload", "preprocessing")])
def test_upload_is_told_its_first_status_however_quick_the_workers_are(client, path, first):
    answers = [client.upload(pdf("Quick"), path=path).json() for _ in range(30)]
    assert {(answer.get("data") or answer["document"])["status"] for answer in answers} == {first}


def test_storage_key_names_tenant_month_file_and_name(stack, receipt):
    pattern = rf"uploads/{tenant_id(stack)}/\d{{4}}-\d{{2}}/{UUID.pattern}/invoice\.pdf"
    assert re.fullmatch(pattern, receipt["data"]["s3Key"])


def test_task_has_the_members_of_the_reference_and_ours(stack, client, task, receipt):
    answer = client.get(f"/api/tasks/{task}").json()
    assert answer["success"] is True
    data = answer["data"]
    assert list(data) == [
        "taskId", "fileId", "userId", "filename", "fileSize", "mimeType", "s3Key", "fileHash", "priority", "status",
        "result", "resultUrl", "errorCode", "errorMessage", "createdAt", "startedAt", "completedAt", "updatedAt",
    ]
    for name in ("taskId", "fileId", "filename", "fileSize", "mimeType", "s3Key", "fileHash", "createdAt"):
        assert data[name] == receipt["data"][name]
    assert data["userId"] == tenant_id(stack)
    assert (data["priority"], data["status"], data["errorCode"], data["errorMessage"]) == (5, "completed", None, None)
    assert SHA256.fullmatch(data["fileHash"])
    assert data["result"]["text_length"] > 300
    assert data["result"]["confidence"] == 1
    assert data["result"]["pages"] == 1
    assert data["createdAt"] <= data["startedAt"] <= data["completedAt"] <= data["updatedAt"]
    assert all(TIME.fullmatch(data[name]) for name in ("createdAt", "startedAt", "completedAt", "updatedAt"))


def test_status_has_the_members_of_the_reference_and_ours(client, task):
    data = client.get(f"/api/tasks/{task}/status").json()["data"]
    assert list(data) == [
        "taskId", "status", "message", "progress", "errorCode", "errorMessage", "createdAt", "updatedAt",
    ]
    assert (data["taskId"], data["status"], data["progress"]) == (task, "completed", 100)
    assert data["message"] == "OCR processing completed successfully"


@pytest.mark.parametrize(
    "status, message, progress",
    [
        ("queued", "Task queued for processing", 0),
        ("processing", "OCR processing started", 50),
        ("completed", "OCR processing completed successfully", 100),
        ("failed", "OCR processing failed; see error", 50),
    ],
)
def test_each_status_has_the_message_of_the_reference(stack, client, task, status, message, progress):
    stack.sql(f"UPDATE document SET status = '{status}' WHERE document_id = '{task}'")
    data = client.get(f"/api/tasks/{task}/status").json()["data"]
    stack.sql(f"UPDATE document SET status = 'completed' WHERE document_id = '{task}'")
    assert (data["status"], data["message"], data["progress"]) == (status, message, progress)


def test_file_that_cannot_be_read_fails_with_its_code(client):
    task = read(client, b"%PDF-1.4\nno page in it\n")
    data = client.get(f"/api/tasks/{task}").json()["data"]
    assert (data["status"], data["errorCode"], data["resultUrl"]) == ("failed", "invalid_file", None)
    assert data["errorMessage"]
    assert "result" not in data
    assert_problem(client.get(f"/api/tasks/{task}/result"), 409, "result_failed")


def test_result_is_not_ready_while_the_document_is_read(stack, client, task):
    [[result]] = stack.sql(f"SELECT result_key FROM document WHERE document_id = '{task}'")
    stack.sql(f"UPDATE document SET status = 'processing', result_key = NULL WHERE document_id = '{task}'")
    answer = client.get(f"/api/tasks/{task}/result")
    url = client.get(f"/api/tasks/{task}").json()["data"]["resultUrl"]
    stack.sql(f"UPDATE document SET status = 'completed', result_key = '{result}' WHERE document_id = '{task}'")
    assert_problem(answer, 409, "result_not_ready")
    assert url is None


@pytest.mark.parametrize("priority", ["1", "10", ""])
def test_priority_may_be_1_to_10_or_left_out(client, priority):
    answer = client.upload(pdf("Priority"), path="/api/tasks", priority=priority)
    assert answer.status_code == 201
    task = answer.json()["data"]["taskId"]
    assert client.get(f"/api/tasks/{task}").json()["data"]["priority"] == int(priority or 5)


@pytest.mark.parametrize("priority", ["0", "11", "-1", "abc", "5.0", "99999999999999999999", "٣"])
def test_other_priorities_are_refused(client, priority):
    assert_problem(client.upload(pdf("Priority"), path="/api/tasks", priority=priority), 422, "priority_invalid")


def test_own_user_id_is_accepted(stack, client):
    user = tenant_id(stack)
    assert client.upload(pdf("User"), path="/api/tasks", userId=user).status_code == 201
    assert client.get("/api/tasks", params={"userId": user}).status_code == 200
    assert client.get("/api/tasks", params={"userId": user.upper()}).status_code == 200


@pytest.fixture(scope="module")
def crowd(stack):
    """A tenant of its own with five tasks, oldest first."""
    client = stack.tenant("crowd")
    tasks = [client.upload(pdf(f"Task {n}"), f"{n}.pdf", "/api/tasks").json()["data"]["taskId"] for n in range(5)]
    return client, tasks


def page(client, **params):
    answer = client.get("/api/tasks", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_list_has_the_tenants_tasks_newest_first(crowd):
    client, tasks = crowd
    answer = page(client)
    assert list(answer) == ["success", "data", "pagination"]
    assert [row["taskId"] for row in answer["data"]] == tasks[::-1]
    assert answer["pagination"] == {"limit": 50, "offset": 0, "count": 5, "hasMore": False}


def test_row_of_the_list_has_the_tasks_members(crowd):
    client, _ = crowd
    row = page(client)["data"][0]
    assert list(row) == [
        "taskId", "fileId", "userId", "filename", "fileSize", "mimeType", "priority", "status", "errorCode",
        "createdAt", "startedAt", "completedAt", "updatedAt",
    ]


def test_pages_of_the_list_join_without_gap_or_overlap(crowd):
    client, tasks = crowd
    pages = [page(client, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [row["taskId"] for answer in pages for row in answer["data"]] == tasks[::-1]
    assert [answer["pagination"]["hasMore"] for answer in pages] == [True, True, False]
    assert [answer["pagination"]["count"] for answer in pages] == [2, 2, 1]


def test_page_that_ends_with_the_list_has_no_more(crowd):
    assert page(crowd[0], limit=5)["pagination"]["hasMore"] is False


def test_page_behind_the_end_is_empty(crowd):
    answer = page(crowd[0], offset=1_000_000)
    assert (answer["data"], answer["pagination"]["count"]) == ([], 0)


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=-1", "limit=abc", "limit=", "offset=-1", "offset=1e3",
                                   "offset=1000001", "offset=99999999999999999999"])
def test_page_out_of_bounds_is_refused(client, query):
    problem = assert_problem(client.get(f"/api/tasks?{query}"), 400, "invalid_parameter")
    assert query.split("=")[0] in problem["detail"]


def test_query_that_cannot_be_decoded_is_refused(client):
    assert_problem(client.get("/api/tasks?limit=%ff"), 400, "invalid_query")


def test_result_is_a_link_good_for_an_hour(stack, client, task):
    answer = client.get(f"/api/tasks/{task}/result").json()
    assert answer["success"] is True
    assert list(answer["data"]) == ["taskId", "filename", "resultUrl", "expiresIn"]
    assert (answer["data"]["taskId"], answer["data"]["filename"]) == (task, "invoice.pdf")
    assert answer["data"]["expiresIn"] == 3600
    assert re.fullmatch(rf"{stack.url}/results/[0-9a-f.-]{{84,}}[0-9a-f]{{64}}/result\.html", answer["data"]["resultUrl"])


def test_link_opens_without_a_key(stack, client, task):
    answer = stack.client("none").session.get(link(client, task), headers={"Authorization": None})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "HBC-2026-1043" in answer.text


def test_page_of_a_result_may_do_nothing_in_a_browser(client, task):
    headers = client.session.get(link(client, task)).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "sandbox")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "private, no-store"
    assert "X-Accel-Redirect" not in headers


def test_text_of_a_document_cannot_become_markup(client):
    task = read(client, pdf(*EVIL), '<i>"name"</i>.pdf')
    html = client.session.get(link(client, task)).text
    assert "&lt;script&gt;alert(&quot;docket&quot;)&lt;/script&gt;" in html
    assert "&lt;/p&gt;&lt;/body&gt;&lt;img src=x onerror=alert(1)&gt;" in html
    assert "Fish &amp; Chips &amp;lt;b&amp;gt;" in html
    assert "<title>i&gt;.pdf</title>" in html
    allowed = r"/?(?:html|head|meta|title|style|body|h1|h2|p|section|small)\b"
    assert not re.search(rf"<(?!{allowed}|!DOCTYPE html>)", html)


def test_changed_link_opens_nothing(client, task):
    token = link(client, task).split("/")[-2].split(".")
    for part, value in enumerate([token[1], token[0], str(int(token[2]) + 1), token[3][::-1]]):
        changed = ".".join(token[:part] + [value] + token[part + 1:])
        assert_problem(client.get(f"/results/{changed}/result.html"), 404, "link_unknown")


def test_asking_for_a_link_writes_nothing(stack, quiet):
    client, task = quiet
    link(client, task)
    # Other tenants' files may still be in work.
    own = "WHERE tenant_id = (SELECT tenant_id FROM tenant WHERE slug = 'quiet')"
    tables = f"""SELECT COUNT(*) FROM secret UNION ALL SELECT COUNT(*) FROM document {own}
        UNION ALL SELECT COUNT(*) FROM event {own}"""
    before = stack.sql(tables)
    for _ in range(3):
        link(client, task)
    assert stack.sql(tables) == before


def test_expired_link_is_410(stack, client, task):
    url = link(client, task)
    tenant, document, _, _ = url.split("/")[-2].split(".")
    expired = 1_700_000_000
    [[signature]] = stack.sql(f"SELECT result_signature('{tenant}', '{document}', {expired})")
    token = f"{tenant}.{document}.{expired}.{signature}"
    assert_problem(client.get(f"/results/{token}/result.html"), 410, "link_expired")


@pytest.mark.parametrize("token", ["0" * 43, "x", "%27%20OR%201=1", "ä" * 20])
def test_unknown_link_is_404(client, token):
    assert_problem(client.get(f"/results/{token}/result.html"), 404, "link_unknown")


def test_other_files_of_a_result_are_not_there(client, task):
    url = link(client, task)
    for name in ("", "result.json", "../result.html", "page-1.png"):
        assert_problem(client.session.get(url.replace("result.html", name)), 404, "not_found")


@pytest.mark.parametrize(
    "target", ["/_results/{}", "/%5fresults/{}", "//_results/{}", "/results/../_results/{}",
               "/results/%2e%2e/_results/{}", "/results/x/result.html/../../../_results/{}", "/_results//{}"])
def test_files_cannot_be_reached_by_their_place(stack, task, target):
    [[result, upload]] = stack.sql(
        f"SELECT d.result_key, m.storage_key FROM document d JOIN media m USING (tenant_id, media_id) "
        f"WHERE d.document_id = '{task}'")
    assert (stack.var / "blobs" / result).is_file()
    for key in (result, upload):
        answer = send(stack, request(stack, "GET", target.format(key), key=stack.key))
        assert answer.status_code in (400, 404), target
        assert_problem(answer, answer.status_code)


@pytest.mark.parametrize("range_", ["bytes=0-14", "bytes=99999999-", "nonsense"])
def test_result_is_given_whole_whatever_range_is_asked_for(client, task, range_):
    answer = client.session.get(link(client, task), headers={"Range": range_})
    assert answer.status_code == 200
    assert answer.text.startswith("<!DOCTYPE html>") and answer.text.endswith("</html>\n")


def test_result_that_a_client_has_is_not_sent_again(client, task):
    url = link(client, task)
    tag = client.session.get(url).headers["ETag"]
    assert client.session.get(url, headers={"If-None-Match": tag}).status_code == 304
    assert_problem(client.session.get(url, headers={"If-Match": '"other"'}), 412, "precondition_failed")


def test_same_bytes_are_two_tasks_of_one_file(client):
    first, second = (client.upload(pdf("Twins"), path="/api/tasks").json()["data"] for _ in range(2))
    assert first["taskId"] != second["taskId"]
    for name in ("fileId", "fileHash", "s3Key"):
        assert first[name] == second[name]


@pytest.mark.parametrize("round_", range(5))
def test_same_bytes_sent_at_once_are_one_file_that_is_there(stack, client, round_):
    content = pdf(f"At once {round_}")
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: stack.client().upload(content, path="/api/tasks"), range(12)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["data"]["taskId"] for answer in answers}) == 12
    [(file, key)] = {(answer.json()["data"]["fileId"], answer.json()["data"]["s3Key"]) for answer in answers}
    assert (stack.var / "blobs" / key).read_bytes() == content
    files = (path for path in (stack.var / "blobs/uploads").rglob("*") if path.is_file())
    assert sum(path.read_bytes() == content for path in files) == 1


def test_same_bytes_of_another_tenant_are_another_file(client, neighbour):
    ours, theirs = (each.upload(pdf("Strangers"), path="/api/tasks").json()["data"] for each in (client, neighbour))
    assert ours["fileHash"] == theirs["fileHash"]
    assert ours["fileId"] != theirs["fileId"]
    assert ours["s3Key"] != theirs["s3Key"]


def test_status_of_the_service_counts_the_tenants_jobs(crowd):
    client, tasks = crowd
    for task in tasks:
        finish(client, task)
    answer = client.get("/status").json()
    assert answer["success"] is True
    queues = {queue.pop("name"): queue for queue in answer["data"]["queues"]}
    assert list(queues) == ["preprocessing", "ocr", "llm", "extraction", "evaluation", "maintenance"]
    assert queues["ocr"] == {
        "scheduled": 0, "waiting": 0, "ready": 0, "running": 0, "done": 5, "failed": 0, "dead": 0, "cancelled": 0,
        "oldest_ready_seconds": None, "longest_running_seconds": None, "paused": False,
    }


def test_health_needs_no_key(stack, client):
    answer = stack.client("none").session.get(f"{client.url}/health", headers={"Authorization": None})
    assert answer.status_code == 200
    assert answer.json() == {"status": "healthy", "database": "ok", "schema_version": answer.json()["schema_version"]}


# What holds on every route.


def fill(path, task):
    return path.replace("{id}", task).replace("{token}", "0" * 43).replace("{number}", "1")


@pytest.fixture(scope="module")
def quiet(stack):
    """A tenant's client whose one task is done, so that nothing changes between two calls."""
    client = stack.tenant("quiet")
    return client, read(client, pdf("Quiet"))


@pytest.mark.parametrize("method, path", [each for each in operations() if each[0] == "GET"])
def test_head_is_get_without_the_body(quiet, method, path):
    client, task = quiet
    path = fill(path, task)
    names = ("Content-Type", "Content-Length", "Cache-Control")

    def told():
        head, get = client.session.head(client.url + path), client.get(path)
        assert head.status_code == get.status_code
        assert head.content == b""
        return [[answer.headers[name] for name in names] for answer in (head, get)]

    # What is counted, as /metrics is, may grow by a digit between the two.
    assert any(head == get for head, get in (told() for _ in range(5)))


@pytest.mark.parametrize("path", sorted({path for _, path in operations() if not path.startswith("/openapi.")}))
def test_options_tells_the_methods(client, task, path):
    answer = client.session.options(client.url + fill(path, task))
    assert (answer.status_code, answer.content) == (204, b"")
    methods = {method for method, each in operations() if each == path}
    assert set(answer.headers["Allow"].split(", ")) == methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())


@pytest.mark.parametrize("path", sorted({path for _, path in operations()}))
def test_other_methods_are_405_with_allow(client, task, path):
    known = {method for method, each in operations() if each == path}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"} - known:
        answer = client.session.request(method, client.url + fill(path, task))
        assert_problem(answer, 405, "method_not_allowed")
        allowed = set(answer.headers["Allow"].split(", "))
        assert known <= allowed and method not in allowed


@pytest.mark.parametrize(
    "path",
    ["/", "/nothing", "/documents", "/documents/", "/api", "/api/tasks/x/y/z", "/api/tasks/x/", "/documents//status",
     "/health/x", "/openapi.yml", "/results/x", "/index.html"],
)
def test_address_that_is_none_is_404(stack, path):
    assert_problem(send(stack, request(stack, "GET", path, key=stack.key)), 404, "not_found")


def test_problem_names_the_route_and_not_the_id(client):
    problem = client.get("/api/tasks/00000000-0000-7000-8000-000000000000/status").json()
    assert problem["instance"] == "/api/tasks/{id}/status"


def test_success_has_a_request_id_and_security_headers_too(client, invoice):
    first, second = (client.get(f"/documents/{invoice['id']}").headers for _ in range(2))
    assert first["X-Request-Id"] != second["X-Request-Id"]
    assert first["Cache-Control"] == "no-store"
    for name in SECURITY_HEADERS:
        assert first[name]


def test_request_id_of_a_client_is_not_taken_over(client):
    answer = client.get("/health", headers={"X-Request-Id": "0" * 32})
    assert answer.headers["X-Request-Id"] != "0" * 32
