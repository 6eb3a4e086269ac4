# What the scripts share: where things are, and how they speak. Sourced, not run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
VAR=$(mkdir -p "${VAR:-$ROOT/var}" && cd "${VAR:-$ROOT/var}" && pwd)
PORT=${PORT:-8080}
CONFIGURATION=${CONFIGURATION:-release}
BIN=$ROOT/.build/$CONFIGURATION
URL=http://127.0.0.1:$PORT

# A unix socket's path has room for 107 bytes; the longest of ours is this one.
if [ ${#VAR} -gt 70 ]; then
    echo "VAR is too long for unix sockets (${#VAR} letters, 70 at most): choose a shorter folder" >&2
    exit 2
fi

# Settings of the processes and of the command line, as /etc/docket/*.env gives them in production.
export DOCKET_DB_SOCKET=$VAR/run/db.sock DOCKET_DB_NAME=docket
export DOCKET_BLOBS=$VAR/blobs DOCKET_RUN=$VAR/run DOCKET_SQL=$ROOT/sql
export DOCKET_FCGI_SOCKET=$VAR/run/fcgi.sock DOCKET_FCGI_SCOREBOARD=$VAR/run/fcgi.scoreboard
export DOCKET_LANGUAGES=${DOCKET_LANGUAGES:-eng+deu+fra} DOCKET_URL=$URL
export OMP_THREAD_LIMIT=1 SWIFT_BACKTRACE=enable=no

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# The command line, under the account it needs.
docket() {
    local account=admin
    [ "${1:-}" = migrate ] && account=owner
    DOCKET_DB_USER=docket_$account DOCKET_DB_PASSWORD_FILE=$VAR/secrets/$account "$BIN/docket" "$@"
}

# Whether a process runs. One that has ended and waits for a parent that does not look, as in a container without an
# init, does not.
running() { kill -0 "$1" 2>/dev/null && ! grep -qs '^State:.Z' "/proc/$1/status"; }

# Whether the process of a pid file runs.
alive() { [ -s "$1" ] && running "$(cat "$1")"; }

# Ends the process of a pid file and waits for it.
stop() { # FILE SECONDS
    alive "$1" || { rm -f "$1"; return 0; }
    local pid ticks=$(($2 * 20))
    pid=$(cat "$1")
    kill "$pid" 2>/dev/null || true
    while running "$pid" && [ $((ticks--)) -gt 0 ]; do sleep 0.05; done
    if running "$pid"; then
        say "process $pid does not stop; killing it"
        kill -9 "$pid" 2>/dev/null || true
    fi
    rm -f "$1"
}
