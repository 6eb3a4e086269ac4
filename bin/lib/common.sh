# What the scripts share: where things are, and how they speak. Sourced, not run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Swift, nginx and the shell would each take a path with these for something else.
if [[ $ROOT =~ [[:space:]\"\'\`\$\;\{\}\\\|\&#] ]]; then
    echo "Docket's folder must have no blanks, quotes or \$ ; { } \\ | & # in its path, but is $ROOT: move it, such as to ~/docket" >&2
    exit 2
fi
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
# The line reader, where it was installed: for this stack, or for the usual one; DOCKET_LINE_READER= goes without.
# DOCKET_ENGINE2 is what it was called before.
line_reader() {
    local folder
    for folder in "$VAR/engine2" "$ROOT/var/engine2"; do
        if [ -d "$folder/models" ]; then
            echo "$folder"
            return
        fi
    done
}
# Set and empty: it is not wanted.
if [ "${DOCKET_LINE_READER-${DOCKET_ENGINE2-on}}" = "" ]; then without_line_reader=1; fi
DOCKET_LINE_READER=${DOCKET_LINE_READER-${DOCKET_ENGINE2-$(line_reader)}}
export DOCKET_LINE_READER DOCKET_ENGINE2=$DOCKET_LINE_READER

# Installs the line reader where none is there; where it cannot be had, Tesseract reads alone.
ensure_line_reader() {
    [ -z "$DOCKET_LINE_READER" ] || return 0
    if [ -z "${without_line_reader:-}" ] && "$ROOT/bin/install-line-reader"; then
        DOCKET_LINE_READER=$(line_reader)
        export DOCKET_LINE_READER DOCKET_ENGINE2=$DOCKET_LINE_READER
    else
        say "!! reading with Tesseract alone: photographs and receipts are read far less well without the line reader"
    fi
}
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
