"""Whether the numbers that a tenant is told are its own: places and depths, while another floods the queues."""

from contract import pdf
from inside import paused
from stack import Client


def flood(stack, quiet, flooder, oracle_report, count=60):
    """With the first queue's workers standing still, one tenant fills it; the quiet one's numbers are looked at."""
    noisy, calm = (Client(stack.url, tenant.keys["full"]) for tenant in (flooder, quiet))
    before = waiting(calm)
    with paused(stack, "preprocessing"):
        for number in range(count):
            answer = noisy.upload(pdf(f"{flooder.marker} flood {number}"), "a.pdf", "/api/tasks")
            assert answer.status_code == 201, answer.text
        if waiting(calm) != before:
            oracle_report(
                f"depths of {quiet.slug} moved from {before} to {waiting(calm)} when {flooder.slug} filled the queue",
                None,
            )
        for number in (1, 2, 3):
            answer = calm.upload(pdf(f"{quiet.marker} in the flood {number}"), "a.pdf", "/api/tasks")
            place = answer.json()["data"]["queuePosition"]
            if place != before + number:
                oracle_report(f"place {place} for the tenant's document number {before + number} in the queue", None)
            if waiting(calm) != before + number:
                oracle_report(f"depth {waiting(calm)} with {before + number} of the tenant's own", None)
    return count


def waiting(client):
    """How many of the tenant's jobs wait in the first queue."""
    queues = {queue["name"]: queue for queue in client.get("/status").json()["data"]["queues"]}
    return queues["preprocessing"]["ready"] + queues["preprocessing"]["scheduled"]
