"""The units, as systemd itself understands them. It need not run: its tools work on a root of the test's own."""
import os
import re
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNITS = ROOT / "systemd"
SERVICES = (
    "docket-fcgi@1.service",
    "docket-preprocessing@1.service",
    "docket-ocr@1.service",
    "docket-courier@llm.service",
    "docket-courier@io.service",
    "docket-reprocess.service",
    "docket-sweep.service",
)
TIMERS = ("docket-reprocess.timer", "docket-sweep.timer")

pytestmark = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A host with our units, the system's targets, and stand-ins for our programs."""
    root = tmp_path_factory.mktemp("root")
    shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system", symlinks=True)
    shutil.copytree(UNITS, root / "etc/systemd/system")
    for program in ("docket", "docket-fcgi", "docket-worker", "docket-courier"):
        stand_in = root / "usr/lib/docket" / program
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        stand_in.write_text("#!/bin/sh\n")
        stand_in.chmod(0o755)
    return root


def test_the_drop_in_of_the_second_engine_is_valid(root):
    drop_in = root / "etc/systemd/system/docket-ocr@.service.d"
    drop_in.mkdir()
    shutil.copy(UNITS / "engine2.conf", drop_in)
    try:
        result = run("systemd-analyze", "verify", "--man=no", f"--root={root}", "docket-ocr@1.service")
        assert result.returncode == 0 and "engine2" not in result.stderr, result.stderr
        shown = run("systemd-analyze", "security", "--offline=yes", "--threshold=25", f"--root={root}", "docket-ocr@1.service")
        if "unrecognized option" not in shown.stderr:
            assert shown.returncode == 0, shown.stdout
    finally:
        shutil.rmtree(drop_in)


def run(*command) -> subprocess.CompletedProcess:
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize("unit", ["docket.target", "docket-fcgi.socket", *SERVICES, *TIMERS])
def test_unit_is_valid(root, unit):
    result = run("systemd-analyze", "verify", "--man=no", f"--root={root}", unit)
    assert result.returncode == 0, result.stderr
    # Of the system's own units it may say what it likes.
    assert "docket" not in result.stdout + result.stderr.replace(str(root), "")


@pytest.mark.parametrize(
    "line, told",
    [
        ("Nice=5", False),
        ("ProtectSytem=yes", True),
        ("Sockets=docket-none.socket\nStandardInput=sockets", True),
        ("ExecStartPost=/usr/lib/docket/docket-none", True),
    ],
)
def test_verify_would_tell(root, line, told):
    """That the test above can fail: a misspelt setting, a wrong value and a missing program are seen."""
    unit = root / "etc/systemd/system/docket-other@.service"
    unit.write_text(f"[Service]\nExecStart=/usr/lib/docket/docket-fcgi\n{line}\n")
    result = run("systemd-analyze", "verify", "--man=no", f"--root={root}", "docket-other@1.service")
    unit.unlink()
    assert ("docket" in result.stderr.replace(str(root), "")) == told


@pytest.mark.parametrize("service", SERVICES)
def test_service_is_sandboxed(root, service):
    """The exposure score goes from 0 to 10; --threshold counts in tenths."""
    result = run("systemd-analyze", "security", "--offline=yes", "--threshold=20", f"--root={root}", service)
    if "unrecognized option" in result.stderr:
        pytest.skip("this systemd cannot judge a unit that is not loaded")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("service", SERVICES)
def test_every_file_a_unit_reads_has_a_sample(service):
    template, at, instance = service.removesuffix(".service").partition("@")
    lines = (UNITS / f"{template}{at}.service").read_text().splitlines()
    files = [line.split("=", 1)[1].replace("%i", instance) for line in lines if line.startswith("EnvironmentFile=")]
    assert files
    for file in files:
        assert (UNITS / "etc" / Path(file).name).is_file()


def settings(name: str) -> dict[str, str]:
    lines = (UNITS / "etc" / name).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("timer", TIMERS)
