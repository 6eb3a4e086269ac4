"""The line reader: its installer, and the real reading process over the socket it has with its worker."""
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALL = ROOT / "bin/install-engine2"
READER = ROOT / ".build" / os.environ.get("CONFIGURATION", "release") / "docket-reader"
ENGINE = Path(os.environ.get("ENGINE2", ROOT / "var/engine2"))

installed = pytest.mark.skipif(
    not (ENGINE / "models").is_dir(), reason=f"the line reader is not in {ENGINE}; bin/install-engine2 --dir {ENGINE}"
)


class Reader:
    def __init__(self, folder, megabytes=2500):
        self.socket, theirs = socket.socketpair()
        self.process = subprocess.Popen(
            [READER, str(folder), str(os.getpid()), str(megabytes)], stdin=theirs, env={"SWIFT_BACKTRACE": "enable=no"}
        )
        theirs.close()

    def exactly(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                raise EOFError
            data += part
        return data

    def answer(self):
        return json.loads(self.exactly(struct.unpack(">I", self.exactly(4))[0]))

    def ask(self, image, pixels=40_000_000, seconds=300):
        request = json.dumps({"image": str(image), "maxPixels": pixels, "seconds": seconds}).encode()
        self.socket.sendall(struct.pack(">I", len(request)) + request)

    def read(self, image, **options):
        self.ask(image, **options)
        return self.answer()

    def close(self):
        self.socket.close()
        self.process.wait(30)


@pytest.fixture(scope="module")
def reader():
    reader = Reader(ENGINE)
    assert reader.answer() == {"ready": {}}
    yield reader
    reader.close()
    assert reader.process.returncode == 0


LINES = ["RECHNUNG NR. 2026-0417", "Total amount due: 1,234.56", "Thank you for your order", "Delivered on 12/03/2026"]


def page(path, **options):
    """Four lines of text, 60 pixels apart, or what the options say."""
    script = ROOT / "Tests/support/draw_page.py"
    options = json.dumps({"lines": LINES, **options})
    subprocess.run(["/usr/bin/python3", script, path, options], check=True, timeout=60)
    return path


def letters(answer):
    lines = sorted(answer["page"]["_0"]["lines"], key=lambda line: line["box"][1])
    return ["".join(character[0] for character in line["characters"]) for line in lines]


PLAIN = [line.replace(" ", "") for line in LINES]


@installed
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_lines_are_read_with_their_places(reader, tmp_path, mode):
    answer = reader.read(page(tmp_path / "page.png", mode=mode))
    assert letters(answer) == PLAIN
    found = answer["page"]["_0"]
    assert (found["width"], found["height"], found["turns"]) == (900, 400, 0)
    assert found["engine"]["name"] == "openvino" and found["parameters"]["precision"] in ("bf16", "f32")
    for number, line in enumerate(sorted(found["lines"], key=lambda line: line["box"][1])):
        left, top, right, bottom = line["box"]
        assert 40 <= left <= 65 and 45 + 60 * number <= top <= 66 + 60 * number
        assert 85 + 60 * number <= bottom <= 110 + 60 * number
        places = [character[5] for character in line["characters"]]
        assert places == sorted(places) and left <= places[0] and line["characters"][-1][6] <= right + 1


@installed
def test_blanks_are_more_probable_where_there_are_some(reader, tmp_path):
    found = reader.read(page(tmp_path / "page.png"))["page"]["_0"]["lines"]
    line = next(line for line in found if line["characters"][0][0] == "T" and line["characters"][1][0] == "h")
    assert [index for index, character in enumerate(line["characters"]) if character[3] >= 0.025] == [5, 8, 11, 15]


@installed
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_is_read_upright(reader, tmp_path, turns):
    # Turned counter-clockwise by PIL, so clockwise turns bring it back.
    answer = reader.read(page(tmp_path / "page.png", turns=turns))
    assert answer["page"]["_0"]["turns"] == turns
    assert letters(answer) == PLAIN
    assert (answer["page"]["_0"]["width"], answer["page"]["_0"]["height"]) == (900, 400)


@installed
def test_a_slanted_page_gives_slanted_lines(reader, tmp_path):
    answer = reader.read(page(tmp_path / "page.png", slant=4))
    assert letters(answer) == PLAIN
    for line in answer["page"]["_0"]["lines"]:
        left, _, right, _ = line["box"]
        assert 0.05 < line["sink"] / (right - left) < 0.09


@installed
def test_an_empty_page_has_no_lines(reader, tmp_path):
    assert reader.read(page(tmp_path / "page.png", lines=[]))["page"]["_0"]["lines"] == []


@installed
@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (33, 17)])
def test_odd_sizes_are_read(reader, tmp_path, size):
    found = reader.read(page(tmp_path / "page.png", lines=[], size=size, grey=128))["page"]["_0"]
    assert (found["width"], found["height"]) == size


@installed
def test_what_is_no_image_is_refused_and_the_next_is_read(reader, tmp_path):
    garbage = tmp_path / "garbage.png"
    garbage.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(1000))
    cut = tmp_path / "cut.png"
    cut.write_bytes(page(tmp_path / "page.png").read_bytes()[:200])
    for path in (garbage, cut, tmp_path / "none.png", tmp_path):
        problem = reader.read(path)["problem"]["_0"]
        assert problem.startswith("The image of the page is") and str(tmp_path) not in problem
    assert "more than 1000 pixels" in reader.read(tmp_path / "page.png", pixels=1000)["problem"]["_0"]
    assert letters(reader.read(tmp_path / "page.png")) == PLAIN


