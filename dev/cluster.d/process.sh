# shellcheck shell=bash
# One part is one process: started detached (setsid), remembered by pid and start time, ended by TERM then KILL.
#
# The start time guards against a pid that another program got meanwhile.

# started_at PID: when the process started, in clock ticks since boot; fails when there is none or it is a zombie.
started_at() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    # shellcheck disable=SC2086  # fields of proc(5)
    set -- $stat
    [ "$1" != Z ] || return 1
    printf '%s\n' "${20}"
}

# part_pid PART: prints the pid of the running part; fails when it does not run.
part_pid() {
    local pid began
    read -r pid began 2>/dev/null <"$RUN/$1.pid" || return 1
    [ "$(started_at "$pid")" = "$began" ] || return 1
    printf '%s\n' "$pid"
}

# launch PART COMMAND...: starts the part's process; returns at once.
launch() {
    local part=$1 log=$LOGS/$1.log pid
    shift
    if [ -f "$log" ] && [ "$(stat -c %s "$log")" -gt $((32 << 20)) ]; then mv "$log" "$log.old"; fi
    printf -- '--- started %s\n' "$(date '+%F %T')" >>"$log"
    (cd / && exec setsid "$@" 9>&-) >>"$log" 2>&1 </dev/null &
    pid=$!
    printf '%s %s\n' "$pid" "$(started_at "$pid" || echo ended)" >"$RUN/$part.pid"
}

# end_process PID SIGNAL SECONDS: sends the signal, and KILL when the process is still there after that time.
end_process() {
    local pid=$1 signal=$2 deadline=$((SECONDS + $3))
    kill "-$signal" "$pid" 2>/dev/null || return 0
    while started_at "$pid" >/dev/null; do
        if [ "$SECONDS" -ge "$deadline" ]; then
            kill -KILL "$pid" 2>/dev/null || return 0
        fi
        sleep 0.05
    done
}

# end_part PART [SIGNAL]
end_part() {
    local pid seconds=15
    # These two would wait for clients that keep watching to go away by themselves.
    case "$1" in apiserver | etcd) seconds=3 ;; esac
    if pid=$(part_pid "$1"); then
        end_process "$pid" "${2:-TERM}" $seconds
    fi
    rm -f "$RUN/$1.pid"
}

# processes_matching TEXT: pids of all processes whose command line contains the text, this script's own left out.
processes_matching() {
    local directory pid
    for directory in /proc/[0-9]*; do
        pid=${directory#/proc/}
        if [ "$pid" = "$$" ] || [ "$pid" = "$BASHPID" ]; then continue; fi
        if tr '\0' ' ' 2>/dev/null <"$directory/cmdline" | grep -qF -- "$1"; then printf '%s\n' "$pid"; fi
    done
}

# end_processes TEXT [SIGNAL]: ends all processes whose command line contains the text.
end_processes() {
    local pid
    for pid in $(processes_matching "$1"); do end_process "$pid" "${2:-TERM}" 5; done
}

# processes_in_cgroup NAME: pids of all processes in the control groups below /NAME, in whichever hierarchy.
processes_in_cgroup() {
    find /sys/fs/cgroup -path "*/$1/*" -name cgroup.procs -exec cat {} + 2>/dev/null | sort -u
}
