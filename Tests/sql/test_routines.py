"""The tests in sql/tests/."""
import pytest
from sql_tests import TESTS


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_file(server, path):
    assert server.test(path) == ""
