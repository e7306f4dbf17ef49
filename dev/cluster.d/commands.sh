# shellcheck shell=bash disable=SC2153,SC2016  # STATE is set in settings.sh; env prints lines that another shell expands
# What dev/cluster does when it is asked.

# locked: one command changes the cluster at a time, from whichever clone.
locked() {
    mkdir -p /run/lock
    exec 9>/run/lock/camber-cluster.lock
    flock -n 9 || {
        say "another dev/cluster is at work; waiting for it"
        flock -w 900 9 || fail "another dev/cluster has been at work for 15 minutes; look for it with: fuser -v /run/lock/camber-cluster.lock"
    }
}

cluster_up() {
    need_linux_with_cgroups
    need_root up
    locked
    need_no_other_cluster
    need_cluster_packages
    need_go
    need_no_other_dockerd
    build_everything
    mkdir -p "$RUN" "$LOGS" "$CONF"
    printf '%s\n' "$STATE" >"$CLAIM"
    network_up
    configure
    make_identities
    start_everything
}

# start_everything: what does not depend on each other starts together.
start_everything() {
    local part
    for part in etcd containerd dockerd registry; do start_part "$part"; done
    await_part etcd 30
    start_part apiserver
    for part in containerd dockerd registry; do await_part "$part" 60; done
    make_images
    await_part apiserver 60
    for part in controller-manager scheduler kubelet proxy coredns; do start_part "$part"; done
    apply_objects
    for part in "${PARTS[@]}"; do await_part "$part" 30; done
    await_node
    if [ ${#STARTED[@]} = 0 ]; then
        step "everything was running"
    else
        step "started ${STARTED[*]}"
    fi
    say "The cluster $CONTEXT serves at $APISERVER_URL; to use it here: eval \"\$($0 env)\""
}

need_state() { [ -s "$KUBECONFIG_ADMIN" ] || fail "there is no cluster in $STATE; make one with: dev/cluster up"; }

cluster_down() {
    need_root down
    need_state
    locked
    end_everything
    step "stopped; images and objects are kept in $STATE"
}

end_everything() {
    local part
    for part in "${STOP_ORDER[@]}"; do
        # A dockerd that is stopped ends its containers; pods have only their node to end them.
        [ "$part" != containerd ] || end_pods
        [ "$part" != dockerd ] || [ ! -d "$STATE/docker" ] || end_docker_containers
        end_part "$part"
        [ "$part" != dockerd ] || end_docker_leftovers
    done
}

# end_pods: ends the pods' processes while containerd still cleans up after them, then what is left of the shims.
end_pods() {
    local pid deadline=$((SECONDS + 10)) shim="-address $CONTAINERD_SOCKET"
    for pid in $(processes_in_cgroup kubepods); do kill -KILL "$pid" 2>/dev/null || true; done
    if part_pid containerd >/dev/null; then
        while [ -n "$(processes_matching "$shim")" ] && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.2; done
    fi
    end_processes "$shim" KILL
}

# end_docker_containers: with their usual signal while the daemon lives; it ends with them when it is stopped.
end_docker_containers() {
    part_pid dockerd >/dev/null || return 0
    local ids
    mapfile -t ids < <(docker_here ps -q 2>/dev/null || true)
    [ ${#ids[@]} = 0 ] || docker_here stop -t 3 "${ids[@]}" >/dev/null 2>&1 || true
}

# end_docker_leftovers: what a killed daemon could not end: its containerd, shims, containers and port proxies.
end_docker_leftovers() {
    local pid
    for pid in $(processes_in_cgroup docker); do kill -KILL "$pid" 2>/dev/null || true; done
    end_processes "$STATE/docker/exec/"
    for pid in $(pgrep -x docker-proxy || true); do end_process "$pid" TERM 2; done
}

cluster_reset() {
    need_root reset
    locked
    [ ! -d "$STATE" ] || reset_machine
    rm -f "$CLAIM"
    step "nothing of the cluster is left on this machine (built programs stay in $CACHE)"
}

reset_machine() {
    [ "$STATE" != / ] || fail "CAMBER_CLUSTER_STATE is the root directory; that cannot be meant"
    end_everything
    end_processes "$STATE/"
    remove_mounts
    network_reset
    remove_cgroups
    remove_traces
    rm -rf "${STATE:?}"
}

remove_mounts() {
    local path
    awk -v below="$STATE/" 'index($2, below) == 1 || $2 ~ "^(/var)?/run/netns/cni-" { print $2 }' /proc/mounts | sort -ru \
        | while read -r path; do
            umount -l "$(printf '%b' "$path")" 2>/dev/null || true
        done
    rm -f /run/netns/cni-*
}

remove_cgroups() {
    local group
    for group in kubepods docker; do
        find /sys/fs/cgroup -depth -type d -path "*/$group*" -regextype posix-extended \
            -regex "/sys/fs/cgroup/([^/]+/)?$group(/.*)?" -exec rmdir {} + 2>/dev/null || true
    done
}

# remove_traces: what the parts leave in places that cannot be configured.
remove_traces() {
    find /var/log/containers -maxdepth 1 -lname "$STATE/*" -delete 2>/dev/null || true
    rm -f /var/lib/cni/results/{camber,cni-loopback}-*
    local path
    for path in "${FOREIGN_PATHS[@]}"; do
        ! grep -qxF "$path" "$BEFORE/absent-paths" 2>/dev/null || rm -rf "${path:?}"
    done
    if [ "$(readlink "$COMPOSE_PLUGIN" 2>/dev/null)" = "$BIN/docker-compose" ]; then
        rm -f "$COMPOSE_PLUGIN"
        rmdir -p "$(dirname "$COMPOSE_PLUGIN")" 2>/dev/null || true
    fi
}

cluster_status() {
    local part pid state code=0
    need_state
    printf '%-20s %-8s %-12s %s\n' PART PID STATE ADDRESS
    for part in "${PARTS[@]}"; do
        state=down
        if pid=$(part_pid "$part"); then
            state=up
            part_serves "$part" || state="no answer"
        else
            pid=-
        fi
        [ "$state" = up ] || code=1
        printf '%-20s %-8s %-12s %s\n' "$part" "$pid" "$state" "$(part_address "$part")"
    done
    printf '\nstate: %s\nlogs:  %s\n' "$STATE" "$LOGS"
    return $code
}

cluster_env() {
    need_state
    local name value
    while read -r name value; do printf 'export %s=%q\n' "$name" "$value"; done <<LINES
KUBECONFIG $KUBECONFIG_ADMIN
DOCKER_HOST unix://$DOCKER_SOCKET
CAMBER_TEST_CLUSTER $CONTEXT
CAMBER_TEST_REGISTRY $REGISTRY
CAMBER_TEST_RESTRICTED_KUBECONFIG $KUBECONFIG_RESTRICTED
CAMBER_TEST_RESTRICTED_NAMESPACE $RESTRICTED_NAMESPACE
CAMBER_TEST_FOREIGN_KUBECONFIG $KUBECONFIG_FOREIGN
CAMBER_TEST_AUDIT_LOG $AUDIT_LOG
CAMBER_TEST_CLUSTER_COMMAND ${CLUSTER_SOURCE%.d}
LINES
    # Once only, however often it is evaluated.
    printf 'case ":$PATH:" in *:%q:*) ;; *) export PATH=%q:"$PATH" ;; esac\n' "$TOOLS" "$TOOLS"
}

# cluster_stop [--kill] PART
cluster_stop() {
    local signal=TERM
    if [ "${1:-}" = --kill ]; then
        signal=KILL
        shift
    fi
    need_part "${1:-}"
    need_root stop
    need_state
    locked
    end_part "$1" "$signal"
    step "stopped $1"
}

cluster_start() {
    need_part "${1:-}"
    need_root start
    need_state
    locked
    start_part "$1"
    await_part "$1" 60
    step "$1 serves at $(part_address "$1")"
}

cluster_restart() {
    need_part "${1:-}"
    need_root restart
    need_state
    locked
    end_part "$1"
    start_part "$1"
    await_part "$1" 60
    step "$1 serves at $(part_address "$1")"
}

cluster_logs() {
    need_part "${1:-}"
    tail -n "${2:-60}" "$LOGS/$1.log"
}

cluster_check() {
    # shellcheck source=/dev/null  # checked on its own
    source "$CLUSTER_SOURCE/check.sh"
    check_everything
}
