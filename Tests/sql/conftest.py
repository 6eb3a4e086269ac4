"""A database with the schema, and nothing else of a stack."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import pytest  # noqa: E402
from sql_tests import TestDatabase  # noqa: E402


@pytest.fixture(scope="session")
def server():
    database = TestDatabase()
    try:
        yield database.start()
    finally:
        database.stop()


@pytest.fixture
def database(server):
    """With the fixture's tenant, key and document, whatever the last test did."""
    server.prepare()
    return server
