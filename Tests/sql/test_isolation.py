"""Every routine of every account, called with what belongs to another: it answers as if that were nowhere, and changes
nothing there. Routines, their parameters and the tables are asked of the server, so a new one is covered as it comes."""
import re

import pytest
from routines import Routine, described, granted, kinds
from two_tenants import TEXTS, AccountConnection, World

CREDENTIALS = ("p_key", "p_token")
# Types whose values may name something of somebody's: each such argument is exchanged for all that the neighbour has of
# the type. Numbers name jobs, by a variable; JSON is longtext here, and what it names it names by a variable too.
NAMING = {"uuid", "binary", "char", "varchar", "text"}
PLAIN = {
    "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "double", "float", "datetime", "timestamp", "date",
    "enum", "set", "blob", "mediumblob", "longblob", "mediumtext", "longtext",
}
NOBODYS = {"uuid": "0193a1b2-3333-7000-8000-00000000abcd", "binary": "5A" * 32}


@pytest.fixture(scope="module")
def world(server):
    world = World(server)
    yield world
    world.close()


@pytest.fixture(scope="module")
def accounts(server):
    connections = {name: AccountConnection(server, name) for name in ("app", "worker", "admin")}
    yield connections
    for connection in connections.values():
        connection.__exit__()


@pytest.fixture
def caller(server, world, accounts, routine):
    world.prepare()
    if not routine.kinds:
        parameters = kinds(server).get(routine.name, {})
        assert list(parameters) == routine.names, routine.name
        assert len(routine.example) == len(routine.names), f"{routine.name}: the example has other parameters"
        routine.kinds = list(parameters.values())
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


class Caller:
    """Calls one routine as its account, in the world as it was made, and watches the neighbour's rows."""

    def __init__(self, world, connection, routine):
        self.world, self.connection, self.routine = world, connection, routine

    def answer(self, arguments, sent=()):
        variables = self.world.prepare()
        self.connection.know(variables)
        answer = self.connection.answer(self.routine.call(arguments))
        for value in sorted(sent, key=len, reverse=True):
            answer = answer.replace(value, "<sent>")
        after = self.world.snapshot()
        assert self.world.theirs(after) == self.world.theirs(self.world.seen), (
            f"{self.routine.name}({', '.join(arguments)}) changed the neighbour's rows")
        leaked = [canary for canary in self.world.canaries if canary in answer]
        assert not leaked, f"{self.routine.name}({', '.join(arguments)}) shows {leaked}"
        return answer

    def with_argument(self, position, value, sent=()):
        arguments = list(self.routine.example)
        arguments[position] = value
        return self.answer(arguments, sent)


def refusal(state, code):
    return f"ERROR 1644 ({state}): {code}"


def exchanges(world, routine):
    """(position, the neighbour's, nobody's, what was sent): each value of a call that could name what is the neighbour's."""
    for position, (name, kind) in enumerate(zip(routine.names, routine.kinds)):
        if name in CREDENTIALS or "tenant" in name or routine.takes_lease and position < 3:
            continue
        example = routine.example[position]
        for variable in re.findall(r"@(?!worker|fence)(\w+)", example):
            theirs, nobodys = (re.sub(rf"@{variable}\b", f"@{whose}_{variable}", example) for whose in ("their", "nowhere"))
            assert f"nowhere_{variable}" in world.variables, f"@{variable} is in nobody's fixture"
            yield position, theirs, nobodys, ()
        assert kind in NAMING | PLAIN, f"what could a {kind} be, as {name} of {routine.name}?"
        # An operator works for all tenants, and is told that an id is taken.
        if kind in NAMING and routine.account != "admin":
            for value in world.values(TEXTS if kind in TEXTS else {kind}):
                yield position, *in_place_of(value, kind), (value, NOBODYS.get(kind, mangled(value)))


def in_place_of(value, kind):
    other = NOBODYS.get(kind, mangled(value))
    return (f"X'{value}'", f"X'{other}'") if kind == "binary" else (f"'{value}'", f"'{other}'")


def mangled(text):
    return re.sub(r"\w", "q", text)


