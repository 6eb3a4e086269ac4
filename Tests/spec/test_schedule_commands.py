"""Recurring jobs: docket schedule."""
import pytest
from stack import until


@pytest.fixture(scope="module")
def tenant(stack):
    stack.tenant("scheduled")
    return "scheduled"


@pytest.fixture
def schedule(stack, tenant):
    """`docket schedule` for the tenant, and what it says; a refusal too."""

    def run(command, *arguments):
        whose = () if command == "list" else ("--tenant", tenant)
        result = stack.docket("schedule", command, *arguments, *whose, check=False)
        return result.stdout if result.returncode == 0 else result.stderr

    yield run
    stack.sql("DELETE s FROM schedule s JOIN tenant USING (tenant_id) WHERE slug = 'scheduled'")


def line(schedule, name):
    return next((line for line in schedule("list").splitlines() if line.startswith("scheduled") and name in line), None)


def ended(stack):
    return int(stack.sql("""SELECT COUNT(*) FROM job JOIN tenant USING (tenant_id)
        WHERE slug = 'scheduled' AND unique_key = 'schedule:beat' AND outcome = 'done'""")[0][0])


def test_a_recurring_job_is_made_when_its_time_comes(stack, schedule):
    assert schedule("set", "beat", "--cron", "0 3 1 1 *", "--work", "probe") == "beat of scheduled is set\n"
    until(lambda: "-01-01T03:00" in line(schedule, "beat"))
    assert "never" in line(schedule, "beat") and ended(stack) == 0
    for count in (1, 2):
        stack.sql("UPDATE schedule SET next_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE WHERE name = 'beat'")
        until(lambda: ended(stack) == count)
        assert "-01-01T03:00" in line(schedule, "beat")
    assert "never" not in line(schedule, "beat")


def test_a_removed_one_is_gone(schedule):
    schedule("set", "beat", "--cron", "@daily", "--work", "probe")
    assert line(schedule, "beat")
    assert schedule("remove", "beat") == "beat of scheduled is removed\n"
    assert line(schedule, "beat") is None
    assert "this tenant has no such schedule" in schedule("remove", "beat")


@pytest.mark.parametrize(
    "options, told",
    [
        (("--cron", "61 * * * *", "--work", "probe"), "--cron is minute hour day month weekday"),
        (("--cron", "@daily", "--work", "probe", "--queue", "none"), "there is no such queue"),
    ],
)
def test_what_cannot_be_is_refused(schedule, options, told):
    assert told in schedule("set", "beat", *options)
    assert line(schedule, "beat") is None
