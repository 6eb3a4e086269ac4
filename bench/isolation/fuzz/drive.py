"""Sends cases over kept connections: keys of all tenants take turns on each, as behind a load balancer."""

import http.client
import threading

from fuzz.oracle import Answer


class Sender:
    """One kept connection; made anew where the server has closed it, as it does after requests it cannot read."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def send(self, case):
        for attempt in (1, 2):
            try:
                return self._send(case)
            except (ConnectionError, http.client.HTTPException):
                self.connection.close()
                if attempt == 2:
                    raise

    def _send(self, case):
        connection = self.connection
        # http.client would refuse some of the paths.
        connection._validate_path = lambda path: None
        connection.putrequest(case.method, case.target.replace(" ", "%20"), skip_accept_encoding=True)
        for name, value in case.headers:
            connection.putheader(name, value.encode("latin-1", "replace"))
        if case.body or case.method in ("POST", "PUT", "PATCH"):
            connection.putheader("Content-Length", str(len(case.body)))
        connection.endheaders(case.body or None)
        response = connection.getresponse()
        body = response.read().decode(errors="replace")
        return Answer(response.status, response.getheaders(), body)

    def close(self):
        self.connection.close()


def run(fuzzers, oracle, port, count, progress=lambda sent: None):
    """Sends so many requests, shared among the fuzzers, each in a thread of its own. Gives their number by status."""
    statuses, failures = {}, []
    lock = threading.Lock()

    def work(fuzzer, share):
        sender = Sender(port)
        sent = 0
        try:
            while sent < share and not failures:
                case, twin = next(fuzzer)
                pair = [each for each in (case, twin) if each]
                # Which comes first must not matter.
                order = pair if fuzzer.random.random() < 0.5 else pair[::-1]
                answers = {id(each): sender.send(each) for each in order}
                for each in pair:
                    oracle.check(each, answers[id(each)])
                if twin:
                    oracle.compare(case, answers[id(case)], twin, answers[id(twin)])
                sent += len(pair)
                with lock:
                    for answer in answers.values():
                        statuses[answer.status] = statuses.get(answer.status, 0) + 1
                    progress(sum(statuses.values()))
        except Exception as error:
            failures.append(error)
            raise
        finally:
            sender.close()

    threads = [threading.Thread(target=work, args=(fuzzer, count // len(fuzzers))) for fuzzer in fuzzers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return statuses
