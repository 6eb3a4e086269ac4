"""Uploads through a real connection."""
import fcgi

FORM = {"CONTENT_TYPE": "multipart/form-data; boundary=b"}
HEAD = (
    b'--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nh\xc3\xa9llo\r\n'
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a/b/invoice.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n"
)
TAIL = b"\r\n--b--\r\n"


def form(megabytes):
    """Length and parts of a form whose file has so many megabytes."""
    block = bytes(range(256)) * 128
    count = megabytes * 32

    def parts():
        yield HEAD
        for _ in range(count):
            yield block
        yield TAIL

    return len(HEAD) + count * len(block) + len(TAIL), parts()


def test_fifty_megabytes_cost_no_memory(pool):
    process = pool.start(threads=4)
    pool.request("/context")
    before = process.resident_kib()
    length, parts = form(50)
    answer = pool.request("/upload", "POST", body=parts, length=length, params=FORM)
    assert answer.json() == {"name": "invoice.pdf", "size": 50 << 20, "sum": (50 << 20) // 256 * 32640, "note": "héllo"}
    assert process.resident_kib() < 20 * 1024
    assert process.resident_kib() - before < 1024


def test_a_body_that_ends_early(pool):
    pool.start()
    for target, params in (("/echo", {}), ("/upload", FORM)):
        answer = pool.request(target, "POST", body=HEAD, length=len(HEAD) + 100, params=params)
        assert (answer.status, answer.json()["code"]) == (400, "incomplete_body")


def test_a_form_that_ends_early(pool):
    pool.start()
    answer = pool.request("/upload", "POST", body=HEAD + b"%PDF", params=FORM)
    assert (answer.status, answer.json()["code"]) == (400, "incomplete_body")


def test_too_large_is_refused_unread(pool):
    pool.start()
    with fcgi.connect(pool.path) as connection:
        connection.sendall(fcgi.begin("POST", "/upload", FORM, length=200 << 20))
        answer = fcgi.receive(connection)
    assert (answer.status, answer.json()["code"]) == (413, "content_too_large")


def test_too_large_is_noticed_while_it_streams(pool):
    pool.start()
    length, parts = form(2)
    answer = pool.request(f"/upload?limit={2 << 20}", "POST", body=parts, length=length, params=FORM)
    assert answer.status == 201
    length, parts = form(2)
    answer = pool.request(f"/upload?limit={(2 << 20) - 1}", "POST", body=parts, length=length, params=FORM)
    assert (answer.status, answer.json()["code"]) == (413, "content_too_large")


def test_not_a_form(pool):
    pool.start()
    answer = pool.request("/upload", "POST", body=b"{}", params={"CONTENT_TYPE": "application/json"})
    assert answer.status == 415
    answer = pool.request("/upload", "POST", body=b"{}", params={"CONTENT_TYPE": "multipart/form-data"})
    assert (answer.status, answer.json()["code"]) == (400, "malformed_multipart")
    answer = pool.request("/upload", "POST", body=b"--b--", params=FORM)
    assert (answer.status, answer.json()["code"]) == (400, "missing_file")