@pytest.mark.parametrize("account", ["app", "worker", "admin"])
def test_every_routine_that_is_granted_is_called_here(server, account):
    assert granted(server, account) == {routine.name for routine in ROUTINES if routine.account == account}


@of(is_of_one_tenant)
def test_example_works_and_shows_nothing_of_the_neighbours(caller):
    assert "ERROR" not in caller.answer(caller.routine.example)


@of(lambda routine: routine.names)
def test_what_is_the_neighbours_is_as_what_is_nowhere(world, caller):
    for position, theirs, nobodys, sent in exchanges(world, caller.routine):
        there = caller.with_argument(position, theirs, sent)
        nowhere = caller.with_argument(position, nobodys, sent)
        assert there == nowhere, (caller.routine.names[position], theirs)


@of(lambda routine: "p_key" in routine.names)
def test_key_that_is_no_good_opens_nothing(caller):
    assert caller.routine.names[0] == "p_key"
    for key, expected in (
        ("@key_revoked", refusal("45401", "key_revoked")), ("@key_expired", refusal("45401", "key_expired")),
        ("@key_closed", refusal("45401", "key_invalid")), ("@nowhere_key", refusal("45401", "key_invalid")),
        ("NULL", refusal("45401", "key_invalid")), ("''", refusal("45401", "key_invalid")),
    ):
        for whose in ("", "their_", "nowhere_"):
            arguments = [re.sub(r"@(document|media)\b", rf"@{whose}\1", each) for each in caller.routine.example]
            arguments[0] = key
            assert caller.answer(arguments) == expected, (key, arguments)


@of(lambda routine: "p_key" in routine.names)
def test_key_opens_what_its_scope_says(world, caller):
    answers = [caller.with_argument(0, f"@key_scope_{number}") for number in range(len(world.scopes))]
    refused = refusal("45403", "scope_missing")
    assert answers.count(refused) == len(answers) - 1, answers


@of(lambda routine: "p_key" in routine.names and "@document" in routine.example)
def test_the_neighbours_key_opens_none_of_ours(caller):
    there = caller.with_argument(0, "@their_key")
    arguments = [each.replace("@document", "@nowhere_document") for each in caller.routine.example]
    assert there == caller.answer(["@their_key", *arguments[1:]])


@of(lambda routine: routine.takes_lease)
def test_lease_that_is_no_good_does_nothing(caller):
    for lease in (
        ("@job", "@worker", "@fence + 1"), ("@job", "@worker", "@fence - 1"), ("@job", "@their_worker", "@fence"),
        ("@job", "@their_worker", "@their_fence"), ("@their_job", "@worker", "@fence"),
        ("@their_job", "@worker", "@their_fence"), ("@their_job", "@their_worker", "@their_fence + 1"),
        ("@nowhere_job", "@worker", "@fence"), ("@job", "NULL", "@fence"), ("NULL", "NULL", "NULL"),
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
    before = world.snapshot()
    for worker, job, fence in (
        ("@worker", "@their_job", "@their_fence"), ("@worker", "@job", "@fence + 1"), ("@their_worker", "@job", "@fence"),
    ):
        answer = accounts["worker"].answer(f"CALL lease_renew({worker}, CONCAT('[[', {job}, ',', {fence}, ']]'))")
        assert answer == "", "no lease is renewed"
    assert world.snapshot() == before


@pytest.mark.parametrize("doctor", [
    lambda token: re.sub(r".$", lambda last: "0" if last[0] != "0" else "1", token),
    lambda token: token.rsplit(".", 1)[0] + "." + "0" * 64,
    lambda token: token.rsplit(".", 1)[0] + ".",
    lambda token: token.replace("2222-7000-8000-000000000002", "1111-7000-8000-000000000002"),
    lambda token: token.replace("2222-7000-8000-000000000000", "1111-7000-8000-000000000000"),
    lambda token: re.sub(r"\.(\d+)\.", lambda expiry: f".{int(expiry[1]) + 1}.", token),
    lambda token: token + "' OR 1=1 -- ", lambda token: token.upper(), lambda token: token + "\\n", lambda token: "",
])
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
