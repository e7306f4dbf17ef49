# shellcheck shell=bash disable=SC2034  # the other pieces use these
# Every version, address and path of the test cluster.

KUBERNETES_VERSION=v1.34.4
COMPOSE_VERSION=v2.40.3
HELM_VERSION=v3.19.4
KUSTOMIZE_VERSION=v5.7.1
GO_AT_LEAST=1.24

# One address of its own, on the loopback interface: pods reach it, other machines do not.
NODE_ADDRESS=10.250.0.1
NODE_NAME=camber
POD_RANGE=10.244.0.0/24
SERVICE_RANGE=10.96.0.0/16
APISERVER_SERVICE=10.96.0.1
DNS_SERVICE=10.96.0.10
APISERVER_URL=https://$NODE_ADDRESS:6443
REGISTRY=localhost:5000
# Off the default port, so that an etcd somebody runs for other work is in nobody's way.
ETCD_URL=http://127.0.0.1:12379
ETCD_PEER_URL=http://127.0.0.1:12380

# Tools take a context with a kind- prefix for a local cluster.
CONTEXT=kind-camber
RESTRICTED_NAMESPACE=camber-restricted

# The addresses and ports are fixed, so there is one cluster for each machine: its state has one place too, and a
# second clone of the project finds the running cluster instead of colliding with it.
STATE=${CAMBER_CLUSTER_STATE:-/var/lib/camber-dev/cluster}
CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/camber-dev
RUN=$STATE/run       # pid files, sockets
LOGS=$STATE/logs     # what the parts write
CONF=$STATE/conf     # their configuration, keys, tokens
BIN=$STATE/bin       # the binaries they run from
TOOLS=$STATE/tools   # kubectl, helm, kustomize: for PATH
BEFORE=$STATE/before # how the machine was set before the first up
CLAIM=/run/camber-cluster.state # names the state directory of the running cluster

KUBECONFIG_ADMIN=$STATE/kubeconfig
KUBECONFIG_RESTRICTED=$STATE/kubeconfig-restricted
KUBECONFIG_FOREIGN=$STATE/kubeconfig-foreign
KUBECONFIG_SELF=$CONF/kubeconfig-cluster
AUDIT_LOG=$LOGS/audit.log
DOCKER_SOCKET=$RUN/docker.sock
DOCKERD_PIDFILE=$RUN/dockerd.own.pid # dockerd writes it and refuses to start when it names a process
CONTAINERD_SOCKET=$RUN/containerd.sock
COMPOSE_PLUGIN=/usr/local/lib/docker/cli-plugins/docker-compose
