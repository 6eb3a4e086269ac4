"""What is done to the servers, and what comes back."""
import http.client
import json
import os
import subprocess
import threading
import time

from shared.processes import cpu_seconds, resident
from .stack import DOCUMENTS, PATH


def get(port, path, key):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Authorization": f"Bearer {key}"})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, body


def check(contestants, key):
    """All must say the same of documents in every status, and refuse the same, before their speed means anything."""
    requests = [(PATH % (1 + i * 997 % DOCUMENTS), key, 200) for i in range(40)]
    requests += [(PATH % 1, "dk_wrong", 401), (PATH % (DOCUMENTS + 1), key, 404)]
    for path, bearer, expected in requests:
        answers = {}
        for one in contestants:
            status, body = get(one.port, path, bearer)
            if status != expected:
                raise SystemExit(f"{one.label}: {status} instead of {expected} for {path}: {body[:300]}")
            answers[one.name] = json.dumps(json.loads(body), sort_keys=True) if expected == 200 else ""
        if len(set(answers.values())) > 1:
            raise SystemExit(f"the answers differ for {path}:\n" + "\n".join(map(str, answers.items())))


def round_of(here, one, others, key, seconds):
    """One run of wrk; processor time of the server and of `others` (name: pid), memory in the middle of it."""
    pids = {"app": one.pid, **others}
    before = {name: cpu_seconds(pid) for name, pid in pids.items()}
    wrk = subprocess.Popen(
        ["wrk", "-t1", "-c32", f"-d{seconds}s", "-s", here / "status.lua", f"http://127.0.0.1:{one.port}"], text=True,
        stdout=subprocess.PIPE, env={
            **os.environ, "BENCH_KEY": key, "BENCH_PATH": PATH, "BENCH_DOCUMENTS": str(DOCUMENTS)})
    try:
        time.sleep(seconds / 2)
        memory = resident(one.pid)
        output, _ = wrk.communicate()
    finally:
        wrk.kill()
        wrk.wait()
    result = json.loads(next(line[7:] for line in output.splitlines() if line.startswith("RESULT ")))
    result["rate"] = result["requests"] / result["seconds"]
    result["memory"] = memory
    for name, pid in pids.items():
        result[f"{name}_us"] = (cpu_seconds(pid) - before[name]) * 1e6 / max(1, result["requests"])
    return result


def uploads(port, key, count=10, size=10 << 20):
    """So many uploads at once, each a file of its own. Returns the seconds they took."""
    statuses = []

    def upload(number):
        content = b"%%PDF-1.4\n%% %d\n" % number
        body = (b'--b\r\nContent-Disposition: form-data; name="file"; filename="%d.pdf"\r\n'
                b"Content-Type: application/pdf\r\n\r\n" % number) + content.ljust(size) + b"\r\n--b--\r\n"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("POST", "/documents/upload", body, {
            "Authorization": f"Bearer {key}", "Content-Type": "multipart/form-data; boundary=b"})
        statuses.append(connection.getresponse().status)
        connection.close()

    began = time.monotonic()
    threads = [threading.Thread(target=upload, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if statuses != [201] * count:
        raise SystemExit(f"uploads were answered {statuses}")
    return time.monotonic() - began
