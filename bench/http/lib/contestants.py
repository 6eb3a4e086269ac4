"""The servers that are compared: how each is built and started. All have four workers."""
import glob
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from shared.processes import free_port, listening, running, wait_for

WORKERS = 4


@dataclass
class Contestant:
    name: str
    label: str
    start: Callable
    is_http: bool = False
    nginx: str = ""
    port: int = field(default_factory=free_port)
    socket: Path | None = None
    pid: int = 0


def contestants(root, here, var):
    apps = here / "apps"
    every = [
        Contestant("docket", f"Docket (1 process x {WORKERS} threads)", docket),
        Contestant("c", f"C, libfcgi (1 process x {WORKERS} threads)", c),
        Contestant("php", f"PHP-FPM ({WORKERS} children)", php,
                   nginx=f"fastcgi_param SCRIPT_FILENAME {apps}/status.php;"),
        Contestant("php-persistent", "  with persistent connections", php,
                   nginx=f"fastcgi_param SCRIPT_FILENAME {apps}/status.php;"),
        Contestant("flask", f"Flask + gunicorn ({WORKERS} workers)", flask, is_http=True),
        Contestant("express", f"Express ({WORKERS} workers)", express, is_http=True),
    ]
    for one in every:
        # Docket's is where its nginx configuration expects it.
        one.socket = var / ("run/fcgi.sock" if one.name == "docket" else f"run/{one.name}.sock")
    return every


@contextmanager
def docket(one, root, apps, var):
    listener = listening(one.socket)
    environment = dict(
        DOCKET_DB_SOCKET=var / "run/mysqld.sock", DOCKET_DB_USER="docket_app", DOCKET_BLOBS=var / "blobs",
        DOCKET_RUN=var / "run", SWIFT_BACKTRACE="enable=no")
    command = [root / ".build/release/docket-fcgi", "--threads", WORKERS]
    with listener, running(one.name, command, var / "log", stdin=listener, **environment) as process:
        yield process


@contextmanager
def c(one, root, apps, var):
    flags = subprocess.run(
        ["pkg-config", "--cflags", "--libs", "libmariadb"], check=True, text=True, stdout=subprocess.PIPE).stdout.split()
    binary = var / "c-status"
    subprocess.run(
        ["cc", "-O2", "-Wall", "-o", binary, apps / "status.c", *flags, "-lfcgi", "-lcrypto", "-lpthread"], check=True)
    listener = listening(one.socket)
    command = [binary, apps / "key.sql", apps / "document.sql", WORKERS]
    with listener, running(
            one.name, command, var / "log", stdin=listener, BENCH_DB_SOCKET=var / "run/mysqld.sock") as process:
        yield process


@contextmanager
def php(one, root, apps, var):
    configuration = var / f"etc/{one.name}.conf"
    configuration.write_text(f"""[global]
error_log = {var}/log/{one.name}.log
daemonize = no
[bench]
user = root
listen = {one.socket}
listen.mode = 0666
pm = static
pm.max_children = {WORKERS}
env[BENCH_DB_SOCKET] = {var}/run/mysqld.sock
env[BENCH_PERSISTENT] = {int(one.name == "php-persistent")}
php_admin_value[opcache.enable] = 1
""")
    binary = sorted(glob.glob("/usr/sbin/php-fpm*"))[-1]
    # A pool that root starts may run as root, so that nothing depends on where this folder is.
    with running(one.name, [binary, "-F", "-R", "-y", configuration], var / "log") as process:
        wait_for(one.socket, process)
        yield process


@contextmanager
def flask(one, root, apps, var):
    command = ["/usr/bin/gunicorn", "--workers", WORKERS, "--bind", f"unix:{one.socket}", "--chdir", apps,
               "flask_app:app"]
    with running(one.name, command, var / "log", BENCH_DB_SOCKET=var / "run/mysqld.sock",
                 PYTHONDONTWRITEBYTECODE=1) as process:
        wait_for(one.socket, process)
        yield process


@contextmanager
def express(one, root, apps, var):
    # Debian's, whichever other node there is; its libraries are where only Debian's build looks by itself.
    with running(one.name, ["/usr/bin/node", apps / "express_app.js"], var / "log",
                 BENCH_DB_SOCKET=var / "run/mysqld.sock", BENCH_SOCKET=one.socket, BENCH_WORKERS=WORKERS,
                 NODE_PATH="/usr/share/nodejs", NODE_ENV="production") as process:
        wait_for(one.socket, process)
        yield process
