"""A FastCGI client of a few lines: one request a connection, records written by hand."""
import socket
import struct

BEGIN, END, PARAMS, STDIN, STDOUT, STDERR = 1, 3, 4, 5, 6, 7


def record(kind, content=b""):
    return struct.pack("!BBHHBx", 1, kind, 1, len(content), 0) + content


def _length(n):
    return bytes([n]) if n < 128 else struct.pack("!I", n | 0x80000000)


def begin(method="GET", path="/", params=None, length=None, keep=0):
    """The records in front of a body."""
    values = {"REQUEST_METHOD": method, "REQUEST_URI": path, "REMOTE_ADDR": "203.0.113.9", **(params or {})}
    if length is not None:
        values["CONTENT_LENGTH"] = str(length)
    pairs = b""
    for name, value in values.items():
        name, value = name.encode(), value if isinstance(value, bytes) else value.encode()
        pairs += _length(len(name)) + _length(len(value)) + name + value
    return record(BEGIN, struct.pack("!HB5x", 1, keep)) + record(PARAMS, pairs) + record(PARAMS)


class Answer:
    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        pairs = [line.split(": ", 1) for line in lines if ": " in line]
        self.headers = {name.lower(): value for name, value in pairs}
        self.status = int(self.headers["status"].split()[0]) if "status" in self.headers else 0

    def json(self):
        import json

        return json.loads(self.body)


def receive(connection):
    """Reads records to the end of the connection; the standard output is the answer."""
    data = b""
    while chunk := connection.recv(1 << 16):
        data += chunk
    out, ended = b"", False
    while len(data) >= 8:
        _, kind, _, size, padding = struct.unpack("!BBHHBx", data[:8])
        if kind == STDOUT:
            out += data[8 : 8 + size]
        ended = ended or kind == END
        data = data[8 + size + padding :]
    if not ended:
        raise ConnectionError("the connection ended before the answer did")
    return Answer(out)


def connect(path, timeout=30):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(timeout)
    connection.connect(path)
    return connection


def request(path, target, method="GET", body=None, params=None, length=None, keep=0, chunk=32768):
    """One request. `body` is bytes, or an iterable of bytes with `length` given."""
    with connect(path) as connection:
        if isinstance(body, bytes):
            length = len(body) if length is None else length
            body = [body[i : i + chunk] for i in range(0, len(body), chunk)]
        connection.sendall(begin(method, target, params, length, keep))
        try:
            for part in body or ():
                connection.sendall(record(STDIN, part))
            connection.sendall(record(STDIN))
        except BrokenPipeError:
            pass
        return receive(connection)
