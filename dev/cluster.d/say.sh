# shellcheck shell=bash
# What a person sees: one line for each step, one clear message for each failure.

BEGIN=$SECONDS
ME=dev/$(basename "$0")

say() { printf '%s\n' "$*"; }

# step NAME...: a line with the seconds since the command began.
step() { printf '%4ss  %s\n' "$((SECONDS - BEGIN))" "$*"; }

warn() { printf '%s: %s\n' "$ME" "$*" >&2; }

fail() {
    warn "$*"
    exit 1
}

# fail_with_log LOG MESSAGE...: the message, where the log is, and how it ends.
fail_with_log() {
    local log=$1
    shift
    warn "$*"
    if [ -s "$log" ]; then
        printf '  its log: %s; the last lines:\n' "$log" >&2
        tail -n 12 "$log" | cut -c 1-400 | sed 's/^/  | /' >&2
    else
        printf '  its log is empty: %s\n' "$log" >&2
    fi
    exit 1
}

# logged LOG MESSAGE COMMAND...: runs a command or function into a log; a failure shows the message and the log's end.
# The first failing line ends a function, which a plain "|| fail" would not do.
logged() {
    local log=$1 message=$2 code
    shift 2
    mkdir -p "$(dirname "$log")"
    set +e
    (
        set -e
        "$@"
    ) >"$log" 2>&1 </dev/null
    code=$?
    set -e
    [ $code = 0 ] || fail_with_log "$log" "$message"
}
