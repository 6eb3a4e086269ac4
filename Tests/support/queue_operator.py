"""What an operator does and sees at the command line, with probes of one tenant in the queue maintenance."""
import json
import re

from stack import until

QUEUE = "maintenance"
# Longer than any test waits: a probe that ends sooner was stopped.
ENDLESS = {"sleep_ms": 600_000}


class Operator:
    def __init__(self, stack, tenant):
        self.stack = stack
        self.tenant = tenant

    def docket(self, *arguments):
        return self.stack.docket("queue", *map(str, arguments)).stdout

    def refused(self, *arguments):
        """What a command that fails says."""
        result = self.stack.docket("queue", *map(str, arguments), check=False)
        assert result.returncode != 0, result.stdout
        return result.stderr

    def create(self, payload=None, tenant=None, limit=None):
        """A probe; its number."""
        key = f"'{limit}'" if limit else "NULL"
        [[job, _]] = self.stack.sql(
            f"""CALL job_create('{tenant or self.tenant}', '{QUEUE}', 'probe', '{json.dumps(payload or {})}', 5,
            NULL, NULL, {key})"""
        )
        return job

    def job(self, job):
        """What `docket queue job` shows, by its words."""
        lines = self.docket("job", job).splitlines()
        return dict(re.split(r"  +", line, maxsplit=1) for line in lines)

    def wait(self, job, state):
        return until(lambda: (shown := self.job(job))["state"] == state and shown, 60, 0.2)

    def row(self, *arguments):
        """The line of a table that has to do with this tenant or queue, as words."""
        lines = [line.split() for line in self.docket(*arguments).splitlines()]
        return next((line for line in lines[1:] if line and line[0] in (QUEUE, self.tenant)), None)

    def listed(self, state):
        """Numbers of this tenant's jobs in a state."""
        lines = [line.split() for line in self.docket("jobs", QUEUE, state, "--count", 1000).splitlines()[1:]]
        return {line[0] for line in lines if line[1] == self.tenant}

    def claim(self):
        """What a worker would get."""
        return self.stack.sql(f"CALL jobs_claim(1, '{QUEUE}', 1, '[]')")

    def expire(self, job):
        """Its lease has run out, as if its worker had died; a renewal under way may come between. A short one: none counts
        before the server has been up for a lease."""
        self.docket("set", QUEUE, "lease_s", 5)
        self.stack.sql(f"UPDATE job_live SET due = NOW(6) - INTERVAL 1 SECOND WHERE job_id = {job} AND state = 'running'")

    def tidy(self):
        """As before the test: nothing paused, nothing live, the policy as seeded."""
        live = f"""SELECT job_id FROM job_live JOIN queue USING (queue_id) WHERE name = '{QUEUE}'"""
        for [job] in self.stack.sql(live):
            self.stack.docket("queue", "cancel", job, check=False)
        self.stack.sql(
            f"""UPDATE queue SET max_attempts = 3, max_crashes = 3, retry_delay_s = 60, retry_delays_s = NULL, lease_s = 60,
                paused_at = NULL WHERE name = '{QUEUE}';
            CALL queue_pause(NULL, '{self.tenant}', FALSE); CALL queue_pause('{QUEUE}', '{self.tenant}', FALSE)"""
        )
