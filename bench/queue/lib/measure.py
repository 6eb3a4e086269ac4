"""What is measured of a queue. All contestants give serve, workers, enqueue, latency, done, span and their broker's pid."""
import os
import sys
import time

from shared.processes import cpu_seconds


def rounds(chosen, given):
    results = {one.name: [] for one in chosen}
    for number in range(1, given.rounds + 1):
        for one in chosen:
            results[one.name].append(once(one, given))
            print(f"round {number} of {given.rounds}: {one.name}, load average {os.getloadavg()[0]:.1f}",
                  file=sys.stderr)
    for one in chosen:
        idle = idle_percent(one, given.idle)
        for result in results[one.name]:
            result["idle"] = idle
    return results


def once(one, given):
    result = {"enqueued": one.enqueue(given.jobs)}
    with one.workers(2):
        began = time.monotonic()
        while one.done() < given.jobs:
            time.sleep(0.1)
            if time.monotonic() > began + 600:
                raise SystemExit(f"{one.label}: {one.done()} of {given.jobs} jobs done after 10 minutes")
        result["processed"] = (given.jobs - 1) / one.span()
        for span, waits in one.latency(given.latencies).items():
            waits.sort()
            if waits:
                result[f"{span} p50"], result[f"{span} p99"] = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
    return result


def idle_percent(one, seconds):
    """What 8 workers without a job cost their broker, in percent of one core."""
    with one.workers(8):
        time.sleep(5)
        before, began = cpu_seconds(one.pid), time.monotonic()
        time.sleep(seconds)
        return (cpu_seconds(one.pid) - before) / (time.monotonic() - began) * 100
