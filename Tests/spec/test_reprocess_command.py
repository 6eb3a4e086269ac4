"""Operators have documents read again: docket reprocess, and the routine that a crontab calls."""
import re
import subprocess

import pytest
from contract import ROOT
from inside import jobs, paused
from stack import until

SINCE = ("--since", "7d")


@pytest.fixture
def failed(stack, samples):
    """A tenant's client and three of its documents, whose reading has failed."""
    slug = f"failing-{stack.sql('SELECT COUNT(*) FROM tenant')[0][0]}"
    client = stack.tenant(slug)
    documents = [client.process(samples / "invoice.pdf")["id"] for _ in range(3)]
    fail(stack, *documents)
    return slug, client, documents


def fail(stack, *documents, status="ocr_error", hours=1):
    names = ", ".join(f"'{document}'" for document in documents)
    stack.sql(
        f"""UPDATE document SET status = '{status}', error_code = 'storage_full', error_detail = 'x',
            updated_at = UTC_TIMESTAMP(6) - INTERVAL {hours} HOUR WHERE document_id IN ({names})"""
    )


def statuses(client, documents):
    return [client.finish(document)["status"] for document in documents]


def test_dry_run_tells_which_and_changes_nothing(stack, failed):
    slug, client, documents = failed
    told = stack.docket("reprocess", "--status", "ocr_error", *SINCE, "--tenant", slug, "--dry-run").stdout
    for document in documents:
        assert re.search(rf"^{document} +{slug} +invoice .* storage_full +invoice.pdf", told, re.MULTILINE)
    assert "3 documents in ocr_error; 3 would be reprocessed, 0 passed over. Nothing was changed." in told
    assert statuses(client, documents) == ["ocr_error"] * 3
    assert stack.sql("SELECT COUNT(*) FROM document_version JOIN tenant USING (tenant_id)"
                     f" WHERE slug = '{slug}'") == [["0"]]


def test_failed_documents_are_read_again_from_a_step(stack, failed):
    slug, client, documents = failed
    told = stack.docket("reprocess", "--status", "ocr_error", *SINCE, "--step", "ocr", "--tenant", slug).stdout
    assert told == "3 documents in ocr_error: 3 reprocessed\n"
    assert statuses(client, documents) == ["approved"] * 3
    for document in documents:
        [version] = client.get(f"/documents/{document}/versions").json()["versions"]
        assert (version["status"], version["next_step"], version["kept_by"]) == ("ocr_error", "ocr", "operator")
        assert version["error"]["code"] == "storage_full"
        assert [job.step for job in jobs(stack, document)].count("preprocess") == 1
    assert stack.sql(
        f"SELECT COUNT(*), MAX(action) FROM audit JOIN tenant USING (tenant_id)"
        f" WHERE slug = '{slug}' AND action LIKE 'document.%'") == [["3", "document.reprocess"]]
    # Run again, there is nothing left to do.
    again = stack.docket("reprocess", "--status", "ocr_error", *SINCE, "--step", "ocr", "--tenant", slug).stdout
    assert again == "0 documents in ocr_error: 0 reprocessed\n"


def test_what_is_live_is_passed_over_and_named(stack, failed):
    slug, client, documents = failed
    with paused(stack, "preprocessing"):
        assert client.post(f"/documents/{documents[0]}/reprocess").status_code == 202
        fail(stack, documents[0])
        told = stack.docket("reprocess", "--status", "ocr_error", *SINCE, "--tenant", slug).stdout
        assert f"{documents[0]} of {slug} passed over: a job of it is live" in told
        assert "3 documents in ocr_error: 2 reprocessed, 1 busy" in told
    until(lambda: statuses(client, documents) == ["approved"] * 3)


