"""The scripts that start and stop a stack, where they must refuse; nothing is built or started."""
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def script(var: Path, *command: str, port: int = 1) -> subprocess.CompletedProcess:
    environment = {**os.environ, "VAR": str(var), "PORT": str(port)}
    return subprocess.run([ROOT / command[0], *command[1:]], env=environment, capture_output=True, text=True, timeout=30)


@pytest.fixture
def stranger():
    """A process that has nothing to do with us."""
    with subprocess.Popen(SLEEPER) as process:
        yield process
        process.kill()


def test_a_number_that_went_to_another_process_is_left_alone(tmp_path, stranger):
    files = [tmp_path / "run" / f"{name}.pid" for name in ("db", "nginx", "supervisor")]
    files[0].parent.mkdir()
    for file in files:
        file.write_text(f"{stranger.pid}\n")
    assert script(tmp_path, "bin/down").returncode == 0
    assert stranger.poll() is None
    assert not any(file.exists() for file in files)


def test_our_process_is_stopped(tmp_path):
    (tmp_path / "run").mkdir()
    with subprocess.Popen([*SLEEPER, f"--defaults-file={tmp_path}/etc/my.cnf"]) as ours:
        (tmp_path / "run/db.pid").write_text(f"{ours.pid}\n")
        assert script(tmp_path, "bin/lib/database", "stop").returncode == 0
        assert ours.wait(5) != 0


def test_a_taken_port_is_said_before_anything_starts(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = script(tmp_path, "bin/lib/stack", "start", port=port)
    assert result.returncode == 1
    assert f"port {port} is taken" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_another_port_than_the_running_one_is_refused(tmp_path):
    for folder in ("run", "etc"):
        (tmp_path / folder).mkdir()
    (tmp_path / "etc/nginx.conf").write_text("        listen 127.0.0.1:8099 ssl http2;\n        listen unix:/x;\n")
    with subprocess.Popen([*SLEEPER, f"{tmp_path}/etc/nginx.conf"]) as nginx:
        (tmp_path / "run/nginx.pid").write_text(f"{nginx.pid}\n")
        result = script(tmp_path, "bin/lib/stack", "start", port=8098)
        nginx.kill()
    assert result.returncode == 1
    assert "runs on port 8099" in result.stderr


@pytest.mark.parametrize("name", ["a b", "a'b", 'a"b', "a$b", "a;b"])
def test_a_folder_that_configurations_cannot_name_is_refused(tmp_path, name):
    result = script(tmp_path / name, "bin/down")
    assert result.returncode == 2
    assert "VAR's path must have no blanks" in result.stderr


def test_a_folder_with_a_blank_is_refused_in_one_sentence(tmp_path):
    """Of the project itself: compilers, nginx and the shell would each take it for two."""
    copy = tmp_path / "my docket"
    (copy / "bin/lib").mkdir(parents=True)
    for name in ("bin/up", "bin/lib/common.sh"):
        (copy / name).write_text((ROOT / name).read_text())
        (copy / name).chmod(0o755)
    result = subprocess.run([copy / "bin/up"], capture_output=True, text=True, timeout=30)
    assert result.returncode == 2
    assert "must have no blanks" in result.stderr and "move it" in result.stderr
    assert result.stderr.count("\n") == 1 and not (copy / "var").exists()


@pytest.mark.parametrize(
    "settings, found",
    [({}, "VAR"), ({"DOCKET_LINE_READER": ""}, ""), ({"DOCKET_ENGINE2": ""}, ""), ({"DOCKET_ENGINE2": "/old"}, "/old"),
     ({"DOCKET_ENGINE2": "/old", "DOCKET_LINE_READER": "/new"}, "/new")],
)
def test_the_line_reader_is_the_stacks_own_or_as_it_is_said(tmp_path, settings, found):
    (tmp_path / "engine2/models").mkdir(parents=True)
    environment = {name: value for name, value in os.environ.items() if name not in ("DOCKET_LINE_READER", "DOCKET_ENGINE2")}
    shown = subprocess.run(
        ["bash", "-c", f"source {ROOT}/bin/lib/common.sh; echo $DOCKET_LINE_READER; echo $DOCKET_ENGINE2"],
        env={**environment, "VAR": str(tmp_path), **settings}, capture_output=True, text=True, check=True).stdout
    assert shown.splitlines() == [found.replace("VAR", f"{tmp_path}/engine2")] * 2
