#!/usr/bin/python3
"""Uploads files with curl, draws their progress, prints their fields, and compares them with FILE's truth.json."""
import argparse
import json
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

STEPS = ["preprocessing", "preprocessed", "ocr_extracting", "predicting", "extraction", "automated_evaluation"]
FIELDS = ["invoice_number", "invoice_date", "due_date", "vendor_name", "amount", "vat", "total", "currency"]
WAIT_SECONDS = 180


class Service:
    def __init__(self, url, key_file):
        self.url = url
        # The key goes by a file descriptor, so that no process list shows it.
        self.header = f"Authorization: Bearer {key_file.read_text().strip()}"

    def curl(self, *arguments):
        command = ["curl", "--silent", "--show-error", "--max-time", "60", "--header", "@-", *arguments]
        done = subprocess.run(command, input=self.header, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"curl failed: {done.stderr.strip()}")
        answer = json.loads(done.stdout, parse_float=Decimal)
        if answer.get("success") is False:
            sys.exit(f"refused: {answer['error']} ({answer['code']}, request {answer['request_id']})")
        return answer

    def upload(self, path):
        return self.curl("--form", f'file=@"{path}"', f"{self.url}/documents/upload")["document"]["id"]

    def status(self, document):
        return self.curl(f"{self.url}/documents/{document}/status")

    def document(self, document):
        return self.curl(f"{self.url}/documents/{document}")


def bar(percentage, width=24):
    filled = percentage * width // 100
    return "█" * filled + "░" * (width - filled)


class Progress:
    """A line for each file, redrawn in place on a terminal; elsewhere a line for each change."""

    def __init__(self, names):
        self.names = names
        self.width = max(map(len, names))
        self.lines = {}
        self.begun = time.monotonic()
        self.tty = sys.stdout.isatty()

    def show(self, name, status):
        line = f"  {name:<{self.width}}  {bar(status['progress']['percentage'])} {status['progress']['percentage']:>3} %  {status['status_name']}"
        if self.lines.get(name) == line:
            return
        drawn = len(self.lines)
        self.lines[name] = line
        if not self.tty:
            print(f"{line}  ({time.monotonic() - self.begun:.1f} s)", flush=True)
            return
        if drawn:
            print(f"\x1b[{drawn}A", end="")
        for each in self.names:
            if each in self.lines:
                print(f"\x1b[2K{self.lines[each]}")
        sys.stdout.flush()


def follow(service, documents):
    progress = Progress(list(documents))
    waiting = dict(documents)
    deadline = time.monotonic() + WAIT_SECONDS
    while waiting:
        if time.monotonic() > deadline:
            sys.exit(f"gave up after {WAIT_SECONDS} s; bin/docket check says what is wrong")
        for name, document in list(waiting.items()):
            status = service.status(document)
            progress.show(name, status)
            if status["status"] not in STEPS:
                del waiting[name]
        time.sleep(0.05)


def place(field):
    if not field["box"]:
        return f"calculated ({field['rule']})"
    left, top, right, bottom = field["box"]
    return f"page {field['page']} at {left},{top} – {right},{bottom} ({field['rule']})"


def same(name, value, truth):
    if name in ("amount", "vat", "total"):
        return value is not None and Decimal(value) == Decimal(truth)
    return value == truth


def report(name, document, truth):
    """Prints a document's fields; gives how many are missing or wrong."""
    print(f"\n{name}: {document['status']}, quality {document['quality_score']}, accuracy {document['predicted_accuracy']}")
    if document["error"]:
        print(f"  {document['error']['code']}: {document['error']['detail']}")
    wrong = 0
    fields = {field["name"]: field for field in document["fields"]}
    for field_name in FIELDS:
        field = fields.get(field_name)
        value = str(field["value"]) if field else "–"
        mark = " "
        if field_name in truth:
            right = same(field_name, field and field["value"], truth[field_name])
            mark = "✓" if right else "✗"
            wrong += not right
        confidence = f"{float(field['confidence']) * 100:3.0f} %  {place(field)}" if field else ""
        print(f"  {mark} {field_name:<15} {value:<28} {confidence}")
        if mark == "✗":
            print(f"    {'the invoice says':<15} {truth[field_name]}")
    for finding in document["findings"]:
        print(f"    · {finding['detail']}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--key-file", type=Path, required=True)
    parser.add_argument("files", type=Path, nargs="+")
    given = parser.parse_args()
    service = Service(given.url, given.key_file)
    documents = {path.name: service.upload(path) for path in given.files}
    follow(service, documents)
    wrong = compared = 0
    for path in given.files:
        truth_file = path.with_suffix(".truth.json")
        truth = json.loads(truth_file.read_text())["fields"] if truth_file.exists() else {}
        compared += len(truth)
        wrong += report(path.name, service.document(documents[path.name]), truth)
    if compared:
        print(f"\n{compared - wrong} of {compared} fields are as the invoices say")
    sys.exit(1 if wrong else 0)


main()
