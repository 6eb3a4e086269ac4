"""docs/openapi.yaml is true: of every route, every status, every member."""
import copy
import json
import re

import pytest
import schemathesis
import yaml
from contract import OPENAPI, REQUEST_ID, ROOT, SECURITY_HEADERS, UUID, operations, pdf
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import checks
from stack import until

checks.load_all_checks()
CHECKS = [
    checks.CHECKS.get_one(name)
    for name in (
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
        "response_schema_conformance", "unsupported_method", "ignored_auth",
    )
]


def closed(node):
    """The description with no room for members that it does not know, so that an answer may have none. Clients are told
    to ignore such members; the tests are not."""
    if isinstance(node, list):
        return [closed(each) for each in node]
    if not isinstance(node, dict):
        return node
    node = {name: closed(value) for name, value in node.items()}
    if node.get("type") == "object" and isinstance(node.get("properties"), dict):
        node.setdefault("additionalProperties", False)
    return node


STRICT = closed(copy.deepcopy(OPENAPI))
STRICT["components"]["schemas"]["UploadForm"].pop("additionalProperties")
# The tenants of these tests defined no fields.
STRICT["components"]["schemas"]["Document"]["additionalProperties"] = False
api = schemathesis.openapi.from_dict(STRICT)


def test_document_is_valid_openapi():
    assert OPENAPI["openapi"].startswith("3.1.")
    errors = [error.message for error in OpenAPIV31SpecValidator(OPENAPI).iter_errors()]
    assert not errors


def test_every_route_is_described_and_every_description_is_a_route():
    sources = "".join(file.read_text() for file in (ROOT / "Sources/FCGIApp/Routes").glob("*.swift"))
    routes = {(method.upper(), path) for method, path in re.findall(r'Route\(\s*\.(\w+),\s*"([^"]+)"', sources)}
    assert len(routes) > 10
    # nginx serves the description itself.
    assert set(operations()) == routes | {("GET", "/openapi.yaml"), ("GET", "/openapi.json")}


ROUTE = re.compile(r'Route\(\s*\.(\w+),\s*"([^"]+)",\s*(?:scope|access): \.(\w+)(?:,\s*body: \[([^\]]*)\])?')
BODIES = {"json": "application/json", "multipart": "multipart/form-data"}


def test_every_route_takes_the_credential_and_the_body_that_are_described():
    sources = "".join(file.read_text() for file in (ROOT / "Sources/FCGIApp/Routes").glob("*.swift"))
    routes = ROUTE.findall(sources)
    assert {(method.upper(), path) for method, path, *_ in routes} == set(operations()) - {
        ("GET", "/openapi.yaml"), ("GET", "/openapi.json")}
    for method, path, who, forms in routes:
        operation = OPENAPI["paths"][path][method]
        needs_key = operation.get("security", OPENAPI["security"]) != []
        assert needs_key == who.startswith("documents"), (method, path)
        body = operation.get("requestBody", {"content": {}})
        if "$ref" in body:
            body = OPENAPI["components"]["requestBodies"][body["$ref"].split("/")[-1]]
        assert set(body["content"]) == {BODIES[form] for form in re.findall(r"\w+", forms)}, (method, path)


# Routines without an account that refuse for those of the application's.
CALLED_BY_THEM = "authorize|document_kind|document_cancel_jobs|document_restart|quota_check|usage_add_document|usage_add_bytes"


def test_every_code_that_the_sources_have_is_described_and_no_other():
    files = (file for folder in ("FCGIApp", "FCGIServer") for file in (ROOT / "Sources" / folder).rglob("*.swift"))
    source = "".join(file.read_text() for file in files)
    problems = (ROOT / "nginx/snippets/problems.conf").read_text()
    found = set(re.findall(r'HTTPProblem\(\s*\.\w+,\s*"([a-z_]+)"', source))
    found |= set(re.findall(r'self\.init\(\s*\.\w+,\s*"([a-z_]+)"', source))
    found |= set(re.findall(r'refused\(status: \d+, code: "([a-z_]+)"', source))
    found |= set(re.findall(r"^ +(?:\d+|default) +([a-z_]+);$", problems, re.MULTILINE))
    # From routines that the application's account may call.
    for file in (ROOT / "sql/routines").rglob("*.sql"):
        for routine in file.read_text().split("\nEND//"):
            if "-- account: app\n" in routine or re.search(f"(FUNCTION|PROCEDURE) ({CALLED_BY_THEM})\\(", routine):
                found |= set(re.findall(r"SIGNAL SQLSTATE '45\d+' SET MESSAGE_TEXT = '(\w+)'", routine))
    # What the door refuses a file for; guarded before the database is asked.
    found |= {"empty", "unsupported_type"}
    # The last is told to administrators only.
    found -= {"limit_invalid", "status_changed", "storage_key_invalid"}
    assert found == set(OPENAPI["components"]["schemas"]["ProblemCode"]["enum"])


def test_every_status_of_a_document_is_described_and_no_other(stack):
    described = OPENAPI["components"]["schemas"]
    for pipeline, name in (("invoice", "InvoiceStatus"), ("ocr", "TaskStatus")):
        rows = stack.sql(f"SELECT status FROM document_status WHERE pipeline = '{pipeline}'")
        assert {row[0] for row in rows} == set(described[name]["enum"])