@installed
def test_without_time_for_all_lines_it_says_so(reader, tmp_path):
    path = page(tmp_path / "page.png")
    answer = reader.read(path, seconds=0)
    assert answer["page"]["_0"]["parameters"]["partial"] == "true" and letters(answer) == []
    answer = reader.read(path)
    assert "partial" not in answer["page"]["_0"]["parameters"] and letters(answer) == PLAIN


@installed
def test_noise_is_read_within_its_memory(reader, tmp_path):
    assert "page" in reader.read(page(tmp_path / "page.png", size=(2000, 2800), noise=True))
    status = Path(f"/proc/{reader.process.pid}/status").read_text()
    assert int(re.search(r"VmHWM:\s+(\d+)", status)[1]) < 900 * 1024


@installed
def test_a_kill_in_the_middle_of_a_page_is_seen_as_the_end(tmp_path):
    reader = Reader(ENGINE)
    assert "ready" in reader.answer()
    os.kill(reader.process.pid, signal.SIGSTOP)
    reader.ask(page(tmp_path / "page.png"))
    os.kill(reader.process.pid, signal.SIGKILL)
    with pytest.raises((EOFError, ConnectionResetError)):
        reader.answer()
    assert reader.process.wait(30) == -signal.SIGKILL


@installed
def test_it_ends_with_its_worker():
    reader = Reader(ENGINE)
    assert "ready" in reader.answer()
    reader.socket.close()
    assert reader.process.wait(30) == 0


@installed
def test_it_dies_with_a_worker_that_is_killed():
    """The socket stays open at this end, so that only the worker's death can be what ends it."""
    ours, theirs = socket.socketpair()
    script = """if True:
        import os, subprocess, sys, time
        subprocess.Popen([*sys.argv[1:], str(os.getpid()), "2500"])
        time.sleep(600)"""
    worker = subprocess.Popen([sys.executable, "-c", script, READER, ENGINE], stdin=theirs)
    theirs.close()
    with ours:
        ours.settimeout(60)
        assert b"ready" in ours.recv(1000)
        worker.kill()
        worker.wait(30)
        assert ours.recv(1) == b""


@installed
def test_the_kernel_takes_it_before_its_worker():
    reader = Reader(ENGINE)
    assert "ready" in reader.answer()
    assert Path(f"/proc/{reader.process.pid}/oom_score_adj").read_text().strip() == "1000"
    reader.close()


def test_who_is_not_its_worker_gets_nothing():
    stranger = subprocess.run([READER, str(ENGINE), "1", "2500"], stdin=subprocess.DEVNULL, timeout=30)
    assert stranger.returncode == 0


@installed
def test_too_little_memory_is_said_or_ends_the_process(tmp_path):
    reader = Reader(ENGINE, megabytes=300)
    assert "ready" in reader.answer()
    try:
        assert "problem" in reader.read(page(tmp_path / "page.png", size=(2000, 2800), noise=True))
    except (EOFError, ConnectionResetError):
        assert reader.process.wait(30) < 0
    reader.close()


@installed
def test_a_missing_or_damaged_model_is_said(tmp_path):
    for broken in ("models/ch_PP-OCRv4_rec_infer.onnx", "models/ch_PP-OCRv4_det_infer.onnx", "lib/libopenvino_c.so"):
        for content in (None, b"no model"):
            folder = tmp_path / f"{Path(broken).name}-{content is None}"
            for part in ("lib", "models"):
                shutil.copytree(ENGINE / part, folder / part, symlinks=True, copy_function=os.symlink)
            (folder / broken).unlink()
            if content:
                (folder / broken).write_bytes(content)
            reader = Reader(folder)
            assert reader.answer()["problem"]["_0"]
            reader.close()


def test_nothing_installed_is_said(tmp_path):
    reader = Reader(tmp_path)
    assert "libopenvino_c.so" in reader.answer()["problem"]["_0"]
    reader.close()


def install(*options):
    return subprocess.run([INSTALL, *map(str, options)], capture_output=True, text=True, timeout=300)


def test_help_says_what_it_does():
    result = install("--help")
    assert result.returncode == 0 and "--wheels" in result.stdout
    assert install("--nothing").returncode == 1


def test_other_wheels_are_not_installed(tmp_path):
    """Wheels of the right names with other contents."""
    for name, version, tag in (
        ("openvino", "2026.4.1", "cp311-cp311-manylinux_2_28_x86_64"),
        ("rapidocr_onnxruntime", "1.4.4", "py3-none-any"),
    ):
        with zipfile.ZipFile(tmp_path / f"{name}-{version}-{tag}.whl", "w") as wheel:
            wheel.writestr(f"{name}/libs/libopenvino.so.2641", "other")
            info = f"{name}-{version}.dist-info"
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
            wheel.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nTag: {tag}\n")
            wheel.writestr(f"{info}/RECORD", "")
    result = install("--dir", tmp_path / "engine", "--wheels", tmp_path)
    assert result.returncode == 1
    assert "not the one that bin/lib/engine2.txt names" in result.stderr
    assert not (tmp_path / "engine/lib").exists()


def test_without_wheels_it_says_what_to_do(tmp_path):
    (tmp_path / "empty").mkdir()
    result = install("--dir", tmp_path / "engine", "--wheels", tmp_path / "empty")
    assert result.returncode == 1 and "--wheels DIR" in result.stderr
    assert [entry.name for entry in (tmp_path / "engine").iterdir()] == [".lock"]


@installed
def test_what_is_there_and_whole_is_left_alone():
    before = {path: path.stat().st_mtime_ns for path in ENGINE.rglob("*")}
    result = install("--dir", ENGINE)
    assert result.returncode == 0 and result.stderr == ""
    assert before == {path: path.stat().st_mtime_ns for path in ENGINE.rglob("*")}
    for line in (ROOT / "bin/lib/engine2.sha256").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((ENGINE / name).read_bytes()).hexdigest() == digest
