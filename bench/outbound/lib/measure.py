"""What a command costs: processor seconds, and the peak of its memory."""
import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    cpu: float
    peak_kb: int


def measured(command):
    """Runs a command that must succeed. The peak is looked up while it runs: what wait4 tells counts the memory of this
    process too, from which it was forked."""
    with subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL) as process:
        peak = 0
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            peak = max(peak, _peak(process.pid))
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, peak)


def _peak(pid):
    """VmHWM in KB; 0 where it is gone, or is not yet itself but a copy of this process."""
    try:
        if os.readlink(f"/proc/{pid}/exe") == os.readlink("/proc/self/exe"):
            return 0
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