def test_since_tenant_pipeline_and_limit_narrow_it(stack, failed):
    slug, client, documents = failed
    fail(stack, documents[0], hours=80)

    def matching(*options):
        told = stack.docket("reprocess", "--status", "ocr_error", "--dry-run", "--tenant", slug, *options).stdout
        return {document for document in documents if document in told}, told

    assert matching("--since", "2h")[0] == set(documents[1:])
    assert matching("--since", "30m")[0] == set()
    assert matching("--since", "4d")[0] == set(documents)
    [[day]] = stack.sql("SELECT DATE(UTC_TIMESTAMP() - INTERVAL 5 DAY)")
    assert matching("--since", day)[0] == set(documents)
    assert matching("--since", "7d", "--pipeline", "invoice")[0] == set(documents)
    # The oldest first.
    found, told = matching("--since", "7d", "--limit", "1")
    assert found == {documents[0]}
    assert "there are more than 1; run it again for the rest, or raise --limit" in told
    other = stack.docket("reprocess", "--status", "ocr_error", *SINCE, "--tenant", "demo", "--dry-run").stdout
    assert not any(document in other for document in documents)


def test_step_that_lacks_what_it_reads_is_unready(stack, failed):
    slug, client, documents = failed
    fail(stack, *documents, status="preprocess_error")
    stack.sql("DELETE FROM field WHERE document_id = '{0}'".format(documents[0]))
    stack.sql("DELETE FROM prediction WHERE document_id = '{0}'".format(documents[0]))
    stack.sql("DELETE FROM page WHERE document_id = '{0}'".format(documents[0]))
    told = stack.docket("reprocess", "--status", "preprocess_error", *SINCE, "--step", "ocr", "--tenant", slug).stdout
    assert f"{documents[0]} of {slug} passed over: it lacks what the step reads; begin with an earlier step" in told
    assert "2 reprocessed, 1 unready" in told
    assert statuses(client, documents) == ["preprocess_error", "approved", "approved"]


@pytest.mark.parametrize(
    "options, said",
    [
        (("--status", "lost", *SINCE), "no document of this pipeline can have this status"),
        (("--status", "ocr_error", *SINCE, "--pipeline", "ocr"), "no document of this pipeline can have this status"),
        (("--status", "ocr_error", *SINCE, "--step", "translate"), "no pipeline with this status has such a step"),
        (("--status", "failed", *SINCE, "--step", "predict"), "no pipeline with this status has such a step"),
        (("--status", "ocr_error", *SINCE, "--pipeline", "fax"), "there is no such pipeline"),
        (("--status", "ocr_error", *SINCE, "--tenant", "nobody"), "there is no such tenant"),
        (("--status", "ocr_error", "--since", "7w"), "30m, 12h or 7d"),
        (("--status", "ocr_error", "--since", "2026-02-30"), "30m, 12h or 7d"),
        (("--status", "ocr_error", *SINCE, "--limit", "0"), "--limit must be 1 to 100000"),
        (("--status", "ocr_error"), "--since"),
    ],
)
@pytest.mark.parametrize("mode", [(), ("--dry-run",)])
def test_what_can_match_nothing_is_refused_with_what_to_do(stack, options, said, mode):
    answer = stack.docket("reprocess", *options, *mode, check=False)
    assert answer.returncode != 0
    assert said in answer.stderr


def documented():
    """The crontab of docs/operations.md, and what makes its password file."""
    text = (ROOT / "docs/operations.md").read_text()
    make = re.search(r"\(umask 077 && printf '\[client\].*?admin\.cnf\)", text, re.DOTALL)[0]
    line = re.search(r"^ *15 3 \* \* \* root (mariadb .*)$", text, re.MULTILINE)[1]
    return make, line


def test_crontab_of_the_documents_works_as_it_stands(stack, failed, tmp_path):
    slug, client, documents = failed
    script = "\n".join(documented()).replace("/etc/docket/credentials/db-admin", str(stack.var / "secrets/admin"))
    script = script.replace("/etc/docket/admin.cnf", str(tmp_path / "admin.cnf"))
    script = script.replace("/run/mysqld/mysqld.sock", str(stack.var / "run/db.sock"))
    answer = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "admin.cnf").stat().st_mode & 0o777 == 0o600
    head, row = [line.split("|")[1:-1] for line in answer.stdout.splitlines() if line.startswith("|")]
    assert [name.strip() for name in head] == ["reprocessed", "busy", "unready"]
    assert int(row[0]) >= 3
    assert statuses(client, documents) == ["approved"] * 3
    [[minutes]] = stack.sql(
        f"SELECT MAX(ABS(TIMESTAMPDIFF(MINUTE, kept_at, UTC_TIMESTAMP()))) FROM document_version"
        f" WHERE document_id = '{documents[0]}'")
    assert int(minutes) < 30
