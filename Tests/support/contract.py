"""What the tests of the HTTP surface share: its description, the shape of its errors, and requests that no HTTP library
would send."""
import http.client
import json
import pathlib
import re
import socket
from contextlib import contextmanager

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
OPENAPI = yaml.safe_load((ROOT / "docs/openapi.yaml").read_text())

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z")
SHA256 = re.compile(r"[0-9a-f]{64}")
REQUEST_ID = re.compile(r"[0-9a-f]{32}")

PROBLEM = {"success", "error", "code", "type", "title", "status", "detail", "instance", "request_id"}
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"
SECURITY_HEADERS = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Content-Security-Policy")

# Words of the inside of the house.
SECRETS = re.compile(
    r"/tmp|/var/|/usr/|/etc/|/home|/root|blobs|incoming|uploads/|results/[0-9a-f]|\.sock|\.swift|mysql|maria|sql"
    r"|select |insert |procedure|routine|(?<!accep)table|errno|fatal|stack trace|swift|tesseract|poppler|leptonica|0x[0-9a-f]{6}",
    re.IGNORECASE,
)


def operations(needs_key=None):
    """(method, path) of each operation; with `needs_key`, those that do or do not need one."""
    for path, item in OPENAPI["paths"].items():
        for method, operation in item.items():
            if method in ("get", "post", "put", "patch", "delete"):
                open_to_all = operation.get("security", OPENAPI["security"]) == []
                if needs_key is None or needs_key != open_to_all:
                    yield method.upper(), path


def assert_problem(answer, status, code=None):
    """An answer is an error in the one shape, and tells nothing of the inside."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    # Only what a limit refuses says which.
    of_a_limit = "violated-policies" in problem
    assert set(problem) - {"violated-policies"} == PROBLEM
    assert problem["success"] is False
    assert problem["status"] == status
    assert problem["type"] == (QUOTA_EXCEEDED if of_a_limit else "about:blank")
    assert problem["title"] and problem["error"] and problem["detail"]
    assert problem["instance"].startswith("/")
    assert REQUEST_ID.fullmatch(problem["request_id"])
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    assert "no-store" in answer.headers["Cache-Control"]
    for name in SECURITY_HEADERS:
        assert answer.headers[name]
    told = problem["error"] + problem["detail"] + problem["title"]
    assert not SECRETS.search(told), told
    if code:
        assert problem["code"] == code, problem
    return problem


class RawAnswer:
    """An answer as `requests` has it, read from a socket."""

    def __init__(self, sock, method=None):
        response = http.client.HTTPResponse(sock, method=method)
        response.begin()
        self.status_code = response.status
        self.headers = response.headers
        self.content = response.read()
        self.text = self.content.decode(errors="replace")

    def json(self):
        return json.loads(self.content)


def connect(stack, data):
    sock = socket.create_connection(("127.0.0.1", stack.port), timeout=30)
    sock.sendall(data)
    return sock


def send(stack, data):
    """Bytes as they are, and the answer to them."""
    with connect(stack, data) as sock:
        return RawAnswer(sock, data.split(b" ", 1)[0].decode("latin-1"))


def request(stack, method, target, body=b"", headers=(), key=None):
    """A request whose target no library tidies up."""
    target = target.encode() if isinstance(target, str) else target
    lines = [method.encode() + b" " + target + b" HTTP/1.1", b"Host: docket.test", b"Connection: close"]
    lines += [f"{name}: {value}".encode() for name, value in headers]
    if key:
        lines.append(b"Authorization: Bearer " + key.encode())
    if body:
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


BOUNDARY = "docket-test-boundary"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def part(content, disposition, more=b""):
    head = b"--" + BOUNDARY.encode() + b"\r\nContent-Disposition: form-data; " + disposition + b"\r\n" + more
    return head + b"\r\n" + content + b"\r\n"


def form(*parts):
    return b"".join(parts) + b"--" + BOUNDARY.encode() + b"--\r\n"


def upload_form(client, body, path="/documents/upload", content_type=FORM):
    return client.post(path, data=body, headers={"Content-Type": content_type})


def pdf(*lines, padding=0):
    """A page with the lines as its text layer; `padding` bytes of comment make it as large as wanted."""
    # With fewer letters it would be read from its picture, which takes a second.
    lines += ("A page that the tests made",)
    text = b" ".join(b"(" + re.sub(rb"([\\()])", rb"\\\1", line.encode("latin-1")) + b") Tj T*" for line in lines)
    content = b"BT /F 14 Tf 20 TL 60 780 Td " + text + b" ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    file = b"%PDF-1.4\n"
    if padding:
        file += b"%" + b"x" * (padding - 2) + b"\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(file))


def pdf_of_size(size):
    """A readable PDF of exactly so many bytes."""
    base = len(pdf("Padded"))
    padding = size - base
    while (made := pdf("Padded", padding=padding)) and len(made) != size:
        padding += size - len(made)
    return made


def stored(stack):
    """Documents, media, files: an upload that was refused changes none of them."""
    [[documents, media]] = stack.sql("SELECT (SELECT COUNT(*) FROM document), (SELECT COUNT(*) FROM media)")
    return documents, media, sum(1 for file in (stack.var / "blobs/uploads").rglob("*") if file.is_file())


@contextmanager
def nothing_stored(stack):
    before = stored(stack)
    yield
    assert stored(stack) == before
