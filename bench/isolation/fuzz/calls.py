"""The same against the routines themselves, as the service's account: no handler in between that could hide a leak."""

from exchanges import Caller, exchanges, refusal
from routines import described, learn_kinds
from two_tenants import AccountConnection, World

# A call that writes has the world made anew behind it: few of these.
WRITING = 0.02


class Calls:
    def __init__(self, server, random_):
        self.random = random_
        self.world = World(server)
        self.connection = AccountConnection(server, "app")
        self.world.prepare()
        routines = [routine for routine in described("app") if routine.names]
        learn_kinds(server, routines)
        reading = {
            name
            for [name] in server.sql(
                "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE SQL_DATA_ACCESS = 'READS SQL DATA'"
            )
        }
        self.reading = [self._prepared(routine) for routine in routines if routine.name in reading]
        self.writing = [self._prepared(routine) for routine in routines if routine.name not in reading]

    def _prepared(self, routine):
        return Caller(self.world, self.connection, routine), list(exchanges(self.world, routine))

    def run(self, count):
        """Sends so many calls and gives what was wrong with them."""
        wrong, sent = [], 0
        while sent < count:
            few = self.writing and self.random.random() < WRITING
            caller, exchanged = self.random.choice(self.writing if few else self.reading)
            # What only reads is watched now and then: the world cannot have changed,
            # and to look takes longer than to call.
            caller.watches = bool(few) or self.random.random() < 0.005
            try:
                sent += self._pair(caller, exchanged)
            except AssertionError as problem:
                wrong.append(str(problem))
        return wrong

    def _pair(self, caller, exchanged):
        arguments = list(caller.routine.example)
        if caller.routine.names[0] == "p_key" and self.random.random() < 0.2:
            return self._with_another_key(caller, arguments)
        both = list(arguments), list(arguments)
        sent = []
        for position, theirs, nobodys, values in self.random.sample(
            exchanged, min(len(exchanged), self.random.choice((1, 1, 2, 3)))
        ):
            both[0][position], both[1][position] = theirs, nobodys
            sent += values
        there, nowhere = (caller.answer(each, sent) for each in both)
        assert there == nowhere, f"{caller.routine.name}({', '.join(both[0])}): {there!r}, but for nobody's {nowhere!r}"
        return 2

    def _with_another_key(self, caller, arguments):
        key, state, code = self.random.choice(
            (
                ("@key_revoked", "45401", "key_revoked"),
                ("@key_expired", "45401", "key_expired"),
                ("@key_closed", "45401", "key_invalid"),
                ("@nowhere_key", "45401", "key_invalid"),
                ("NULL", "45401", "key_invalid"),
            )
        )
        whose = self.random.choice(("", "their_", "nowhere_"))
        arguments = [key, *(each.replace("@document", f"@{whose}document") for each in arguments[1:])]
        answer = caller.answer(arguments)
        assert answer == refusal(state, code), f"{caller.routine.name}({', '.join(arguments)}): {answer!r}"
        return 1

    def close(self):
        self.connection.__exit__()
        self.world.close()
