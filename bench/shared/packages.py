"""Debian packages that a bench needs."""
import os
import subprocess


def install(packages):
    """Installs what is missing, by apt, as root or by sudo."""
    state = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${Status}\n", *packages], text=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL).stdout
    there = {line.split()[0] for line in state.splitlines() if line.endswith(" installed")}
    missing = [package for package in packages if package not in there]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    subprocess.run(command if os.geteuid() == 0 else ["sudo", *command], check=True)
