"""What all contestants share: MariaDB with Docket's schema and 20,000 documents, and one nginx."""
import getpass
import os
import shlex
import shutil
import subprocess
from contextlib import contextmanager

from shared.processes import running, wait_for

DOCUMENTS = 20_000
PATH = "/documents/0193a1b2-0000-7000-8000-%012x/status"


@contextmanager
def mariadb(var):
    data, socket = var / "data", var / "run/mysqld.sock"
    user = getpass.getuser()
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--datadir={data}", f"--user={user}", "--skip-test-db",
         "--auth-root-authentication-method=normal"], check=True, capture_output=True)
    command = [
        shutil.which("mariadbd") or "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={socket}",
        f"--pid-file={var}/run/mariadb.pid", f"--user={user}", "--skip-networking", "--innodb-buffer-pool-size=512M",
        "--character-set-server=utf8mb4", "--default-time-zone=+00:00"]
    with running("mariadb", command, var / "log") as process:
        wait_for(socket, process)
        yield process


def sql(var, text, database=""):
    subprocess.run(
        ["mariadb", "--no-defaults", f"--socket={var}/run/mysqld.sock", "--user=root", database],
        input=text, text=True, check=True, stdout=subprocess.DEVNULL)


def schema(root, here, var):
    """Docket's schema by its own command, the contestants' account, the documents. Returns the tenant's key."""
    accounts = "".join(f"CREATE USER {name}@'%';" for name in
                       ("docket_owner", "docket_app", "docket_worker", "docket_admin", "bench"))
    sql(var, f"CREATE DATABASE docket; {accounts} GRANT ALL ON docket.* TO docket_owner@'%' WITH GRANT OPTION")
    docket(root, var, "docket_owner", "migrate", "--sql", root / "sql")
    sql(var, "GRANT SELECT ON docket.* TO bench@'%'")
    docket(root, var, "docket_admin", "tenant", "create", "bench", "--name", "Bench")
    key = docket(root, var, "docket_admin", "key", "create", "--tenant", "bench", "--quiet")
    sql(var, (here / "seed.sql").read_text(), "docket")
    return key.strip()


def docket(root, var, user, *arguments):
    return subprocess.run(
        [root / ".build/release/docket", *arguments], check=True, text=True, stdout=subprocess.PIPE,
        env={**os.environ, "DOCKET_DB_SOCKET": f"{var}/run/mysqld.sock", "DOCKET_DB_USER": user}).stdout


def nginx_command(root, var, port):
    """Renders Docket's configuration, which makes the folders too, and gives the command for it."""
    printed = subprocess.run(
        [root / "bin/lib/render-nginx", "--var", var, "--port", str(port), "--no-floods", "--workers", "2",
         "--user", getpass.getuser()], check=True, text=True, stdout=subprocess.PIPE).stdout
    command = shlex.split(printed)
    command[0] = shutil.which("nginx") or "/usr/sbin/nginx"
    return [*command, "-g", "daemon off;"]


def add_servers(root, var, contestants):
    """A server for each contestant in the same nginx, as near to Docket's own as its protocol allows."""
    snippet = (root / "nginx/snippets/fastcgi.conf").read_text()
    servers = ""
    for one in contestants:
        if one.is_http:
            # Kept connections, where the server takes them: the usual advice.
            keep, way = "keepalive 32;", (
                f"proxy_pass http://bench_{one.name}; proxy_http_version 1.1;"
                ' proxy_set_header Connection ""; proxy_set_header Host $http_host;')
        else:
            (var / f"etc/docket/fastcgi-{one.name}.conf").write_text(
                snippet.replace("fastcgi_pass docket;", f"fastcgi_pass bench_{one.name};"))
            keep, way = "", f"include docket/fastcgi-{one.name}.conf; {one.nginx}"
        servers += f"""
    upstream bench_{one.name} {{ server unix:{one.socket}; {keep} }}
    server {{
        listen 127.0.0.1:{one.port};
        include docket/server.conf;
        location /documents/ {{
            include docket/headers.conf;
            add_header Content-Security-Policy $docket_csp always;
            {way}
        }}
    }}
"""
    path = var / "etc/nginx.conf"
    head, _, _ = path.read_text().rpartition("}")
    path.write_text(head + servers + "}\n")