def test_every_reason_to_fail_and_every_finding_is_described():
    described = OPENAPI["components"]["schemas"]

    def cases(path, enum):
        body = re.search(rf"enum {enum}: .*?\n    }}", (ROOT / path).read_text(), re.DOTALL)[0]
        return {raw or name for name, raw in re.findall(r'case (\w+)(?: = "(\w+)")?', body)} - {"default"}

    problems = cases("Sources/Domain/Document/DocumentProblem.swift", "Code")
    # What errors say of themselves; a job of an unknown kind waits, and its document with it.
    said = "".join(path.read_text() for path in (ROOT / "Sources").rglob("*.swift") if "Generated" not in path.parts)
    failures = set(re.findall(r'jobCode: String \{ "(\w+)" \}', said)) - {"kind_unknown"} | set(
        re.findall(r'static let code = "(\w+)"', (ROOT / "Sources/Platform/StorageFull.swift").read_text()))
    assert set(described["DocumentErrorCode"]["enum"]) == problems | failures | {"worker_crashed", "cancelled"}
    findings = set(described["Finding"]["properties"]["code"]["enum"])
    assert findings == {
        raw or name
        for name, raw in re.findall(
            r'^        case (\w+)(?: = "(\w+)")?$',
            (ROOT / "Sources/Domain/Invoice/Evaluation/Evaluation.swift").read_text().split("struct Finding")[1],
            re.MULTILINE)
    }


def examples(node, where="#"):
    """Every example with the schema it belongs to."""
    if isinstance(node, dict):
        if "schema" in node and "example" in node:
            yield where, node["schema"], node["example"]
        for example in node.get("examples", []) if isinstance(node.get("examples"), list) else []:
            yield where, node, example
        for name, value in node.items():
            yield from examples(value, f"{where}/{name}")


@pytest.mark.parametrize("where, schema, example", [pytest.param(*each, id=each[0]) for each in examples(OPENAPI)])
def test_example_is_one(where, schema, example):
    rooted = {**schema, "components": STRICT["components"]}
    if "$ref" in schema:
        rooted = {"$ref": schema["$ref"], "components": STRICT["components"]}
    Draft202012Validator(rooted, format_checker=FormatChecker()).validate(example)


@pytest.mark.parametrize("name, content_type, load", [("openapi.yaml", "application/yaml", yaml.safe_load),
                                                      ("openapi.json", "application/json", json.loads)])
def test_description_is_served_to_everyone(stack, client, name, content_type, load):
    answer = client.get(f"/{name}", headers={"Authorization": None})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type
    assert REQUEST_ID.fullmatch(answer.headers["X-Request-Id"])
    for header in SECURITY_HEADERS:
        assert answer.headers[header]
    assert load(answer.content) == OPENAPI


@pytest.fixture(scope="module")
def known(client, samples):
    """Documents in different states, so that generated requests meet more than 404. They are read again and again."""
    done = client.process(samples / "invoice.pdf")["id"]
    failed = client.process(b"%PDF-1.4\nnothing")["id"]
    task = client.upload(samples / "invoice.pdf", path="/api/tasks").json()["data"]["taskId"]
    client.finish(task)
    link = client.get(f"/api/tasks/{task}/result").json()["data"]["resultUrl"]
    return {"ids": [done, failed, task], "token": link.split("/")[-2]}


@pytest.fixture(scope="module")
def user(stack):
    [[uid]] = stack.sql("SELECT uid FROM tenant WHERE slug = 'demo'")
    return uid


def generated(examples):
    """The same requests each time, for a stack that may be slow."""
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None,
                    suppress_health_check=list(HealthCheck))


def call(case, stack):
    headers = {"Authorization": f"Bearer {stack.key}"}
    case.call_and_validate(base_url=stack.url, headers=headers, checks=CHECKS, timeout=60)


@api.parametrize()
@generated(30)
def test_generated_requests_get_described_answers(case, stack, user):
    for values in (case.query, case.body):
        # Somebody else's id is refused before anything more is looked at.
        if isinstance(values, dict) and UUID.fullmatch(str(values.get("userId", ""))):
            values["userId"] = user
    call(case, stack)


@api.include(path_regex=r"\{(id|token)\}").parametrize()
@generated(8)
def test_generated_requests_for_real_documents_get_described_answers(case, stack, known):
    for identifier in known["ids"]:
        known_values = {"id": identifier, "token": known["token"], "number": 1}
        case.path_parameters = {
            name: value for name, value in known_values.items() if f"{{{name}}}" in case.operation.path
        }
        call(case, stack)


FILES = {
    "good": pdf("Invoice 1", "Total 10.00 EUR"),
    "empty": b"",
    "text": b"plain",
    "broken": b"\x89PNG\r\n\x1a\n",
    "none": None,
}


@pytest.mark.parametrize("path", ["/documents/upload", "/api/tasks"])
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("fields", [{}, {"priority": "1"}, {"priority": "0"}, {"userId": "x"}, {"x": "y"}])
def test_answers_to_uploads_are_as_described(client, path, file, fields):
    files = {"file": ("a.pdf", FILES[file])} if FILES[file] is not None else {"file": (None, "x")}
    answer = client.post(path, files=files, data=fields)
    assert str(answer.status_code) in OPENAPI["paths"][path]["post"]["responses"]
    assert answer.status_code < 500
    api[path]["POST"].validate_response(answer)


@pytest.mark.parametrize("path", ["/documents/upload", "/api/tasks"])
def test_answers_in_every_state_of_a_document_are_as_described(client, samples, path):
    """Polled from the upload to the end, so that what is null at first is too."""
    uploaded = client.upload(samples / "scan.png", path=path)
    identifier = uploaded.json().get("task_id") or uploaded.json()["data"]["taskId"]

    def is_final():
        status = client.status(identifier)["status"]
        assert status != "failed" and not status.endswith("_error"), status
        for route in ("/documents/{id}", "/documents/{id}/status", "/api/tasks/{id}", "/api/tasks/{id}/status",
                      "/api/tasks/{id}/result", "/api/tasks", "/status"):
            api[route]["GET"].validate_response(client.get(route.replace("{id}", identifier)))
        return status in client.FINAL

    until(is_final, 120, pause=0)
