"""A document of several scanned pages is read page by page, each a job of its own, and goes on when all are read."""
import pytest
from inside import assert_counters_agree, jobs
from test_ocr_platform import finish


@pytest.fixture(scope="module")
def scanned(client, hostile):
    answer = client.upload(hostile / "multipage.tiff", path="/api/tasks")
    assert answer.status_code == 201, answer.text
    task = answer.json()["data"]["taskId"]
    assert finish(client, task)["status"] == "completed"
    return task


def test_each_page_is_read_once(stack, scanned):
    parts = stack.sql(
        f"""SELECT part, outcome, fence, failures FROM job JOIN step_job USING (tenant_id, job_id)
        WHERE subject_id = '{scanned}' AND kind = 'ocr_page'
        ORDER BY part""")
    assert parts == [[page, "done", "1", "0"] for page in "123"]
    pages = stack.sql(
        f"""SELECT number, source, word_count > 20, JSON_LENGTH(words) = word_count FROM page
        WHERE document_id = '{scanned}' ORDER BY number""")
    assert pages == [[page, "ocr", "1", "1"] for page in "123"]


def test_the_step_waits_for_its_pages(stack, scanned):
    assert [(job.step, job.outcome) for job in jobs(stack, scanned)] == [
        ("preprocess", "done"), ("ocr", "done"), *[("ocr_page", "done")] * 3]
    [[waited]] = stack.sql(
        f"""SELECT MIN(step.claimed_at >= page.finished_at) FROM job step
        JOIN job page ON page.tenant_id = step.tenant_id AND page.join_job = step.job_id
        WHERE step.subject_id = '{scanned}'""")
    assert waited == "1"


def test_the_text_is_of_all_pages(client, scanned):
    text = str(client.get(f"/api/tasks/{scanned}/result").json())
    page = client.session.get(client.get(f"/api/tasks/{scanned}/result").json()["data"]["resultUrl"]).text
    for number in ("MPC-2026-0204", "MPC-2026-0205", "MPC-2026-0206"):
        assert number in text + page


def test_nothing_is_left_over(stack, scanned):
    assert stack.sql(f"SELECT COUNT(*) FROM job_live JOIN job USING (tenant_id, job_id) WHERE subject_id = '{scanned}'") == [["0"]]
    assert_counters_agree(stack)
