"""How the routines are written: under whose rights they run, whose word they take for the tenant, what they make SQL of."""

import re

import pytest
from routines import LEASE, granted
from stack import ROOT

# Nothing of any tenant is in their answers.
OPEN = {"service_health", "address_take", "metrics_queues", "metrics_histograms", "metrics_workers"}
# authorize sets it anew in each call, and only the audit log shows it.
SESSION = {"@docket_key"}
# Tells of the caller's own rights, so it must run with them.
RUN_AS_CALLER = {
    "account_rights", "role_grant", "role_revoke", "routine_discard", "routine_grant", "routine_revoke",
}  # fmt: skip


@pytest.fixture(scope="module")
def bodies(server):
    """name: (security, definer, body without comments and texts), of procedures and functions."""
    rows = server.sql("SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'docket'")
    words_of_tests = re.findall(r"REPLACE \w+ (\w+)", (ROOT / "Tests/support/assertions.sql").read_text())
    found = {}
    for name in {row[0] for row in rows} - set(words_of_tests):
        [[security, definer, body]] = server.sql(
            "SELECT SECURITY_TYPE, DEFINER, REPLACE(ROUTINE_DEFINITION, '\\n', ' ~ ') FROM information_schema.ROUTINES"
            f" WHERE ROUTINE_SCHEMA = 'docket' AND ROUTINE_NAME = '{name}'"
        )
        body = re.sub(r"-- .*?~", "", body.replace("\\n", "~"))
        found[name] = security, definer, body
    return found


def body_of(bodies, name):
    return bodies[name][2]


def test_every_routine_runs_with_the_owners_rights_alone(bodies):
    # A routine with the rights of root would be a way to all of them.
    assert {definer for _, definer, _ in bodies.values()} == {"docket_owner@%"}
    assert {name for name, (security, _, _) in bodies.items() if security != "DEFINER"} == RUN_AS_CALLER


def test_routine_with_the_callers_rights_gives_the_caller_none(server):
    assert not RUN_AS_CALLER & (granted(server, "app") | granted(server, "worker"))


def handed_on(bodies, trusted, arguments):
    """The routines that hand what they were given to a trusted one, by themselves or through others."""
    takes = re.compile(rf"\b(\w+)\s*\(\s*{arguments}\b")
    trusted = set(trusted)
    while more := {
        name for name in bodies if name not in trusted and trusted & set(takes.findall(body_of(bodies, name)))
    }:
        trusted |= more
    return trusted


def test_every_routine_of_a_client_asks_whose_its_credential_is(server, bodies):
    by_itself = r"FROM api_key k\b.*\bk\.key_hash = p_key AND k\.tenant_active|result_signature\s*\("
    trusted = {"authorize"} | {name for name in bodies if re.search(by_itself, body_of(bodies, name))}
    without = granted(server, "app") - handed_on(bodies, trusted, "p_key")
    assert without - OPEN == set(), "they take their tenant from no credential"


def test_every_routine_of_a_worker_asks_whose_its_lease_is(server, bodies):
    parameters = server.sql(
        "SELECT SPECIFIC_NAME FROM information_schema.PARAMETERS"
        " WHERE SPECIFIC_SCHEMA = 'docket' AND PARAMETER_NAME = 'p_fence'"
    )
    taking = {row[0] for row in parameters} & granted(server, "worker")
    assert taking
    assert taking - handed_on(bodies, {"lease_tenant"}, r"\s*,\s*".join(LEASE)) == set(), "they ask for no lease"


def reached(server, bodies):
    """What the services can call, and what that calls."""
    names = set().union(*(granted(server, account) for account in ("app", "worker", "admin")))
    while (
        more := {name for each in names for name in re.findall(r"\w+", body_of(bodies, each)) if name in bodies} - names
    ):
        names |= more
    return names


def test_no_statement_is_built_from_a_parameter(server, bodies):
    """A statement made of text runs with the owner's rights: nothing that a caller sent may be in it."""
    for name in reached(server, bodies):
        body = body_of(bodies, name)
        for text in re.findall(r"(?:EXECUTE IMMEDIATE|PREPARE \w+ FROM)(.*?)(?:\bUSING\b|;)", body):
            assert not re.search(r"\bp_\w+", text), f"{name} builds a statement from a parameter"
            for variable in re.findall(r"\bv_\w+|@\w+", text):
                for value in re.findall(rf"SET {re.escape(variable)}\s*=([^;]*);", body):
                    assert not re.search(r"\bp_\w+", value), (
                        f"{name} builds a statement from a parameter, by {variable}"
                    )


def test_no_routine_waits_or_writes_files(bodies):
    for name, (_, _, body) in bodies.items():
        assert not re.search(r"\b(INTO\s+(OUT|DUMP)FILE|LOAD_FILE|LOAD DATA|BENCHMARK)\b", body, re.IGNORECASE), name


def test_no_routine_keeps_anything_in_the_session(bodies):
    """What one call leaves in a connection, the next would find, of another tenant: no user variable is used."""
    for name, (_, _, body) in bodies.items():
        used = set(re.findall(r"(?<!@)@(?!@)\w+", re.sub(r"'[^']*'", "''", body)))
        assert used <= SESSION, name
