"""The routines as sql/routines/ says and as the server has them: whose they are, what they take, an example of each."""

import re
from dataclasses import dataclass, field

from stack import ROOT

PARAMETERS = """SELECT SPECIFIC_NAME, PARAMETER_NAME, DATA_TYPE FROM information_schema.PARAMETERS
    WHERE SPECIFIC_SCHEMA = 'docket' AND ROUTINE_TYPE = 'PROCEDURE' ORDER BY SPECIFIC_NAME, ORDINAL_POSITION"""
GRANTED = "SELECT Routine_name FROM mysql.procs_priv WHERE Db = 'docket' AND User = 'docket_{}' ORDER BY 1"
LEASE = ["p_job", "p_worker", "p_fence"]


@dataclass
class Routine:
    name: str
    account: str
    transaction: str
    example: list[str]
    names: list[str]
    kinds: list[str] = field(default_factory=list)

    @property
    def takes_lease(self):
        return self.names[:3] == LEASE

    def call(self, arguments):
        call = f"CALL {self.name}({', '.join(arguments)})"
        return f"START TRANSACTION; {call}; COMMIT" if self.transaction == "caller" else call


def described(*accounts):
    """The routines that the files say these accounts may call."""
    found = []
    # Those of earlier/ are there only while a worker of the release before runs.
    for path in sorted(set((ROOT / "sql/routines").rglob("*.sql")) - set((ROOT / "sql/routines/earlier").glob("*.sql"))):
        for comment, name, rest in re.findall(
            r"((?:^--[^\n]*\n)+)CREATE OR REPLACE PROCEDURE (\w+)\((.*?)\)\n",
            path.read_text(),
            re.MULTILINE | re.DOTALL,
        ):
            values = dict(re.findall(r"^-- (account|transaction|example): (.*)$", comment, re.MULTILINE))
            if values["account"] in accounts:
                names = re.findall(r"\b(?:IN|OUT|INOUT) (\w+) ", rest)
                found.append(
                    Routine(name, values["account"], values["transaction"], arguments(values["example"]), names)
                )
    return found


def granted(server, account):
    """The names of the routines that the server lets an account call."""
    return {name for [name] in server.sql(GRANTED.format(account))}


def learn_kinds(server, routines):
    """Asks the server for the types of the parameters, and whether the files are right about their names."""
    found = {}
    for name, parameter, kind in server.sql(PARAMETERS):
        found.setdefault(name, {})[parameter] = kind
    for routine in routines:
        parameters = found.get(routine.name, {})
        assert list(parameters) == routine.names, routine.name
        assert len(routine.example) == len(routine.names), f"{routine.name}: the example has other parameters"
        routine.kinds = list(parameters.values())


def arguments(example):
    """The arguments of a call, as they are written: split at commas outside quotes and brackets."""
    match = re.search(r"\((.*)\)$", example.strip())
    found, depth, quoted, current = [], 0, False, ""
    for letter in match[1] if match else "":
        quoted ^= letter == "'"
        depth += 0 if quoted else {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0 and not quoted:
            found.append(current.strip())
            current = ""
        else:
            current += letter
    return [*found, current.strip()] if current.strip() else found
