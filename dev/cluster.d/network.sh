# shellcheck shell=bash
# What the cluster changes on the machine beyond its own directory, and how each change is undone.

# Kernel settings that the parts change by themselves; reset puts the values from before back.
SYSCTLS=(
    net.ipv4.ip_forward net.ipv4.conf.all.route_localnet net.ipv6.conf.all.forwarding net.ipv6.conf.default.forwarding
    net.bridge.bridge-nf-call-iptables net.bridge.bridge-nf-call-ip6tables
    vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops
    kernel.keys.root_maxkeys kernel.keys.root_maxbytes
)

# Where parts write although they are told where else; reset removes what was not there before. In the order of removal.
FOREIGN_PATHS=(
    /etc/docker/key.json /etc/docker /run/docker /run/containerd /run/runc /run/netns
    /var/lib/kubelet /var/lib/cni/results /var/lib/cni/cache /var/lib/cni /var/log/containers
)

# remember_machine: once, before the first change.
remember_machine() {
    [ ! -e "$BEFORE/done" ] || return 0
    mkdir -p "$BEFORE"
    local name family
    for name in "${SYSCTLS[@]}"; do
        sysctl -e "$name" 2>/dev/null || true
    done >"$BEFORE/sysctl"
    for family in iptables ip6tables; do
        "$family-save" 2>/dev/null | sed -n 's/^\*//p' >"$BEFORE/$family-tables" || true
    done
    for name in "${FOREIGN_PATHS[@]}"; do
        [ -e "$name" ] || printf '%s\n' "$name"
    done >"$BEFORE/absent-paths"
    : >"$BEFORE/done"
}

network_up() {
    remember_machine
    ip -br addr show dev lo | grep -qF "$NODE_ADDRESS/32" || ip addr add "$NODE_ADDRESS/32" dev lo
    # Set before dockerd starts: a dockerd that has to switch forwarding on also drops all forwarded packets that are
    # not its own, the pods' among them.
    sysctl -qw net.ipv4.ip_forward=1 || fail "packet forwarding could not be switched on (net.ipv4.ip_forward);" \
        "is /proc/sys read-only here?"
}

network_reset() {
    remove_interfaces
    remove_rules iptables
    remove_rules ip6tables
    ip addr del "$NODE_ADDRESS/32" dev lo 2>/dev/null || true
    [ ! -s "$BEFORE/sysctl" ] || sysctl -q -e -p "$BEFORE/sysctl" >/dev/null 2>&1 || true
}

remove_interfaces() {
    local name id
    for name in cni0 docker0; do ip link del "$name" 2>/dev/null || true; done
    # The bridge of a docker network carries the start of the network's id; the daemon's own records say whose it is.
    for name in $(ip -br link show type bridge | grep -oE '^br-[0-9a-f]{12}' || true); do
        id=${name#br-}
        ! grep -aqF "$id" "$STATE/docker/data/network/files/local-kv.db" 2>/dev/null || ip link del "$name"
    done
}

# remove_rules FAMILY: takes every chain and rule out that kube-proxy, the kubelet, dockerd and the CNI plugins made,
# leaves what others made, and removes tables that came with them. All of them carry a name of theirs, except dockerd's
# rule that lets a container reach itself through a published port.
remove_rules() {
    local family=$1 all
    local ours='KUBE-|CNI-|DOCKER|cni0|docker0|br-[0-9a-f]{12}|-s ([0-9.]+)/32 -d \2/32 .*-j MASQUERADE'
    ours="($ours)"
    command -v "$family-save" >/dev/null || return 0
    all=$("$family-save" 2>/dev/null) || return 0
    if grep -qE "$ours" <<<"$all"; then
        grep -vE "$ours" <<<"$all" | "$family-restore"
    fi
    remove_empty_tables "$family"
}

remove_empty_tables() {
    local family=$1 table kind=ip
    [ "$family" = iptables ] || kind=ip6
    command -v nft >/dev/null || return 0
    for table in $("$family-save" 2>/dev/null | sed -n 's/^\*//p'); do
        ! grep -qx "$table" "$BEFORE/$family-tables" 2>/dev/null || continue
        "$family-save" -t "$table" 2>/dev/null | grep -qE '^-A|^:[^ ]+ DROP|^:[^ ]+ - ' \
            || nft delete table "$kind" "$table" 2>/dev/null || true
    done
}
