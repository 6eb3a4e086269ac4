"""A tenant's documents are read again by a recurring job of its own."""
import json

import pytest
from stack import until

NIGHTLY = {"status": "preprocess_error", "since": "7d", "step": "preprocess", "pipeline": None, "limit": 1000}


@pytest.fixture
def slug(stack):
    return f"nightly-{stack.sql('SELECT COUNT(*) FROM tenant')[0][0]}"


@pytest.fixture
def tenant(stack, slug):
    return stack.tenant(slug)


def run(stack, slug, payload):
    """Has a recurring job of the tenant come due; what became of the job."""
    stack.docket(
        "schedule", "set", "nightly", "--tenant", slug, "--cron", "0 3 * * *", "--work", "reprocess",
        "--payload", payload if isinstance(payload, str) else json.dumps(payload))
    of = f"tenant_id = (SELECT tenant_id FROM tenant WHERE slug = '{slug}')"
    until(lambda: stack.sql(f"SELECT 1 FROM schedule WHERE {of} AND next_at IS NOT NULL"))
    stack.sql(f"UPDATE schedule SET next_at = NOW() - INTERVAL 1 MINUTE WHERE {of}")
    [job] = until(lambda: stack.sql(
        f"""SELECT outcome, COALESCE(error_code, ''), COALESCE(error_detail, '') FROM job
            WHERE {of} AND kind = 'reprocess' AND outcome IS NOT NULL"""))
    return job


def failed(client):
    """A document that could not be read."""
    document = client.process(b"%PDF-1.4\nnothing")
    assert document["status"] == "preprocess_error"
    return document["id"]


def versions(client, document):
    return client.get(f"/documents/{document}/versions").json()["versions"]


def test_what_failed_is_read_again_and_only_the_tenants_own(stack, slug, tenant, neighbour):
    documents, theirs = [failed(tenant) for _ in range(2)], failed(neighbour)
    assert run(stack, slug, NIGHTLY) == ["done", "", ""]
    for document in documents:
        assert tenant.finish(document)["status"] == "preprocess_error"
        [version] = versions(tenant, document)
        assert (version["status"], version["next_step"], version["kept_by"]) == (
            "preprocess_error", "preprocess", "schedule")
    assert versions(neighbour, theirs) == []
    audited = stack.sql(
        f"""SELECT object FROM audit JOIN tenant USING (tenant_id)
            WHERE slug = '{slug}' AND action = 'document.reprocess' ORDER BY object""")
    assert audited == sorted([document] for document in documents)


def test_what_lacks_what_the_step_reads_is_passed_over(stack, slug, tenant):
    document = failed(tenant)
    assert run(stack, slug, NIGHTLY | {"step": "ocr"}) == ["done", "", ""]
    assert versions(tenant, document) == []


def test_limit_and_pipeline_narrow_it(stack, slug, tenant):
    documents = [failed(tenant) for _ in range(2)]
    assert run(stack, slug, {"status": "preprocess_error", "since": "7d", "pipeline": "invoice", "limit": 1})[0] == "done"
    assert [len(versions(tenant, document)) for document in documents] == [1, 0], "the oldest first"
    tenant.finish(documents[0])


@pytest.mark.parametrize(
    "payload, code, said",
    [
        ("{}", "payload_invalid", "status and since"),
        ("[]", "payload_invalid", "status and since"),
        (NIGHTLY | {"since": "a week"}, "payload_invalid", "30m, 12h or 7d"),
        (NIGHTLY | {"limit": 0}, "payload_invalid", "1 to 100000"),
        (NIGHTLY | {"limit": "many"}, "payload_invalid", "status and since"),
        (NIGHTLY | {"tenant": "neighbour"}, "payload_invalid", "Leave out"),
        (NIGHTLY | {"status": "x" * 31}, "payload_invalid", "30 letters"),
        (NIGHTLY | {"status": "lost"}, "status_unknown", "Check status"),
        (NIGHTLY | {"step": "translate"}, "step_unknown", "Check step"),
        (NIGHTLY | {"pipeline": "none"}, "pipeline_unknown", "Check pipeline"),
    ],
    ids=lambda value: str(value)[-40:],
)
def test_a_payload_that_makes_no_sense_fails_the_job_for_good(stack, slug, tenant, payload, code, said):
    outcome, told, detail = run(stack, slug, payload)
    assert (outcome, told) == ("failed", code)
    assert said in detail
