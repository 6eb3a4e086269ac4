"""Who enqueues. As JSON: `client.py APP rate COUNT` prints jobs per second, `rate-many` the same in batches,
`client.py APP latency COUNT` milliseconds for jobs one at a time with idle workers: from each call to the start of its job,
from the answer to the call to that start, and, where the queue records it, from the answer to the claim."""
import importlib
import json
import random
import sys
import time

import record


def rate(enqueue, count):
    began = time.perf_counter()
    enqueue(count)
    return count / (time.perf_counter() - began)


def latency(app, count):
    seen = app if hasattr(app, "times") else record
    enqueue_one = getattr(app, "enqueue_one_seen", lambda: app.enqueue(1))
    found = {"start": [], "queued": [], "claim": []}
    known = seen.count()
    for number in range(count + 10):
        time.sleep(random.uniform(0.02, 0.08))
        called = time.time()
        enqueue_one()
        answered = time.time()
        time.sleep(0.02)
        while seen.count() == known:
            time.sleep(0.002)
        known += 1
        # The first ones connect and warm up.
        if number >= 10:
            started = seen.times()[-1]
            found["start"].append((started - called) * 1000)
            found["queued"].append((started - answered) * 1000)
            if hasattr(app, "last_claim"):
                found["claim"].append((app.last_claim() - answered) * 1000)
    return found


def main(name, measure, count):
    app = importlib.import_module(name)
    if measure == "latency":
        return latency(app, count)
    return rate(app.enqueue_many if measure == "rate-many" else app.enqueue, count)


print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
