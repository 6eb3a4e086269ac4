"""What reads the documents. Each writes NAME.txt for each file and costs what its processes used."""
import os
import resource
import subprocess
import sys
from pathlib import Path

ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}


def run(command, **environment):
    """Runs to the end; the processor seconds of it and its children, and what it printed."""
    before = _children()
    done = subprocess.run(
        [str(part) for part in command], env={**os.environ, **ENVIRONMENT, **environment}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done, _children() - before


def _children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Tesseract:
    """The command line, as it comes; PDFs are not for it."""
    name = "tesseract"
    takes_pdf = False

    def __init__(self, languages):
        self.languages = languages

    def read(self, paths, out):
        seconds = 0
        for path in paths:
            done, used = run(["tesseract", path, out / path.stem, "-l", self.languages])
            seconds += used
            if done.returncode:
                (out / f"{path.stem}.txt").write_text("")
        return seconds


class OCRmyPDF:
    """Its sidecar text, with the clean-up that it advises for scans; PDFs with text are not for it."""
    name = "OCRmyPDF"
    takes_pdf = False

    def __init__(self, languages, python):
        self.languages, self.python = languages, python

    def read(self, paths, out):
        seconds = 0
        for path in paths:
            text = out / f"{path.stem}.txt"
            done, used = run([
                self.python, "-m", "ocrmypdf", "-q", "--jobs", 1, "-l", self.languages, "--rotate-pages", "--deskew",
                "--image-dpi", 150, "--output-type", "pdf", "--sidecar", text, path, os.devnull])
            seconds += used
            if done.returncode:
                text.write_text("")
        return seconds


class RapidOCR:
    """PP-OCRv4 on onnxruntime, as it comes: boxes top to bottom, texts joined."""
    name = "RapidOCR"
    takes_pdf = False

    def __init__(self, python):
        self.python = python

    def read(self, paths, out):
        done, seconds = run([self.python, Path(__file__).with_name("rapidocr.py"), out, *paths])
        if done.returncode:
            sys.exit(f"RapidOCR: {done.stderr[-2000:]}")
        return seconds


class Docket:
    """What the worker does: preparing, reading, words in reading order."""
    takes_pdf = True

    def __init__(self, name, tool, languages, line_reader="", reader="", options=()):
        self.name, self.tool, self.languages, self.options = name, tool, languages, options
        # Both names: the caller may have either set, and alone means alone.
        self.environment = {
            "DOCKET_LINE_READER": str(line_reader), "DOCKET_ENGINE2": str(line_reader), "DOCKET_READER": str(reader)}

    def read(self, paths, out):
        done, seconds = run(
            [self.tool, "read", "--languages", self.languages, "--out", out, *self.options, *paths],
            **self.environment)
        if done.returncode or done.stderr:
            sys.exit(f"{self.name}: {done.stderr[-2000:]}")
        (out / "costs.tsv").write_text(done.stdout)
        return seconds
