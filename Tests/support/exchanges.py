"""Calls of a routine with one argument exchanged for what is the neighbour's, and for what is nobody's."""

import re

from two_tenants import TEXTS

CREDENTIALS = ("p_key", "p_token")
# Types whose values may name something of somebody's: each such argument is exchanged for all that the neighbour has of
# the type. Numbers name jobs, by a variable; JSON is longtext here, and what it names it names by a variable too.
NAMING = {"uuid", "binary", "char", "varchar", "text"}
PLAIN = {
    "tinyint",
    "smallint",
    "mediumint",
    "int",
    "bigint",
    "decimal",
    "double",
    "float",
    "datetime",
    "timestamp",
    "date",
    "enum",
    "set",
    "blob",
    "mediumblob",
    "longblob",
    "mediumtext",
    "longtext",
}
NOBODYS = {"uuid": "0193a1b2-3333-7000-8000-00000000abcd", "binary": "5A" * 32}


class Caller:
    """Calls one routine as its account, in the world as it was made, and watches the neighbour's rows."""

    def __init__(self, world, connection, routine):
        self.world, self.connection, self.routine = world, connection, routine
        self.watches = True

    def answer(self, arguments, sent=()):
        self.connection.know(self.world.prepare())
        answer = self.connection.answer(self.routine.call(arguments))
        for value in sorted(sent, key=len, reverse=True):
            answer = answer.replace(value, "<sent>")
        if self.watches:
            self.world.look()
            assert self.world.theirs_is_untouched, (
                f"{self.routine.name}({', '.join(arguments)}) changed the neighbour's rows"
            )
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
    """(position, the neighbour's, nobody's, what was sent): each value that could name what is the neighbour's."""
    for position, (name, kind) in enumerate(zip(routine.names, routine.kinds)):
        if name in CREDENTIALS or "tenant" in name or routine.takes_lease and position < 3:
            continue
        example = routine.example[position]
        for variable in re.findall(r"@(?!worker|fence)(\w+)", example):
            theirs, nobodys = (
                re.sub(rf"@{variable}\b", f"@{whose}_{variable}", example) for whose in ("their", "nowhere")
            )
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
