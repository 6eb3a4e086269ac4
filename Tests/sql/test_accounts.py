"""The services' accounts may call their routines and nothing else, and each call carries what it may."""
import pytest
from inside import as_account

GRANTED = "SELECT Routine_name FROM mysql.procs_priv WHERE Db = 'docket' AND User = 'docket_{}'"
PARAMETERS = """SELECT SPECIFIC_NAME, GROUP_CONCAT(PARAMETER_NAME ORDER BY ORDINAL_POSITION)
    FROM information_schema.ROUTINES LEFT JOIN information_schema.PARAMETERS USING (SPECIFIC_NAME)
    WHERE ROUTINES.ROUTINE_SCHEMA = 'docket' AND COALESCE(PARAMETER_MODE, '') <> 'OUT' GROUP BY SPECIFIC_NAME"""

CREDENTIALS = ("p_key", "p_token")
# These look after queues, not after a tenant's documents.
OF_WORKERS = {
    "worker_register", "worker_stop", "worker_report", "jobs_claim", "job_promote", "job_retire", "lease_check",
    "lease_recover", "lease_renew", "lease_rescue", "limit_admit", "queue_tend", "requests_sweep", "schedule_advance",
    "schedule_due", "sweep", "event_number", "event_retire",
}  # fmt: skip


@pytest.fixture(scope="module")
def parameters(server):
    """The names of each routine's parameters."""
    return {row[0]: row[1].split(",") if row[1] != "NULL" else [] for row in server.sql(PARAMETERS)}


@pytest.fixture(scope="module")
def granted(server):
    """The routines of each account."""
    return {name: {row[0] for row in server.sql(GRANTED.format(name))} for name in ("app", "worker", "admin")}


@pytest.mark.parametrize("account", ["app", "worker", "admin"])
def test_an_account_may_execute_and_nothing_else(server, granted, account):
    grants = [row[0] for row in server.sql(f"SHOW GRANTS FOR docket_{account}@'%'")]
    others = [grant for grant in grants if not grant.startswith("GRANT EXECUTE ON PROCEDURE `docket`.")]
    assert others[0].startswith("GRANT USAGE ON *.*")
    beside = "GRANT EXECUTE ON PROCEDURE `docket_accounts`.`account_{}` TO `docket_admin`@`%`"
    assert sorted(others[1:]) == ([beside.format("create"), beside.format("drop")] if account == "admin" else [])
    assert len(grants) == len(others) + len(granted[account]) and granted[account]
    assert not any("WITH GRANT OPTION" in grant for grant in grants)


@pytest.mark.parametrize("account", ["app", "worker", "admin"])
def test_an_account_sees_no_table(server, account):
    for statement in "SELECT * FROM tenant", "DELETE FROM event", "INSERT INTO audit (tenant_id) VALUES (1)":
        assert "ERROR 1142 (42000)" in as_account(server, account, statement)


def test_no_routine_belongs_to_two_accounts(granted):
    assert not granted["app"] & granted["worker"]
    assert not granted["app"] & granted["admin"]
    assert not granted["worker"] & granted["admin"]


def test_a_clients_routine_begins_with_its_credential(granted, parameters):
    without = {name for name in granted["app"] if not parameters[name] or parameters[name][0] not in CREDENTIALS}
    assert without == {
        "service_health", "address_take", "metrics_queues", "metrics_histograms", "metrics_workers"
    }  # fmt: skip


def test_a_workers_routine_begins_with_its_lease(granted, parameters):
    lease = ["p_job", "p_worker", "p_fence"]
    assert {name for name in granted["worker"] if parameters[name][:3] != lease} == OF_WORKERS


def test_no_service_names_a_tenant(granted, parameters):
    for name in granted["app"] | granted["worker"]:
        assert not [parameter for parameter in parameters[name] if "tenant" in parameter], name
