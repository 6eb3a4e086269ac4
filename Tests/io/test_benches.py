"""Benches that are quick in their shortest form still run: what nobody runs rots unseen."""
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("bench, told", [("events", "100 tenants")])
def test_it_runs(bench, told):
    result = subprocess.run(
        [ROOT / f"bench/{bench}/run", "--short"], env={**os.environ, "CONFIGURATION": "release"}, capture_output=True,
        text=True, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
    assert told in result.stdout
