# shellcheck shell=bash disable=SC2034,SC2054  # used by other pieces; some options take lists with commas
# The parts: for each its command, its address, how to ask whether it serves. In the order they start.

PARTS=(etcd containerd dockerd registry apiserver controller-manager scheduler kubelet proxy coredns)
# The node stops before what it reports to; what stores goes last.
STOP_ORDER=(proxy kubelet scheduler controller-manager coredns apiserver dockerd containerd etcd registry)

need_part() {
    local part
    for part in "${PARTS[@]}"; do [ "$part" != "${1:-}" ] || return 0; done
    fail "there is no part '${1:-}'; the parts are: ${PARTS[*]}"
}

# part_command PART: sets COMMAND.
part_command() {
    case "$1" in
        etcd)
            COMMAND=("$BIN/etcd" --name camber --data-dir "$STATE/etcd" --unsafe-no-fsync --log-level warn
                --listen-client-urls "$ETCD_URL" --advertise-client-urls "$ETCD_URL"
                --listen-peer-urls "$ETCD_PEER_URL" --initial-advertise-peer-urls "$ETCD_PEER_URL"
                --initial-cluster "camber=$ETCD_PEER_URL")
            ;;
        containerd) COMMAND=(containerd --config "$CONF/containerd.toml" --log-level warn) ;;
        dockerd)
            COMMAND=(dockerd --config-file "$CONF/dockerd.json" --host "unix://$DOCKER_SOCKET")
            ;;
        registry) COMMAND=(docker-registry serve "$CONF/registry.yaml") ;;
        apiserver) apiserver_command ;;
        controller-manager)
            COMMAND=("$BIN/kube-controller-manager" --kubeconfig "$CONF/kubeconfig-controller-manager"
                --authentication-kubeconfig "$CONF/kubeconfig-controller-manager"
                --authorization-kubeconfig "$CONF/kubeconfig-controller-manager"
                --bind-address 127.0.0.1 --leader-elect=false --use-service-account-credentials
                --service-account-private-key-file "$CONF/service-accounts.key" --root-ca-file "$CONF/ca.crt"
                --cluster-signing-cert-file "$CONF/ca.crt" --cluster-signing-key-file "$CONF/ca.key")
            ;;
        scheduler)
            COMMAND=("$BIN/kube-scheduler" --kubeconfig "$CONF/kubeconfig-scheduler"
                --authentication-kubeconfig "$CONF/kubeconfig-scheduler"
                --authorization-kubeconfig "$CONF/kubeconfig-scheduler" --bind-address 127.0.0.1 --leader-elect=false)
            ;;
        kubelet)
            COMMAND=("$BIN/kubelet" --config "$CONF/kubelet.yaml" --kubeconfig "$CONF/kubeconfig-node"
                --root-dir "$STATE/kubelet" --cert-dir "$STATE/kubelet/pki"
                --hostname-override "$NODE_NAME" --node-ip "$NODE_ADDRESS")
            ;;
        proxy)
            # By flags: with a configuration file it ends whenever the file changes.
            COMMAND=("$BIN/kube-proxy" --kubeconfig "$CONF/kubeconfig-proxy" --hostname-override "$NODE_NAME"
                --proxy-mode iptables --cluster-cidr "$POD_RANGE" --iptables-localhost-nodeports=false
                --conntrack-max-per-core 0 --conntrack-min 0 # zeros: the machine's settings stay as they are
                --conntrack-tcp-timeout-established 0 --conntrack-tcp-timeout-close-wait 0
                --healthz-bind-address 127.0.0.1:10256 --metrics-bind-address 127.0.0.1:10249)
            ;;
        coredns) COMMAND=("$BIN/coredns" -conf "$CONF/Corefile") ;;
    esac
}

apiserver_command() {
    COMMAND=("$BIN/kube-apiserver" --bind-address "$NODE_ADDRESS" --advertise-address "$NODE_ADDRESS"
        --secure-port "${APISERVER_URL##*:}" --etcd-servers "$ETCD_URL" --service-cluster-ip-range "$SERVICE_RANGE"
        --tls-cert-file "$CONF/apiserver.crt" --tls-private-key-file "$CONF/apiserver.key"
        --client-ca-file "$CONF/ca.crt" --token-auth-file "$CONF/tokens.csv" --authorization-mode Node,RBAC
        --allow-privileged=true --service-account-issuer https://kubernetes.default.svc.cluster.local
        --service-account-key-file "$CONF/service-accounts.pub"
        --service-account-signing-key-file "$CONF/service-accounts.key"
        --kubelet-client-certificate "$CONF/kubelet-client.crt" --kubelet-client-key "$CONF/kubelet-client.key"
        --kubelet-preferred-address-types InternalIP
        --requestheader-client-ca-file "$CONF/front-proxy-ca.crt" --requestheader-allowed-names front-proxy-client
        --requestheader-username-headers X-Remote-User --requestheader-group-headers X-Remote-Group
        --requestheader-extra-headers-prefix X-Remote-Extra-
        --proxy-client-cert-file "$CONF/front-proxy-client.crt" --proxy-client-key-file "$CONF/front-proxy-client.key"
        --audit-policy-file "$CONF/audit-policy.yaml" --audit-log-path "$AUDIT_LOG"
        --audit-log-maxsize 64 --audit-log-maxbackup 2)
}

