# shellcheck shell=bash
# What the machine must have: checked first, installed where that is possible, named where it is not.

PACKAGES=(
    docker.io containerd runc containernetworking-plugins docker-registry busybox-static
    iptables nftables conntrack socat ethtool iproute2 procps openssl curl ca-certificates
)

need_root() {
    [ "$(id -u)" = 0 ] || fail "this needs root (it starts containers, interfaces and packet filter rules);" \
        "you are $(id -un). Try: sudo dev/cluster ${1:-up}"
}

need_linux_with_cgroups() {
    [ "$(uname -s)" = Linux ] || fail "this needs Linux, found $(uname -s); use a Debian 12 machine or a virtual one"
    local memory
    for memory in /sys/fs/cgroup/memory /sys/fs/cgroup/cgroup.controllers; do
        [ ! -e "$memory" ] || return 0
    done
    fail "no memory cgroup is mounted under /sys/fs/cgroup, and the kubelet cannot run without;" \
        "mount cgroup2 there (mount -t cgroup2 none /sys/fs/cgroup), or start the container you are in with its cgroups"
}

need_go() {
    command -v go >/dev/null || fail "Go $GO_AT_LEAST or later builds the Kubernetes programs, and there is no 'go' on" \
        "PATH; install it from the Go project (Debian 12's own package is too old)"
    local found
    found=$(go env GOVERSION)
    [ "$(printf '%s\n' "go$GO_AT_LEAST" "$found" | sort -V | head -1)" = "go$GO_AT_LEAST" ] \
        || fail "Go $GO_AT_LEAST or later is needed, found $found at $(command -v go); install a later one"
}

missing_packages() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null)" = 'ii ' ] || printf '%s\n' "$package"
    done
}

# need_packages PACKAGE...: installs those that are not there. Nothing is asked of apt when all are.
need_packages() {
    if [ -z "$(type -P dpkg-query)" ] || [ -z "$(type -P apt-get)" ]; then
        fail "this installs its programs with apt, and $(sed -n 's/^PRETTY_NAME=//p' /etc/os-release | tr -d '"') has none;" \
            "use Debian 12, or install what provides: $*"
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" = 0 ] || fail "these packages are missing, and only root can install them: apt-get install ${missing[*]}"
    step "installing ${missing[*]}"
    local log=$CACHE/logs/apt.log
    logged "$log" "apt-get update failed; is there a network?" apt-get update -q
    without_services logged "$log" "apt-get could not install ${missing[*]}" \
        env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-remove --no-install-recommends "${missing[@]}"
}

need_cluster_packages() {
    local missing
    mapfile -t missing < <(missing_packages "${PACKAGES[@]}")
    need_packages "${PACKAGES[@]}"
    # Newly installed services would start with the machine and be in the way of the cluster's own.
    if [ ${#missing[@]} -gt 0 ] && [ -d /run/systemd/system ]; then
        systemctl disable -q docker.service docker.socket containerd.service docker-registry.service 2>/dev/null || true
    fi
}

# without_services COMMAND...: packages installed by the command do not start their services, ours are other instances.
without_services() {
    local policy=/usr/sbin/policy-rc.d ours=no
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
        ours=yes
    fi
    ("$@") || { [ $ours = no ] || rm -f "$policy"; exit 1; }
    [ $ours = no ] || rm -f "$policy"
}

# Two docker daemons would take each other's packet filter chains away.
need_no_other_dockerd() {
    local pid
    for pid in $(pgrep -x dockerd || true); do
        started_at "$pid" >/dev/null || continue
        tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$DOCKER_SOCKET" \
            || fail "another docker daemon runs (pid $pid); stop it first: systemctl stop docker.socket docker, or kill $pid"
    done
}

need_no_other_cluster() {
    [ -s "$CLAIM" ] || return 0
    local other
    other=$(<"$CLAIM")
    [ "$other" = "$STATE" ] || [ ! -d "$other/run" ] || fail "a cluster with its state in $other is on this machine, and" \
        "there is room for one; use it (CAMBER_CLUSTER_STATE=$other) or end it (CAMBER_CLUSTER_STATE=$other dev/cluster reset)"
}

# need_free_port PART ADDRESS: nobody else may sit where a part is about to listen. A predecessor that just ended holds its
# address for a moment longer.
need_free_port() {
    local part=$1 address=$2 holder deadline=$((SECONDS + 5))
    while holder=$(ss -Hltnp "src = $address" 2>/dev/null | head -1) && [ -n "$holder" ]; do
        [ "$SECONDS" -lt "$deadline" ] || fail "the address $address of part $part is taken by" \
            "$(sed -nE 's/.*users:\(\("([^"]*)",pid=([0-9]+).*/\1 (pid \2)/p' <<<"$holder"); end that process first"
        sleep 0.1
    done
}
