"""A FastCGI responder for tests: it answers as told, and remembers every request that reached it. With
no answer (None) it hangs up, as a process does that dies.

    with FastCGIStub(path, lambda request: Answer(headers={"Content-Type": "text/plain"}, body=b"hi")) as stub:
        ...
        stub.requests[0].params["REQUEST_URI"]
"""
import socketserver
import struct
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

BEGIN, END, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6
HEADER = struct.Struct(">BBHHBx")


@dataclass
class Request:
    params: dict[str, str]
    body: bytes


@dataclass
class Answer:
    status: str = "200 OK"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    body: bytes = b"{}"

    def stdout(self) -> bytes:
        lines = [f"Status: {self.status}"] + [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.body


class FastCGIStub:
    def __init__(self, path: Path, answer: Callable[[Request], Answer | None]):
        self.path = path
        self.answer = answer
        self.requests: list[Request] = []
        stub = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                stub._serve(self.rfile, self.wfile)

        class Server(socketserver.ThreadingUnixStreamServer):
            daemon_threads = True

        self.server = Server(str(path), Handler)

    def __enter__(self) -> "FastCGIStub":
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.path.unlink()

    def _serve(self, incoming, outgoing) -> None:
        params, body, number = b"", b"", 0
        while True:
            _, kind, number, length, padding = HEADER.unpack(incoming.read(HEADER.size))
            content = incoming.read(length + padding)[:length]
            if kind == PARAMS:
                params += content
            elif kind == STDIN:
                body += content
                if not content:
                    break
        request = Request(_pairs(params), body)
        self.requests.append(request)
        answer = self.answer(request)
        if answer is None:
            return
        data = answer.stdout()
        for start in range(0, len(data), 65528):
            outgoing.write(_record(STDOUT, number, data[start : start + 65528]))
        outgoing.write(_record(STDOUT, number, b"") + _record(END, number, bytes(8)))


def _record(kind: int, number: int, content: bytes) -> bytes:
    return HEADER.pack(1, kind, number, len(content), 0) + content


def _pairs(data: bytes) -> dict[str, str]:
    """Name and value, each with its length before: one byte, or four with the high bit set."""
    pairs, at = {}, 0
    while at < len(data):
        lengths = []
        for _ in range(2):
            if data[at] < 128:
                lengths.append(data[at])
                at += 1
            else:
                lengths.append(struct.unpack_from(">I", data, at)[0] & 0x7FFFFFFF)
                at += 4
        name, value = data[at : at + lengths[0]], data[at + lengths[0] : at + sum(lengths)]
        pairs[name.decode()] = value.decode("latin-1")
        at += sum(lengths)
    return pairs
