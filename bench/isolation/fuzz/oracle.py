"""Decides whether an answer tells one tenant of another. Knows every canary; knows no route."""

import json
import re
import threading
import urllib.parse
from dataclasses import dataclass

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
TOKEN = re.compile(rf"{UUID.pattern}\.{UUID.pattern}\.\d+\.[0-9a-f]{{64}}")
# They differ from one answer to the next, whoever asks.
PASSING = re.compile(r"date|x-request-id|(x-)?ratelimit.*|retry-after|connection|keep-alive")


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: str

    @property
    def text(self):
        return "\n".join(f"{name}: {value}" for name, value in self.headers) + "\n\n" + self.body


class Oracle:
    def __init__(self, tenants):
        self.tenants = tenants
        self.owners = {}
        for tenant in tenants:
            for value in (tenant.uid, *tenant.key_ids, *tenant.documents, *tenant.media, *tenant.hashes):
                # A file that several sent is nobody's secret.
                self.owners[value] = None if value in self.owners else tenant
        self.reports = []
        # Ids that were met and are in no list above: new documents. Whose they are is asked at the end.
        self.met = set()
        self.stable = {}
        self.compared = 0
        self.lock = threading.Lock()

    def report(self, what, case, *answers):
        with self.lock:
            self.reports.append((what, case, answers))

    def check(self, case, answer):
        """One answer by itself: nothing of another tenant, and no fault of ours."""
        sent = urllib.parse.unquote(case.sent).lower() + case.sent.lower()
        text = answer.text.lower()
        for tenant in self.tenants:
            if tenant is not case.sender and tenant.marker in text and tenant.marker not in sent:
                self.report(f"a text of {tenant.slug}", case, answer)
        for value in (*UUID.findall(text), *HASH.findall(text)):
            owner = self.owners.get(value)
            if owner and owner is not case.sender and value not in sent:
                self.report(f"{value} of {owner.slug}", case, answer)
            elif case.sender and value not in self.owners and value not in sent and len(value) == 36:
                self.met.add((value, case.sender.slug))
        if answer.status >= 500 and answer.status not in (501, 505):
            self.report(f"status {answer.status}", case, answer)
        self._check_stable(case, answer)

    def _check_stable(self, case, answer):
        """Numbers and lists of a tenant that does nothing stay as they are while the others load the queues."""
        if case.sender and case.sender.is_quiet and case.is_stable and answer.status == 200:
            told = plain(answer, case.sent)
            with self.lock:
                known = self.stable.setdefault((case.method, case.target), told)
            if known != told:
                self.report("it changed while only others did anything", case, answer)

    def compare(self, case, answer, twin, twin_answer):
        """What is another's must be answered as what is nobody's."""
        with self.lock:
            self.compared += 1
        told, twin_told = plain(answer, *case.values), plain(twin_answer, *twin.values)
        if answer.status == twin_answer.status < 300 and not (case.sender and case.is_stable):
            # A new document, or a list that grows: told of the tenant itself, which was checked.
            return
        if case.method == "POST" and {answer.status, twin_answer.status} in ({200, 409}, {202, 409}):
            # Work on the tenant's own document, asked for twice: the second time it is under way, or has ended.
            return
        if told != twin_told:
            self.report("another's is not answered as nobody's", case, answer, twin_answer)

    def check_met(self, stack):
        """The ids of documents that were made meanwhile: each was told to its own tenant only."""
        owners = {}
        for table, column in ("document", "document_id"), ("media", "media_id"):
            for slug, value in stack.sql(f"SELECT slug, {column} FROM {table} JOIN tenant USING (tenant_id)"):
                owners[value] = slug
        for value, slug in self.met:
            if owners.get(value, slug) != slug:
                self.report(f"{value} of {owners[value]} was told to {slug}", None)
        return len(self.met)


def plain(answer, *values):
    """An answer without what differs each time and without the values that were sent."""
    # A link names its own second.
    body = TOKEN.sub("<token>", answer.body)
    sent = {spelled for value in values for spelled in (value, urllib.parse.unquote(value))}
    # Of an address, an answer may repeat a part.
    sent |= {part for value in sent for part in value.split("/") if len(part) > 20}
    for value in sorted(sent - {""}, key=len, reverse=True):
        body = body.replace(value, "<sent>")
    try:
        body = json.loads(body)
    except ValueError:
        pass
    if isinstance(body, dict):
        body.pop("request_id", None)
        body = json.dumps(body, sort_keys=True)
    headers = sorted((name.lower(), value) for name, value in answer.headers if not PASSING.fullmatch(name.lower()))
    return answer.status, headers, body
