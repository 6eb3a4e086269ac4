"""The figures of a run as tables."""
import statistics

TARGETS = {"docket": 2, "docket-batches": 5}


def median(rounds, name):
    return statistics.median(result[name] for result in rounds)


def table(chosen, results):
    print(f"{'':34}{'enqueue/s':>11}{'process/s':>11}{'start p50':>12}{'p99':>10}{'queued p50':>13}{'p99':>10}"
          f"{'8 idle workers':>17}")
    for one in chosen:
        rounds = results[one.name]
        print(f"{one.label:34}{median(rounds, 'enqueued'):11.0f}{median(rounds, 'processed'):11.0f}"
              f"{median(rounds, 'start p50'):9.2f} ms{median(rounds, 'start p99'):7.2f} ms"
              f"{median(rounds, 'queued p50'):10.2f} ms{median(rounds, 'queued p99'):7.2f} ms"
              f"{median(rounds, 'idle'):10.2f} % core")


def verdict(chosen, results):
    """Ratios within each round, because other load on the machine moves whole rounds."""
    ours = [one for one in chosen if one.name.startswith("docket")]
    others = [one for one in chosen if one not in ours]
    if others:
        print(f"\n{'jobs processed, as a multiple of':34}" + "".join(f"{one.label:>30}" for one in ours))
    for other in others:
        line = f"{other.label:34}"
        for one in ours:
            line += f"{ratio(results, one, other):29.2f}x"
        print(line)
    print()
    for one in ours:
        if "celery" in results:
            goal(f"{one.label} against Celery", f"{ratio(results, one, others[0]):.2f}x",
                 ratio(results, one, others[0]) >= TARGETS[one.name], f"at least {TARGETS[one.name]}x")
        for name, limit, unit in (
                ("start p50", 1, "ms"), ("start p99", 5, "ms"), ("claim p50", 1, "ms"), ("claim p99", 5, "ms"),
                ("idle", 1, "% of a core")):
            value = median(results[one.name], name)
            goal(f"{one.label}, {name}", f"{value:.2f} {unit}", value <= limit, f"at most {limit} {unit}")


def ratio(results, one, other):
    pairs = zip(results[one.name], results[other.name])
    return statistics.median(ours["processed"] / theirs["processed"] for ours, theirs in pairs)


def goal(what, value, met, wanted):
    print(f"{what:44}{value:>20}   wanted {wanted}: {'met' if met else 'MISSED'}")
