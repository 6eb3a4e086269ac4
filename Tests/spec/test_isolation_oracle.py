"""The fuzzer's oracle sees what it is for: servers that leak, each in one way, are found out, and no other."""

import http.server
import json
import random
import re
import sys
import threading
from contextlib import contextmanager

import pytest
from contract import ROOT

sys.path.append(str(ROOT / "bench/isolation"))
from fuzz import drive, timing  # noqa: E402
from fuzz.cases import Fuzzer  # noqa: E402
from fuzz.oracle import Oracle  # noqa: E402
from fuzz.tenants import KEYS, Tenant, uuid7  # noqa: E402

REQUESTS = 2500


def tenant(number, random_):
    """A tenant that is nowhere but here."""
    marker = f"zqmarker{number}xyz"
    documents = [uuid7(random_) for _ in range(5)]
    uid = uuid7(random_)
    return Tenant(
        f"{marker}-co",
        marker,
        uid,
        {name: f"dk_{marker}{name}" for name in KEYS},
        [uuid7(random_)],
        documents,
        [uuid7(random_)],
        [random_.randbytes(32).hex()],
        [f"results/{uid}/2026-01/{documents[0]}/result.html"],
        [f"{uid}.{documents[0]}.1795255816.{random_.randbytes(32).hex()}"],
        number == 0,
    )


class Service(http.server.BaseHTTPRequestHandler):
    """Answers as a service that keeps tenants apart; `leak` is what a test has it do else."""

    protocol_version = "HTTP/1.1"
    # Head and body in one packet: in two, each answer would wait for an acknowledgement.
    wbufsize = -1
    everyone, leak, asked = [], staticmethod(lambda service, owner: None), 0

    def log_message(self, *_):
        pass

    def handle_one(self):
        type(self).asked += 1
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        key = (self.headers.get("Authorization") or "").removeprefix("Bearer ") or self.headers.get("X-Api-Key") or ""
        self.tenant = next(
            (each for each in self.everyone for name in ("full", "reader", "writer") if each.keys[name] == key), None
        )
        found = re.search(r"[0-9a-f-]{36}", self.path.split("?")[0])
        owner = next((each for each in self.everyone if found and found[0] in each.documents), None)
        if answer := self.leak(owner):
            return self.answer(*answer)
        if not self.tenant:
            return self.answer(401, {"code": "key_invalid"})
        if owner is self.tenant:
            return self.answer(200, {"id": found[0], "filename": f"{owner.marker}.pdf"})
        return self.answer(404, {"code": "document_unknown"})

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = handle_one

    def answer(self, status, told, headers=()):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def served(leak):
    random_ = random.Random(7)
    service = type(
        "LeakingService", (Service,), {"everyone": [tenant(number, random_) for number in range(3)], "leak": leak}
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), service) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield service.everyone, server.server_port
        server.shutdown()


def reports(leak):
    with served(leak) as (everyone, port):
        oracle = Oracle(everyone)
        drive.run([Fuzzer(everyone, random.Random(3))], oracle, port, REQUESTS)
        return [what for what, _, _ in oracle.reports]


def others(service, owner):
    """Whether a tenant asks for what is another's."""
    return owner and service.tenant and owner is not service.tenant


LEAKS = {
    "the document": lambda service, owner: others(service, owner) and (200, {"filename": f"{owner.marker}.pdf"}),
    "that it is there": lambda service, owner: others(service, owner) and (403, {"code": "not_yours"}),
    "a code": lambda service, owner: others(service, owner) and (404, {"code": "document_hidden"}),
    "a length": lambda service, owner: others(service, owner) and (404, {"code": "document_unknown", "detail": ""}),
    "a header": lambda service, owner: (
        others(service, owner) and (404, {"code": "document_unknown"}, [("ETag", '"1"')])
    ),
    "an id in a list": lambda service, owner: (
        service.path.startswith("/status")
        and service.tenant
        and (200, {"ids": [service.everyone[0].documents[0], service.everyone[1].documents[0]]})
    ),
    "a hash": lambda service, owner: (
        service.path.startswith("/status")
        and service.tenant
        and (200, {"last": service.everyone[0].hashes[0] + " " + service.everyone[1].hashes[0]})
    ),
    "how much others do": lambda service, owner: (
        service.path == "/status" and service.tenant and (200, {"ready": service.asked})
    ),
    "a fault": lambda service, owner: others(service, owner) and (500, {"code": "internal_error"}),
    "by a header that names it": lambda service, owner: (
        "X-Tenant-Id" in service.headers
        and service.tenant
        and (
            200,
            {
                "tenant": next(
                    (each.slug for each in service.everyone if each.uid == service.headers["X-Tenant-Id"]), ""
                )
            },
        )
    ),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_server_that_tells_this_is_found_out(leak):
    assert reports(LEAKS[leak])


def test_server_that_tells_nothing_is_not_accused():
    assert reports(lambda service, owner: None) == []


def test_same_seed_asks_the_same():
    random_ = random.Random(7)
    everyone = [tenant(number, random_) for number in range(3)]
    asked = [
        [str(next(fuzzer)[0]) for _ in range(200)] for fuzzer in (Fuzzer(everyone, random.Random(5)) for _ in range(2))
    ]
    assert asked[0] == asked[1]


def test_times_that_differ_are_told_apart_and_others_are_not():
    random_ = random.Random(1)
    times = [[random_.lognormvariate(0, 0.3) for _ in range(5000)] for _ in range(2)]
    assert not timing.Classes("alike", *times).can_be_told_apart
    assert timing.Classes("slower", [value * 1.1 for value in times[0]], times[1]).can_be_told_apart


def test_rank_and_distance_of_times():
    apart = timing.Classes("", [3.0, 4.0], [1.0, 2.0])
    assert (apart.auc, round(apart.distance, 9)) == (1.0, 1.0)
    same = timing.Classes("", [1.0, 2.0], [1.0, 2.0])
    assert (same.auc, same.distance) == (0.5, 0.0)
