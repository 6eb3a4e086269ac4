"""Every routine of every account, called with what belongs to another: it answers as if that were nowhere, and changes
nothing there. Routines, parameters and tables are asked of the server, so a new one is covered as it comes."""

import re

import pytest
from exchanges import Caller, exchanges, refusal
from routines import Routine, described, granted, learn_kinds
from two_tenants import AccountConnection, World


@pytest.fixture(scope="module")
def both_tenants(server):
    world = World(server)
    yield world
    world.close()


@pytest.fixture
def world(both_tenants):
    """As it was made, whatever the last test did."""
    both_tenants.look()
    both_tenants.prepare()
    return both_tenants


@pytest.fixture(scope="module")
def accounts(server):
    connections = {name: AccountConnection(server, name) for name in ("app", "worker", "admin")}
    yield connections
    for connection in connections.values():
        connection.__exit__()


@pytest.fixture
def caller(server, world, accounts, routine):
    learn_kinds(server, [routine])
    return Caller(world, accounts[routine.account], routine)


ROUTINES = described("app", "worker", "admin")


def of(condition):
    """A test of each routine of which something holds."""
    return pytest.mark.parametrize("routine", filter(condition, ROUTINES), ids=lambda routine: routine.name)


def is_of_one_tenant(routine):
    """Not an operator's view of all, nor what looks after the queues of all."""
    if routine.account == "admin":
        return any("tenant" in name for name in routine.names)
    return routine.account == "app" or routine.takes_lease


@pytest.mark.parametrize("account", ["app", "worker", "admin"])
def test_every_routine_that_is_granted_is_called_here(server, account):
    assert granted(server, account) == {routine.name for routine in ROUTINES if routine.account == account}


@of(is_of_one_tenant)
def test_example_works_and_shows_nothing_of_the_neighbours(caller):
    assert "ERROR" not in caller.answer(caller.routine.example)


# A worker makes the recurring jobs of all tenants, whose schedules schedule_due gives it; a schedule holds no document.
FOR_ALL_TENANTS = {"schedule_advance"}


@of(
    lambda routine: routine.names
    and routine.name not in FOR_ALL_TENANTS
    and (routine.account != "admin" or is_of_one_tenant(routine))
)
def test_what_is_the_neighbours_is_as_what_is_nowhere(world, caller):
    for position, theirs, nobodys, sent in exchanges(world, caller.routine):
        there = caller.with_argument(position, theirs, sent)
        nowhere = caller.with_argument(position, nobodys, sent)
        assert there == nowhere, (caller.routine.names[position], theirs)


@of(lambda routine: "p_key" in routine.names)
def test_key_that_is_no_good_opens_nothing(caller):
    assert caller.routine.names[0] == "p_key"
    for key, expected in (
        ("@key_revoked", refusal("45401", "key_revoked")),
        ("@key_expired", refusal("45401", "key_expired")),
        ("@key_closed", refusal("45401", "key_invalid")),
        ("@nowhere_key", refusal("45401", "key_invalid")),
        ("NULL", refusal("45401", "key_invalid")),
        ("''", refusal("45401", "key_invalid")),
    ):
        for whose in ("", "their_", "nowhere_"):
            arguments = [re.sub(r"@(document|media)\b", rf"@{whose}\1", each) for each in caller.routine.example]
            arguments[0] = key
            assert caller.answer(arguments) == expected, (key, arguments)


@of(lambda routine: "p_key" in routine.names)
def test_key_opens_what_its_scope_says(world, caller):
    answers = [caller.with_argument(0, f"@key_scope_{number}") for number in range(len(world.scopes))]
    refused = refusal("45403", "scope_missing")
    [[takes_any]] = world.run(
        "SELECT ROUTINE_DEFINITION LIKE '%authorize(p\\_key, NULL)%' FROM information_schema.ROUTINES"
        f" WHERE ROUTINE_SCHEMA = 'docket' AND ROUTINE_NAME = '{caller.routine.name}'"
    )
    assert answers.count(refused) == (0 if takes_any == "1" else len(answers) - 1), answers


@of(lambda routine: "p_key" in routine.names and "@document" in routine.example)
def test_the_neighbours_key_opens_none_of_ours(caller):
    there = caller.with_argument(0, "@their_key")
    arguments = [each.replace("@document", "@nowhere_document") for each in caller.routine.example]
    assert there == caller.answer(["@their_key", *arguments[1:]])


