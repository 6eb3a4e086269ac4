"""The log of events: each is of a type that is described, as its schema has it; docket events shows and follows it."""
import json
import subprocess

import jsonschema
import pytest
from stack import ROOT, until


@pytest.fixture(scope="module")
def types(stack):
    rows = [json.loads(line) for line in stack.docket("events", "types", "--schemas").stdout.splitlines()]
    return {row["type"]: row for row in rows}


def test_each_example_is_as_its_schema_says(types):
    assert {"document.created", "document.status_changed", "ocr.completed"} <= types.keys()
    for row in types.values():
        jsonschema.Draft202012Validator.check_schema(row["schema"])
        jsonschema.validate(row["example"], row["schema"])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({}, row["schema"])


def test_what_happens_is_as_its_schema_says(stack, client, samples, types):
    document = client.process(samples / "invoice.pdf")["id"]
    client.post(f"/documents/{document}/reprocess")
    client.finish(document)
    client.process(b"%PDF-1.4 broken", "broken.pdf")
    stack.sql("""CALL job_create('demo', 'maintenance', 'probe', '{"event": true}', 1, NULL, NULL, NULL)""")
    until(lambda: stack.sql("SELECT COUNT(*) FROM event WHERE type = 'probe.completed'") == [["1"]])
    lines = [json.loads(line) for line in stack.docket("events", "tail", "--count", "1000").stdout.splitlines()]
    assert [line["position"] for line in lines] == sorted(line["position"] for line in lines)
    mine = [line for line in lines if line["subject_id"] == document]
    assert [line["type"] for line in mine][0] == "document.created" and "document.reprocessed" in {line["type"] for line in mine}
    assert {"document.review_required", "ocr.completed", "probe.completed"} <= {line["type"] for line in lines}
    for line in lines:
        assert line["subject_kind"] == types[line["type"]]["subject_kind"]
        jsonschema.validate(line["payload"], types[line["type"]]["schema"], format_checker=jsonschema.FormatChecker())


def test_the_log_is_followed(stack, client, samples, tmp_path):
    seen = tmp_path / "seen"
    with open(seen, "wb") as output:
        follower = subprocess.Popen([ROOT / "bin/docket", "events", "--follow", "--count", "1"], env=stack.env, stdout=output)
        try:
            document = client.process(samples / "invoice.pdf")["id"]
            until(lambda: any(document in line and '"approved"' in line for line in seen.read_text().splitlines()), 30)
        finally:
            follower.terminate()
            follower.wait(10)


def test_how_long_it_is_kept_is_told_and_checked(stack):
    assert "leave within minutes" in stack.docket("events", "keep", "--days", "30", "--count", "5000").stdout
    assert stack.sql("SELECT keep_s, keep_count FROM event_keep WHERE for_tenant = 0") == [[str(30 * 86400), "5000"]]
    refused = stack.docket("events", "keep", "--days", "30", check=False)
    assert refused.returncode != 0 and "--count" in refused.stderr
    refused = stack.docket("events", "keep", "--tenant", "nobody", "--days", "1", "--count", "1", check=False)
    assert refused.returncode != 0 and "no such tenant" in refused.stderr
    stack.docket("events", "keep", "--days", "90", "--count", "1000000")
