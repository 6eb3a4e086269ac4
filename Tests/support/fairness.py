"""Who is served next, counted claim by claim: workers that claim, hold and finish jobs, by the routines alone."""
import collections

QUEUE = "maintenance"


class Counter:
    """So many workers on one connection; when all are busy, the one that has held its job longest ends it."""

    def __init__(self, connection, workers=8):
        self.connection = connection
        self.workers = workers
        self.held = collections.deque()
        self.claims = 0
        self.served = collections.Counter()
        self.running = collections.Counter()
        self.most_running = collections.Counter()

    def run(self, statement):
        rows = self.connection.run(statement)
        assert not any(row[0].startswith("ERROR") for row in rows), (statement, rows)
        return rows

    def add(self, tenant, count):
        """Jobs of a tenant, which is made where there is none."""
        if not self.run(f"SELECT 1 FROM tenant WHERE slug = '{tenant}'"):
            self.run(f"CALL tenant_create(UUID(), '{tenant}', '{tenant}')")
        while count > 0:
            self.run(f"CALL job_create_many('{tenant}', '{QUEUE}', 'probe', '{{}}', 5, {min(count, 100_000)})")
            count -= 100_000

    def share(self, tenant, weight="NULL", window="NULL"):
        self.run(f"CALL queue_share('{QUEUE}', '{tenant}', {weight}, {window})")

    def pause_all(self):
        """Whoever has jobs left from an earlier measurement."""
        self.clear()
        for tenant, in self.run("SELECT slug FROM tenant_queue JOIN tenant USING (tenant_id) WHERE ready > 0"):
            self.run(f"CALL queue_pause('{QUEUE}', '{tenant}', TRUE)")

    def step(self):
        """One claim, and the end of a job where all workers are busy or the claim got none."""
        if len(self.held) == self.workers:
            self.finish()
        rows = self.run(f"CALL jobs_claim(7, '{QUEUE}', 1, '[]')")
        if not rows:
            self.finish()
            return
        job, fence, tenant = rows[0][0], rows[0][1], rows[0][4]
        self.claims += 1
        self.served[tenant] += 1
        self.held.append((job, fence, tenant))
        self.running[tenant] += 1
        self.most_running[tenant] = max(self.most_running[tenant], self.running[tenant])
        # What a worker does each second.
        if self.claims % 100 == 0:
            self.run(f"CALL queue_tend('{QUEUE}')")

    def finish(self):
        job, fence, tenant = self.held.popleft()
        self.run(f"START TRANSACTION; CALL job_finish({job}, 7, {fence}, ''); COMMIT")
        self.running[tenant] -= 1

    def clear(self):
        """Ends what is held and forgets what was counted."""
        while self.held:
            self.finish()
        self.claims = 0
        self.served.clear()
        self.most_running.clear()


def flood(counter, jobs, tenants=20, each=50):
    """One tenant has so many jobs and is being served; then others come with a few each. How many claims it takes until
    all of theirs are taken."""
    counter.pause_all()
    counter.add("flood", jobs)
    for _ in range(100):
        counter.step()
    return newcomers(counter, "late", tenants, each)


def newcomers(counter, name, tenants=20, each=50):
    names = [f"{name}-{number}" for number in range(tenants)]
    for tenant in names:
        counter.add(tenant, each)
    counter.clear()
    while sum(counter.served[tenant] for tenant in names) < tenants * each:
        counter.step()
    return counter.claims


def weights(counter, claims=1000):
    """Two tenants with weights 1 and 3, both with jobs enough: what each got."""
    counter.pause_all()
    for tenant in "light", "heavy":
        counter.add(tenant, claims)
    counter.share("light", weight=100)
    counter.share("heavy", weight=300)
    counter.clear()
    while counter.claims < claims:
        counter.step()
    return counter.served["light"], counter.served["heavy"]


def window(counter, jobs, size=3):
    """A window is set while a tenant's jobs wait and all workers hold some: how many of its jobs then run at most, and
    how many claims newcomers take."""
    counter.pause_all()
    counter.add("windowed", jobs)
    for _ in range(2 * counter.workers):
        counter.step()
    counter.share("windowed", window=size)
    while counter.running["windowed"] >= size:
        counter.finish()
    claims = newcomers(counter, "later")
    # Alone again, it would fill all workers.
    for _ in range(10 * counter.workers):
        counter.step()
    return counter.most_running["windowed"], claims