# part_address PART: where it listens, for people.
part_address() {
    case "$1" in
        etcd) printf '%s\n' "$ETCD_URL" ;;
        containerd) printf 'unix://%s\n' "$CONTAINERD_SOCKET" ;;
        dockerd) printf 'unix://%s\n' "$DOCKER_SOCKET" ;;
        registry) printf 'http://%s\n' "$REGISTRY" ;;
        apiserver) printf '%s\n' "$APISERVER_URL" ;;
        controller-manager) printf 'https://127.0.0.1:10257\n' ;;
        scheduler) printf 'https://127.0.0.1:10259\n' ;;
        kubelet) printf 'https://%s:10250\n' "$NODE_ADDRESS" ;;
        proxy) printf 'http://127.0.0.1:10256\n' ;;
        coredns) printf 'dns://%s:53\n' "$NODE_ADDRESS" ;;
    esac
}

# part_serves PART: asks it; its answer is the exit code.
part_serves() {
    local curl=(curl -sf -m 3 -o /dev/null --noproxy '*')
    case "$1" in
        etcd) "${curl[@]}" "$ETCD_URL/health" ;;
        containerd) ctr --address "$CONTAINERD_SOCKET" --timeout 3s version >/dev/null 2>&1 ;;
        dockerd) "${curl[@]}" --unix-socket "$DOCKER_SOCKET" http://docker/_ping ;;
        registry) "${curl[@]}" "http://$REGISTRY/v2/" ;;
        apiserver) "${curl[@]}" --cacert "$CONF/ca.crt" "$APISERVER_URL/readyz" ;;
        controller-manager) "${curl[@]}" -k https://127.0.0.1:10257/healthz ;;
        scheduler) "${curl[@]}" -k https://127.0.0.1:10259/healthz ;;
        kubelet) "${curl[@]}" http://127.0.0.1:10248/healthz ;;
        proxy) "${curl[@]}" http://127.0.0.1:10256/healthz ;;
        coredns) "${curl[@]}" "http://$NODE_ADDRESS:8181/ready" ;;
    esac
}

# start_part PART: starts it unless it runs; returns at once. STARTED collects what was started.
STARTED=()
start_part() {
    local part=$1 address
    part_command "$part"
    if part_pid "$part" >/dev/null; then
        [ "$(settings_of "$part")" = "$(cat "$RUN/$part.settings" 2>/dev/null)" ] \
            || warn "$part runs with other settings than this checkout's; to change that: dev/cluster restart $part"
        return 0
    fi
    for address in $(ports_of "$part"); do need_free_port "$part" "$address"; done
    settings_of "$part" >"$RUN/$part.settings"
    clear_the_way "$part"
    launch "$part" "${COMMAND[@]}"
    STARTED+=("$part")
}

# settings_of PART: a hash of its command line and configuration files. Expects COMMAND.
settings_of() {
    local word file
    for word in "${COMMAND[@]}"; do
        printf '%s\n' "$word"
        file=${word#*=}
        case "$file" in "$CONF"/*) [[ "$file" == *kubeconfig* || ! -f "$file" ]] || cat "$file" ;; esac
    done | sha256sum
}

# ports_of PART: the addresses that must be free before it starts, as ss(8) writes them.
ports_of() {
    case "$1" in
        etcd) printf '%s\n' "${ETCD_URL#http://}" "${ETCD_PEER_URL#http://}" ;;
        registry) printf '127.0.0.1:%s\n' "${REGISTRY##*:}" ;;
        apiserver) printf '%s\n' "${APISERVER_URL#https://}" ;;
        controller-manager) printf '127.0.0.1:10257\n' ;;
        scheduler) printf '127.0.0.1:10259\n' ;;
        kubelet) printf '%s\n' "$NODE_ADDRESS:10250" 127.0.0.1:10248 ;;
        proxy) printf '127.0.0.1:10256\n127.0.0.1:10249\n' ;;
        coredns) printf '%s\n' "$NODE_ADDRESS:53" "$NODE_ADDRESS:8181" ;;
    esac
}

# clear_the_way PART: what a killed predecessor left that would stop the part from starting.
clear_the_way() {
    case "$1" in
        dockerd)
            # Its containerd ends with it, but not at once, and a new dockerd would wait for that one to serve.
            rm -f "$DOCKERD_PIDFILE"
            end_processes "$STATE/docker/exec/containerd/containerd.toml"
            rm -f "$STATE/docker/exec/containerd/containerd.pid"
            ;;
    esac
}

# await_part PART SECONDS: until it serves; fails with its log when it ends or does not answer in time.
await_part() {
    local part=$1 deadline=$((SECONDS + $2))
    until part_serves "$part"; do
        part_pid "$part" >/dev/null || fail_with_log "$LOGS/$part.log" "$part ended right after its start"
        [ "$SECONDS" -lt "$deadline" ] || fail_with_log "$LOGS/$part.log" "$part did not answer within $2 s"
        sleep 0.1
    done
}
