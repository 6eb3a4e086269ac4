"""A minute of bench/queue/chaos: workers and MariaDB are killed while jobs are done, and each job's effect is there once."""
import chaos
import pytest
from sql_tests import TestDatabase


@pytest.fixture
def database():
    database = TestDatabase()
    try:
        yield database.start()
    finally:
        database.stop()


def test_killed_workers_and_a_killed_database_lose_and_repeat_nothing(database):
    seen = chaos.run(database, seed=3, jobs=1500, sleep_ms=20, kills=5, restarts=["killed"], interval=1)
    assert (seen["kills"], seen["restarts"]) == (5, ["killed"])
    assert seen["claimed again"] > 0, "no kill hit a job"
    assert seen["deadlocks"] <= 5, "someone takes locks in another order"
