"""The fixture's tenant, another just like it, and the accounts that call for them: to test isolation below the API.

What @document is to the one, @their_document is to the other; @nowhere_document is of the same form and nobody's.
"""

import os
import re
import subprocess

from sql_tests import Connection
from stack import ROOT

FIXTURE = (ROOT / "sql/tests/fixture.sql").read_text()
MINE, THEIRS, CLOSED = "example", "neighbour", "closed"

# They change without anybody's call, or with every one.
MOVING = {"job_number"}
# Tables of a tenant, and what stands in them.
COLUMNS = """SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS c
    WHERE TABLE_SCHEMA = 'docket' AND EXISTS (
        SELECT 1 FROM information_schema.COLUMNS t JOIN information_schema.TABLES b USING (TABLE_SCHEMA, TABLE_NAME) WHERE t.TABLE_SCHEMA = 'docket' AND t.TABLE_NAME = c.TABLE_NAME
        AND t.COLUMN_NAME = 'tenant_id' AND b.TABLE_TYPE = 'BASE TABLE')
    ORDER BY TABLE_NAME, ORDINAL_POSITION"""
TEXTS = {"char", "varchar", "text", "mediumtext", "longtext"}


def of_neighbour():
    """The fixture once more, for a tenant whose every name, id and hash is another."""
    world = FIXTURE[FIXTURE.index("SET foreign_key_checks = 1;") :]
    for mine, theirs in (
        ("0193a1b2-1111", "0193a1b2-2222"),
        ("dk_fixt", "dk_neig"),
        ("'example'", f"'{THEIRS}'"),
        ("'Example'", "'Neighbour'"),
        ("4242", "4343"),
        ("INV-1", "INV-NEIGHBOUR"),
        ("results/fixture", "results/neighbour"),
        ("fixture.pdf", "neighbour.pdf"),
        ("'file'", "'file of the neighbour'"),
    ):
        world = world.replace(mine, theirs)
    back = f"""
        SET check_constraint_checks = 0;
        UPDATE tenant_admin SET tenant_id = (SELECT tenant_id FROM tenant WHERE slug = '{MINE}')
            WHERE account = SUBSTRING_INDEX(SESSION_USER(), '@', 1);
        SET check_constraint_checks = 1"""
    return re.sub(r"@(\w+)", r"@their_\1", world) + back


def columns(sql):
    """The columns of each table of a tenant, with their types."""
    found = {}
    for table, column, kind in sql(COLUMNS):
        found.setdefault(table, []).append((column, kind))
    return found


def checksums(sql, where, known=None):
    """{(table, slug): (rows, checksum)} of the tenants t of which something holds."""
    parts = []
    for table, names in (known or columns(sql)).items():
        row = ", ".join(f"COALESCE(HEX(x.{name}), '-')" for name, _ in names)
        parts.append(
            f"SELECT '{table}', t.slug, COUNT(*), BIT_XOR(CONV(LEFT(MD5(CONCAT_WS('|', {row})), 16), 16, 10))"
            f" FROM {table} x JOIN tenant t ON t.tenant_id = x.tenant_id WHERE {where} GROUP BY t.slug"
        )
    return {(table, slug): (count, check) for table, slug, count, check in sql(" UNION ALL ".join(parts))}


SCOPES = "SELECT COLUMN_TYPE FROM information_schema.COLUMNS WHERE TABLE_NAME = 'api_key' AND COLUMN_NAME = 'scopes'"


def keys(scopes):
    """Keys that were revoked, have expired, are of a closed tenant, or have one scope only."""
    yield f"CALL tenant_create(UUID(), '{CLOSED}', 'Closed')"
    everything = ",".join(scopes)
    for name, tenant, some in (
        ("revoked", MINE, everything),
        ("expired", MINE, everything),
        ("closed", CLOSED, everything),
        *((f"scope_{number}", MINE, scope) for number, scope in enumerate(scopes)),
    ):
        yield f"SET @key_{name} = UNHEX(SHA2('dk_{name}', 256)), @id_of_key = UUID()"
        yield f"CALL key_create('{tenant}', @id_of_key, @key_{name}, 'dk_key', '{name}', '{some}', NULL)"
        if name == "revoked":
            yield f"CALL key_revoke('{MINE}', @id_of_key)"
    yield "UPDATE api_key SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE key_hash = @key_expired"
    yield f"UPDATE tenant SET active = FALSE WHERE slug = '{CLOSED}'"


