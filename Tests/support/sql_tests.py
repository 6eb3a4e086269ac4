"""Runs the tests in sql/tests/: each on the world that fixture.sql makes anew, in a transaction that is rolled back. A
routine with a transaction of its own ends that one; what it leaves, the next fixture clears."""
import pathlib
import subprocess

from stack import ROOT, Stack

TESTS = sorted(path for path in (ROOT / "sql/tests").glob("*.sql") if path.name != "fixture.sql")


class TestDatabase(Stack):
    """A stack of MariaDB alone, with the schema."""

    __test__ = False

    def start(self, sql=ROOT / "sql"):
        for folder in "run", "log", "etc", "secrets":
            (self.var / folder).mkdir()
        self.run("bin/lib/database", "start")
        self.docket("migrate", "--sql", str(sql))
        return self

    def script(self, *paths, text=""):
        """Files of SQL one after the other, on one connection; what the client complains of, empty where it is well."""
        source = "".join(pathlib.Path(path).read_text() + "\nDELIMITER ;\n" for path in paths) + text
        return self.run("bin/sql", "-B", check=False, input=source).stderr

    def prepare(self):
        """The words of the tests, and the fixture's world."""
        complaint = self.script(ROOT / "Tests/support/assertions.sql", ROOT / "sql/tests/fixture.sql")
        assert not complaint, complaint

    def test(self, path):
        """Runs one file, and gives what is wrong."""
        body = f"START TRANSACTION;\n{path.read_text()}\nROLLBACK;\n"
        return self.script(ROOT / "Tests/support/assertions.sql", ROOT / "sql/tests/fixture.sql", text=body)

    def connect(self):
        return Connection(self)


class Connection:
    """A connection that is kept: the mariadb client, fed line by line."""

    def __init__(self, database):
        client = [str(ROOT / "bin/sql"), "-N", "-B", "--unbuffered", "--force"]
        self.process = subprocess.Popen(
            client, env=database.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def run(self, statement):
        """The rows, of text; an error is a row that begins with ERROR."""
        self.process.stdin.write(f"{statement};\nSELECT 'that was all';\n")
        self.process.stdin.flush()
        rows = []
        while (line := self.process.stdout.readline().rstrip("\n")) != "that was all":
            assert self.process.poll() is None, rows
            rows.append(line.split("\t"))
        return rows

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()