def test_timer_starts_its_service_when_it_says(timer):
    lines = (UNITS / timer).read_text().splitlines()
    when = next(line.split("=", 1)[1] for line in lines if line.startswith("OnCalendar="))
    assert run("systemd-analyze", "calendar", when).returncode == 0
    assert (UNITS / timer.replace(".timer", ".service")).is_file()


def seeded_queues() -> set[str]:
    seeds = (ROOT / "sql/seeds/0001_pipelines.sql").read_text()
    rows = re.search(r"INTO queue \([^)]*\) VALUES(.*?);", seeds, re.DOTALL)[1]
    return set(re.findall(r"\('([a-z]+)'", rows))


def slots(name: str) -> dict[str, int]:
    return {queue: int(count) for queue, count in (part.split(":") for part in settings(name)["QUEUES"].split(","))}


WORKER_SETTINGS = sorted(path.name for path in (UNITS / "etc").glob("*r-*.env"))


@pytest.mark.parametrize("name", WORKER_SETTINGS)
def test_only_queues_that_exist_are_served(name):
    assert slots(name).keys() <= seeded_queues()


@pytest.mark.parametrize("queue", ["preprocessing", "ocr"])
def test_decoders_do_one_job_in_a_process(queue):
    assert [slots(name) for name in WORKER_SETTINGS if queue in slots(name)] == [{queue: 1}]


