# shellcheck shell=bash
# The configuration file of each part. The reasons stand beside what is not a default.

# write_file FILE: writes what it reads, unless the file has that content: some parts watch theirs.
write_file() {
    local content
    content=$(cat)
    if [ ! -f "$1" ] || [ "$content" != "$(<"$1")" ]; then printf '%s\n' "$content" >"$1"; fi
}

configure() {
    mkdir -p "$RUN" "$LOGS" "$CONF/cni" "$CONF/mirrors/_default"
    # Pods that use the node's resolver get the cluster's, which asks the machine's.
    write_file "$CONF/resolv.conf" <<<"nameserver $NODE_ADDRESS"
    containerd_configuration
    cni_configuration
    dockerd_configuration
    registry_configuration
    audit_policy
    kubelet_configuration
    corefile
}

containerd_configuration() {
    # Sandboxes may not lower their OOM score on every machine (restrict_oom_score_adj).
    write_file "$CONF/containerd.toml" <<TOML
version = 2
root = "$STATE/containerd/root"
state = "$STATE/containerd/state"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs"]

[grpc]
  address = "$CONTAINERD_SOCKET"

[plugins."io.containerd.internal.v1.opt"]
  path = "$STATE/containerd/opt"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$REGISTRY/pause:latest"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$CONF/cni"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "$CONF/mirrors"
TOML
    # Every image name is looked up in the local registry and nowhere else: a missing image is "not found" at once.
    write_file "$CONF/mirrors/_default/hosts.toml" <<TOML
server = "http://$REGISTRY"
[host."http://$REGISTRY"]
  capabilities = ["pull", "resolve"]
TOML
}

cni_configuration() {
    write_file "$CONF/cni/10-camber.conflist" <<JSON
{
  "cniVersion": "1.0.0",
  "name": "camber",
  "plugins": [
    {"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": true, "hairpinMode": true,
     "ipam": {"type": "host-local", "dataDir": "$STATE/cni", "ranges": [[{"subnet": "$POD_RANGE"}]],
              "routes": [{"dst": "0.0.0.0/0"}]}},
    {"type": "portmap", "capabilities": {"portMappings": true}}
  ]
}
JSON
}

dockerd_configuration() {
    write_file "$CONF/dockerd.json" <<JSON
{
  "data-root": "$STATE/docker/data",
  "exec-root": "$STATE/docker/exec",
  "pidfile": "$DOCKERD_PIDFILE",
  "registry-mirrors": ["http://$REGISTRY"],
  "log-level": "warn"
}
JSON
}

registry_configuration() {
    write_file "$CONF/registry.yaml" <<YAML
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: $STATE/registry}
  delete: {enabled: true}
http: {addr: "127.0.0.1:${REGISTRY##*:}"}
YAML
}

# What people and tests ask is logged, with the answer's code and without bodies; what the cluster's own parts ask of
# each other all the time is not.
audit_policy() {
    write_file "$CONF/audit-policy.yaml" <<YAML
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  users: [system:apiserver, system:kube-controller-manager, system:kube-scheduler, system:kube-proxy,
    camber-cluster, camber-coredns, "system:node:$NODE_NAME"]
- level: None
  userGroups: ["system:serviceaccounts:kube-system"]
- level: None
  users: [system:anonymous]
  nonResourceURLs: ["/readyz*", "/livez*", "/healthz*"]
- level: Metadata
YAML
}

# Eviction off: a full disk would take the pods of a test away. The webhooks are off because tokens are not needed
# here: the apiserver comes with a certificate.
kubelet_configuration() {
    write_file "$CONF/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $NODE_ADDRESS
healthzBindAddress: 127.0.0.1
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: false}
  x509: {clientCAFile: $CONF/ca.crt}
authorization: {mode: AlwaysAllow}
containerRuntimeEndpoint: unix://$CONTAINERD_SOCKET
cgroupDriver: cgroupfs
failCgroupV1: false
failSwapOn: false
resolvConf: $CONF/resolv.conf
clusterDNS: [$DNS_SERVICE]
clusterDomain: cluster.local
podLogsDir: $STATE/pod-logs
volumePluginDir: $STATE/kubelet/volume-plugins
evictionHard: {memory.available: "0%", nodefs.available: "0%", nodefs.inodesFree: "0%", imagefs.available: "0%"}
imageGCHighThresholdPercent: 100
serializeImagePulls: false
registryPullQPS: 0
eventRecordQPS: 0
maxPods: 250
YAML
}

# Answers about the cluster are not cached: a name resolves as soon as its Service is there.
corefile() {
    local forward=""
    ! grep -q '^nameserver' /etc/resolv.conf || forward="forward . /etc/resolv.conf"
    write_file "$CONF/Corefile" <<TEXT
.:53 {
    bind $NODE_ADDRESS
    errors
    ready $NODE_ADDRESS:8181
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        kubeconfig $CONF/kubeconfig-coredns $CONTEXT
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 5
    }
    $forward
    cache 30 {
        disable success cluster.local
        disable denial cluster.local
    }
}
TEXT
}
