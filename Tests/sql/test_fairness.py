"""Who is served next, counted claim by claim; bench/queue/fairness does the same with a million jobs."""
import fairness
import pytest


@pytest.fixture
def counter(database):
    with database.connect() as connection:
        yield fairness.Counter(connection)


def test_newcomers_do_not_wait_behind_a_flood(counter):
    assert fairness.flood(counter, 20_000) <= 1200


def test_weights_share_a_queue(counter):
    light, heavy = fairness.weights(counter)
    assert heavy / light == pytest.approx(3, rel=0.1)


def test_a_window_set_on_a_backlog_holds_at_once(counter):
    most_running, claims = fairness.window(counter, 2_000)
    assert most_running == 3
    assert claims <= 1200