@of(lambda routine: routine.takes_lease)
def test_lease_that_is_no_good_does_nothing(caller):
    for lease in (
        ("@job", "@worker", "@fence + 1"),
        ("@job", "@worker", "@fence - 1"),
        ("@job", "@their_worker", "@fence"),
        ("@job", "@their_worker", "@their_fence"),
        ("@their_job", "@worker", "@fence"),
        ("@their_job", "@worker", "@their_fence"),
        ("@their_job", "@their_worker", "@their_fence + 1"),
        ("@nowhere_job", "@worker", "@fence"),
        ("@job", "NULL", "@fence"),
        ("NULL", "NULL", "NULL"),
    ):
        arguments = [*lease, *caller.routine.example[3:]]
        assert caller.answer(arguments) == refusal("45409", "lease_lost"), lease


@of(lambda routine: routine.takes_lease)
def test_stale_fence_of_the_same_worker_does_nothing(world, caller):
    """The job was taken from this worker, and claimed by it again."""
    caller.connection.know(world.prepare())
    world.run("UPDATE job_live SET fence = fence + 1 WHERE job_id = @job")
    answer = caller.connection.answer(caller.routine.call(caller.routine.example))
    assert answer == refusal("45409", "lease_lost")


def test_renewal_reaches_no_lease_of_another(world, accounts):
    accounts["worker"].know(world.prepare())
    for worker, job, fence in (
        ("@worker", "@their_job", "@their_fence"),
        ("@worker", "@job", "@fence + 1"),
        ("@their_worker", "@job", "@fence"),
    ):
        answer = accounts["worker"].answer(f"CALL lease_renew({worker}, CONCAT('[[', {job}, ',', {fence}, ']]'))")
        assert answer == "", "no lease is renewed"
    before = world.made
    world.look()
    # Of the worker itself it may be noted that it was heard of.
    assert {key: value for key, value in world.seen.items() if key[0] != "worker"} == {
        key: value for key, value in before.items() if key[0] != "worker"
    }


@pytest.mark.parametrize(
    "doctor",
    [
        lambda token: re.sub(r".$", lambda last: "0" if last[0] != "0" else "1", token),
        lambda token: token.rsplit(".", 1)[0] + "." + "0" * 64,
        lambda token: token.rsplit(".", 1)[0] + ".",
        lambda token: token.replace("2222-7000-8000-000000000002", "1111-7000-8000-000000000002"),
        lambda token: token.replace("2222-7000-8000-000000000000", "1111-7000-8000-000000000000"),
        lambda token: re.sub(r"\.(\d+)\.", lambda expiry: f".{int(expiry[1]) + 1}.", token),
        lambda token: token + "' OR 1=1 -- ",
        lambda token: token.upper(),
        lambda token: token + "\\n",
        lambda token: "",
    ],
)
def test_doctored_token_opens_nothing(world, accounts, doctor):
    app = accounts["app"]
    app.know(world.prepare())
    [[token]] = world.run("SELECT @their_token")
    doctored = doctor(token)
    assert doctored != token
    quoted = doctored.replace("'", "''")
    assert app.answer(f"CALL result_open('{quoted}')") == refusal("45404", "link_unknown")
    assert "ERROR" not in app.answer("CALL result_open(@their_token)")


def test_revoking_counts_at_the_next_call_of_a_prepared_statement(world, accounts):
    app = accounts["app"]
    app.know(world.prepare())
    app.run("PREPARE kept FROM 'CALL document_progress(?, ?)'")
    call = "EXECUTE kept USING @key, @document"
    assert "ERROR" not in app.answer(call)
    world.run("CALL key_revoke('example', @key_id)")
    assert app.answer(call) == refusal("45401", "key_revoked")
    world.run("UPDATE api_key SET revoked_at = NULL WHERE key_hash = @key")
    assert "ERROR" not in app.answer(call)
    world.run("UPDATE tenant SET active = FALSE WHERE slug = 'example'")
    assert app.answer(call) == refusal("45401", "key_invalid")


LEAKS = {
    "rows": "SELECT filename FROM document WHERE document_id = p_document",
    "texts": "IF EXISTS (SELECT 1 FROM document WHERE document_id = p_document) THEN"
    " SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'not_yours'; END IF",
    "writes": "UPDATE document SET priority = 1 WHERE document_id = p_document",
}


@pytest.mark.parametrize("leak", LEAKS)
def test_these_tests_would_see_a_leak(world, accounts, leak):
    """A routine that asks for a key, and forgets whose it is."""
    world.run(f"""DELIMITER //
        CREATE OR REPLACE PROCEDURE leaks(IN p_key BINARY(32), IN p_document UUID)
        BEGIN DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:read'); {LEAKS[leak]}; END//
        DELIMITER ;
        GRANT EXECUTE ON PROCEDURE leaks TO docket_app@'%'""")
    routine = Routine("leaks", "app", "none", ["@key", "@document"], ["p_key", "p_document"], ["binary", "uuid"])
    with pytest.raises(AssertionError):
        test_what_is_the_neighbours_is_as_what_is_nowhere(world, Caller(world, accounts["app"], routine))
    world.run("DROP PROCEDURE leaks")
