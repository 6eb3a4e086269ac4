# What the scripts share: where things are, and how they speak. Sourced, not run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# By its one true name, whichever way it was given: alive() looks for it in command lines.
VAR=$(mkdir -p "${VAR:-$ROOT/var}" && cd "${VAR:-$ROOT/var}" && pwd -P)
PORT=${PORT:-8080}
CONFIGURATION=${CONFIGURATION:-release}
BIN=$ROOT/.build/$CONFIGURATION
URL=http://127.0.0.1:$PORT
# Debian keeps mariadbd and nginx where only root's path leads.
PATH=$PATH:/usr/sbin:/sbin

# A unix socket's path has room for 107 bytes; the longest of ours is this one.
if [ ${#VAR} -gt 70 ]; then
    echo "VAR is too long for unix sockets (${#VAR} letters, 70 at most): choose a shorter folder" >&2
    exit 2
fi
# It is written into the configurations of nginx and MariaDB, which would read these otherwise.
if [[ $VAR =~ [[:space:]\"\'\`\$\;\{\}\\\|\&#] ]]; then
    echo "VAR's path must have no blanks, quotes or \$ ; { } \\ | & #, but is $VAR: choose another, as VAR=/tmp/docket" >&2
    exit 2
fi

# Settings of the processes and of the command line, as /etc/docket/*.env gives them in production.
export DOCKET_DB_SOCKET=$VAR/run/db.sock DOCKET_DB_NAME=docket
export DOCKET_BLOBS=$VAR/blobs DOCKET_MEDIA=$VAR/media DOCKET_RUN=$VAR/run DOCKET_SQL=$ROOT/sql
export DOCKET_FCGI_SOCKET=$VAR/run/fcgi.sock DOCKET_FCGI_SCOREBOARD=$VAR/run/fcgi.scoreboard
# The second engine, where bin/install-engine2 put it; DOCKET_ENGINE2= goes without.
[ ! -d "$VAR/engine2/models" ] || export DOCKET_ENGINE2=${DOCKET_ENGINE2-$VAR/engine2}
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

# Whether the process of a pid file runs, and is ours: after a reboot the number may be anyone's. All of ours have a path
# in VAR on their command line.
alive() { [ -s "$1" ] && running "$(cat "$1")" && grep -qsaF -- "$VAR/" "/proc/$(cat "$1")/cmdline"; }

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
