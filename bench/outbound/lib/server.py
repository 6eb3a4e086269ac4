"""An HTTP server on 127.0.0.1 that gives `size` zeros and counts what it gets; it keeps none of it."""
import socket
import threading
import time

PIECE = bytes(1 << 20)


class Server:
    def __init__(self):
        self.size = 0
        self.received = 0
        # Seconds before each answer, so that a client that has nothing to do can be looked at.
        self.pause = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listener.close()

    def _serve(self):
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            with peer:
                try:
                    self._answer(peer)
                except OSError:
                    pass

    def _answer(self, peer):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = peer.recv(1 << 16)
            if not piece:
                return
            head += piece
        head, _, body = head.partition(b"\r\n\r\n")
        size = 0
        if head.startswith(b"PUT"):
            self._take(peer, int(head.lower().partition(b"content-length:")[2].split()[0]), len(body))
        else:
            size = self.size
        time.sleep(self.pause)
        peer.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size)
        while size:
            size -= peer.send(PIECE[: min(size, len(PIECE))])

    def _take(self, peer, length, seen):
        room = bytearray(len(PIECE))
        while seen < length and (count := peer.recv_into(room)):
            seen += count
        self.received += seen