def unit(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (UNITS / name).read_text().splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(key, []).extend(value.split())
    return found


@pytest.mark.parametrize("name", ["docket-preprocessing@.service", "docket-ocr@.service"])
def test_a_decoder_has_no_network(name):
    assert unit(name)["PrivateNetwork"] == ["yes"]
    assert unit(name)["RestrictAddressFamilies"] == ["AF_UNIX"]
    assert unit(name)["ExecStart"][0].endswith("/docket-worker")


def test_a_courier_has_a_network_and_no_files():
    courier = unit("docket-courier@.service")
    assert "PrivateNetwork" not in courier
    assert {"AF_INET", "AF_INET6"} < set(courier["RestrictAddressFamilies"])
    assert courier["IPAddressDeny"] == ["link-local", "multicast"]
    assert courier["ExecStart"][0].endswith("/docket-courier")
    assert courier["ReadWritePaths"] == ["/run/docket"]
    assert courier["InaccessiblePaths"] == ["-/var/lib/docket/blobs"]


def test_pool_is_seen_as_a_whole_and_recycled():
    """The scoreboard is where all instances may write, in memory."""
    pool = settings("fcgi.env")
    assert Path(pool["DOCKET_FCGI_SCOREBOARD"]).parent == Path(settings("docket.env")["DOCKET_RUN"])
    assert pool["DOCKET_FCGI_SCOREBOARD"].startswith("/run/")
    assert pool["DOCKET_FCGI_MAX_REQUESTS"] == "10000"
    unit = (UNITS / "docket-fcgi@.service").read_text()
    assert "/run/docket" in re.search(r"^ReadWritePaths=(.*)$", unit, re.MULTILINE)[1].split()


def test_a_reading_process_that_outgrows_its_memory_does_not_end_the_worker():
    """systemd stops a unit whole by itself when the kernel kills any of its processes for memory."""
    lines = (UNITS / "docket-ocr@.service").read_text().splitlines()
    assert "OOMPolicy=continue" in lines
    assert any(line.startswith("MemoryMax=") for line in lines)


def enabling(text: str) -> str:
    return re.search(r"^.*?(systemctl enable --now .*docket\.target)$", text, re.MULTILINE)[1]


def test_what_the_documents_enable_is_all_that_is_needed(root):
    """The command that the target and docs/operations.md give: afterwards the target wants a unit for each queue."""
    command = enabling((UNITS / "docket.target").read_text())
    assert enabling((ROOT / "docs/operations.md").read_text()) == command
    result = run("bash", "-c", command.replace("systemctl enable --now", f"systemctl --root={root} enable"))
    assert result.returncode == 0, result.stderr
    assert (root / "etc/systemd/system/multi-user.target.wants/docket.target").is_symlink()
    wanted = {path.name for path in (root / "etc/systemd/system/docket.target.wants").iterdir()}
    assert {"docket-fcgi.socket", "docket-fcgi@1.service"} < wanted
    served = set()
    for unit in wanted - {"docket-fcgi.socket"}:
        template, instance = unit.removesuffix(".service").split("@")
        text = (UNITS / f"{template}@.service").read_text()
        for name in re.findall(r"^EnvironmentFile=/etc/docket/((?:worker|courier)-.*)$", text, re.MULTILINE):
            served |= slots(name.replace("%i", instance)).keys()
    assert served == seeded_queues()


@pytest.fixture(scope="module")
def host():
    """A host whose users and directories our snippets made."""
    if os.geteuid() != 0:
        pytest.skip("only root makes users and gives files away")
    with tempfile.TemporaryDirectory() as folder:
        host = Path(folder)
        # Unlike pytest's own, a directory that other users may pass through.
        host.chmod(0o711)
        (host / "etc").mkdir()
        (host / "etc/passwd").write_text(
            "root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n"
        )
        (host / "etc/group").write_text("root:x:0:\nwww-data:x:33:\n")
        for tool, mode, snippet in (
            ("systemd-sysusers", (), "sysusers.d/docket.conf"),
            ("systemd-tmpfiles", ("--create",), "tmpfiles.d/docket.conf"),
        ):
            result = run(tool, *mode, f"--root={host}", UNITS / snippet)
            assert result.returncode == 0, result.stderr
        yield host


def ids(host: Path, user: str) -> tuple[int, int]:
    entries = [line.split(":") for line in (host / "etc/passwd").read_text().splitlines()]
    return next((int(entry[2]), int(entry[3])) for entry in entries if entry[0] == user)


def may(host: Path, user: str, action) -> bool:
    """Whether the user can do it, in a process of its own, with the umask of our units."""
    uid, gid = ids(host, user)
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(gid)
            os.setuid(uid)
            os.umask(0o027)
            action()
            os._exit(0)
        except PermissionError:
            os._exit(1)
        except BaseException:
            os._exit(2)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code < 2
    return code == 0


def test_users_share_blobs_and_nginx_reads_them(host):
    blobs = host / "var/lib/docket/blobs"
    assert may(host, "docket-app", lambda: ((blobs / "ab").mkdir(), (blobs / "ab/upload").write_text("a")))
    assert may(host, "docket-worker", lambda: (blobs / "ab/upload").read_text())
    assert may(host, "docket-worker", lambda: (blobs / "ab/result").write_text("b"))
    assert may(host, "www-data", lambda: (blobs / "ab/result").read_text())
    assert not may(host, "www-data", lambda: (blobs / "ab/upload").write_text("c"))
    assert not may(host, "www-data", lambda: (blobs / "ab/evil").write_text("c"))
    assert not may(host, "nobody", lambda: (blobs / "ab/result").read_text())


def test_users_ring_each_others_doorbells_and_nginx_rings_none(host):
    path = str(host / "run/docket/bell")
    bell = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)

    def ring():
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"", path)

    listener = os.fork()
    if listener == 0:
        os.setgid(ids(host, "docket-worker")[1])
        os.setuid(ids(host, "docket-worker")[0])
        os.umask(0o027)
        bell.bind(path)
        # A socket takes the umask in spite of the directory's access list; its maker opens it to the group.
        os.chmod(path, 0o660)
        os._exit(0)
    assert os.waitpid(listener, 0)[1] == 0
    # The socket outlives the child: this process holds it too.
    assert may(host, "docket-app", ring)
    assert not may(host, "www-data", ring)
    bell.close()


def test_only_root_sees_credentials_and_operators_sockets(host):
    for folder in ("etc/docket/credentials", "run/docket-ops"):
        for user in ("docket-app", "docket-worker", "www-data"):
            assert not may(host, user, lambda: os.listdir(host / folder))