class World:
    """Both tenants, made anew where a call has changed something."""

    def __init__(self, server):
        self.connection = Connection(server)
        # Nobody pulls the plug on a test.
        self.run("SET GLOBAL innodb_flush_log_at_trx_commit = 0")
        [[kind]] = self.run(SCOPES)
        self.scopes = re.findall(r"'([^']+)'", kind)
        self.columns = columns(self.run)
        self.common = [row[0] for row in self.run("SHOW TABLES") if row[0] not in self.columns and row[0] not in MOVING]
        self.made = self.seen = None

    def close(self):
        self.connection.__exit__()

    def run(self, statements):
        rows = self.connection.run(statements)
        assert not any(row[0].startswith("ERROR") for row in rows), rows
        return rows

    def prepare(self):
        """Makes the world, where it is not as it was made; gives the user variables that name what is in it."""
        if not self.is_clean:
            self.run(FIXTURE)
            self.run(of_neighbour())
            # What is left to chance would differ from one call to the next.
            self.run("UPDATE queue SET retry_jitter = 0")
            for statement in keys(self.scopes):
                self.run(statement)
            self.ids = {
                slug: self.run(f"SELECT tenant_id FROM tenant WHERE slug = '{slug}'")[0][0] for slug in (MINE, THEIRS)
            }
            # Whoever looks after queues numbers what was committed, whose ever it is.
            self.run("CALL event_number()")
            found = [*self.values(TEXTS), *self.values({"uuid"}), *self.values({"binary"})]
            # The number of a job may be that of an error.
            self.canaries = [value for value in found if not value.isdigit()]
            self.made = self.seen = self.snapshot()
            self.variables = self._variables()
        return self.variables

    @property
    def is_clean(self):
        """Whether nothing had changed when somebody last looked."""
        return self.seen is not None and self.seen == self.made

    def look(self):
        self.seen = self.snapshot()

    @property
    def theirs_is_untouched(self):
        return self.theirs(self.seen) == self.theirs(self.made)

    def snapshot(self):
        """A checksum of each tenant's rows of each table, and of each table that has no tenants."""
        common = ", ".join(self.common)
        return checksums(self.run, "TRUE", self.columns) | {
            (table.split(".")[-1], ""): check for table, check in self.run(f"CHECKSUM TABLE {common}")
        }

    def theirs(self, snapshot):
        return {table: check for (table, slug), check in snapshot.items() if slug == THEIRS}

    def values(self, kinds):
        """What stands in the neighbour's rows in columns of these types, and in nobody else's."""
        found = {}
        for tenant in (MINE, THEIRS):
            parts = [
                f"SELECT DISTINCT {'HEX(' if kind == 'binary' else 'LEFT('}{column}{')' if kind == 'binary' else ', 500)'}"
                f" FROM {table} WHERE tenant_id = {self.ids[tenant]} AND {column} IS NOT NULL"
                for table, columns in self.columns.items()
                for column, kind in columns
                if kind in kinds
            ]
            found[tenant] = {row[0] for row in self.run(" UNION ".join(parts))} if parts else set()
        return sorted(value for value in found[THEIRS] - found[MINE] if len(value) > 3)

    def _variables(self):
        """Every user variable as a literal."""
        values = {}
        for name, kind in self.run("SELECT VARIABLE_NAME, VARIABLE_TYPE FROM information_schema.USER_VARIABLES"):
            number = kind.startswith(("INT", "BIGINT"))
            [[value]] = self.run(f"SELECT {'' if number else 'HEX'}(@{name})")
            if value != "NULL":
                values[name] = int(value) if number else bytes.fromhex(value)
        values |= {f"nowhere_{name}": nobodys(value) for name, value in values.items() if f"their_{name}" in values}
        return {name: literal(value) for name, value in values.items()}


def nobodys(value):
    """A value of the same form that stands in no row."""
    if isinstance(value, int):
        return value + 10**9
    if not value.isascii():
        return value[::-1]
    return value.replace(b"0193a1b2-1111", b"0193a1b2-3333") if b"-" in value else b"nowhere" + value


def literal(value):
    if isinstance(value, int):
        return str(value)
    return f"CONVERT(X'{value.hex()}' USING utf8mb4)" if value.isascii() else f"X'{value.hex()}'"


class AccountConnection(Connection):
    """A connection of a service's account, kept open as the service's are."""

    def __init__(self, server, account):
        password = (server.var / f"secrets/{account}").read_text().strip()
        client = [
            "mariadb",
            "--no-defaults",
            "-u",
            f"docket_{account}",
            "-S",
            str(server.var / "run/db.sock"),
            "-N",
            "-B",
            "--unbuffered",
            "--force",
            "docket",
        ]
        self.process = subprocess.Popen(
            client,
            env={**os.environ, "MYSQL_PWD": password},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.known = None

    def know(self, variables):
        """Sets the world's user variables here too."""
        if variables != self.known:
            self.run("SET " + ", ".join(f"@{name} = {value}" for name, value in variables.items()))
            self.known = dict(variables)

    def answer(self, statement):
        """What a statement says, without what differs each time: the line of an error, times."""
        text = "\n".join("\t".join(row) for row in self.run(statement))
        # The client repeats a statement that failed.
        text = re.sub(r"^-{14}\n.*?\n-{14}\n\n", "", text, flags=re.DOTALL | re.MULTILINE)
        text = re.sub(r"^(ERROR \d+ \(\w+\)) at line \d+", r"\1", text, flags=re.MULTILINE)
        text = re.sub(r"at row \d+$", "at row <row>", text, flags=re.MULTILINE)
        return re.sub(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d+)?", "<time>", text)
