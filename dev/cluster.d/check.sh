# shellcheck shell=bash
# dev/cluster check: the cluster does what the project needs from it. Every check is an assertion on what was answered.

CHECKS=0
FAILURES=0
CHECK_NAMESPACE=camber-cluster-check-$$
# A tag for each run: the node does not pull a tag again that it has.
CHECK_IMAGE=$REGISTRY/cluster-check:$(date +%s)-$$

# check NAME COMMAND...: the command must succeed.
check() {
    local name=$1 output
    shift
    CHECKS=$((CHECKS + 1))
    if output=$("$@" 2>&1); then
        step "ok      $name"
    else
        FAILURES=$((FAILURES + 1))
        step "FAILED  $name"
        tail -n 8 <<<"$output" | cut -c 1-300 | sed 's/^/       | /'
    fi
}

# expect TEXT COMMAND...: what the command prints contains the text, in whichever case.
expect() {
    local text=$1 output
    shift
    output=$("$@" 2>&1) || true
    grep -qiF -- "$text" <<<"$output" || {
        printf 'wanted "%s", got:\n%s\n' "$text" "$output"
        return 1
    }
}

# within SECONDS COMMAND...: tries until it succeeds.
within() {
    local deadline=$((SECONDS + $1)) output
    shift
    until output=$("$@" 2>&1); do
        [ "$SECONDS" -lt "$deadline" ] || {
            printf 'not within the time; the last answer:\n%s\n' "$output"
            return 1
        }
        sleep 0.2
    done
}

kube() { "$TOOLS/kubectl" --kubeconfig "$KUBECONFIG_ADMIN" -n "$CHECK_NAMESPACE" "$@"; }
kube_restricted() { "$TOOLS/kubectl" --kubeconfig "$KUBECONFIG_RESTRICTED" "$@"; }
kube_foreign() { "$TOOLS/kubectl" --kubeconfig "$KUBECONFIG_FOREIGN" "$@"; }

check_everything() {
    need_state
    CHECK_DIRECTORY=$(mktemp -d)
    trap check_cleanup EXIT
    kube create namespace "$CHECK_NAMESPACE" >/dev/null || fail "the apiserver takes no namespace; see: dev/cluster status"
    within 20 kube get serviceaccount default || fail "the namespace $CHECK_NAMESPACE did not come up"

    check "every part answers" cluster_status
    check "the server is Kubernetes $KUBERNETES_VERSION" expect "Server Version: $KUBERNETES_VERSION" kube version
    check_images
    check_pod
    check_services
    check_workloads
    check_identities
    check_audit_log
    check_tools
    say "$CHECKS checks, $FAILURES failed, $((SECONDS - BEGIN)) s"
    [ "$FAILURES" = 0 ]
}

check_cleanup() {
    kube delete deployment,job,pod --all --now --wait=false >/dev/null 2>&1 || true
    kube delete namespace "$CHECK_NAMESPACE" --wait=false >/dev/null 2>&1 || true
    kube_restricted delete configmap cluster-check >/dev/null 2>&1 || true
    docker_here image rm -f "$CHECK_IMAGE" >/dev/null 2>&1 || true
    ctr --address "$CONTAINERD_SOCKET" -n k8s.io images rm "$CHECK_IMAGE" >/dev/null 2>&1 || true
    rm -rf "$CHECK_DIRECTORY"
}

check_images() {
    printf 'FROM alpine\nRUN apk add --no-cache curl && adduser -D shop && id shop >/made\nCMD ["sh", "-c", %s]\n' \
        '"echo started; exec sleep 3600"' >"$CHECK_DIRECTORY/Dockerfile"
    check "dockerd builds an image (classic builder)" env DOCKER_BUILDKIT=0 DOCKER_HOST="unix://$DOCKER_SOCKET" \
        docker build -q -t "$CHECK_IMAGE" "$CHECK_DIRECTORY"
    check "dockerd builds an image (BuildKit)" expect "Successfully tagged" build_with_buildkit
    check "the image runs under dockerd" expect shop docker_here run --rm "$CHECK_IMAGE" cat /made
    check "dockerd pushes it to $REGISTRY" docker_here push -q "$CHECK_IMAGE"
}

# Over the Engine API, because the docker command needs another plugin for it.
build_with_buildkit() {
    tar -C "$CHECK_DIRECTORY" -c Dockerfile | curl -sS -m 60 --unix-socket "$DOCKER_SOCKET" -X POST \
        -H 'Content-Type: application/x-tar' --data-binary @- "http://docker/build?version=2&t=$CHECK_IMAGE"
}

check_pod() {
    kube run built --image "$CHECK_IMAGE" --restart Never >/dev/null
    check "a pod runs the pushed image" kube wait --for condition=Ready pod/built --timeout 60s
    check "exec runs a command in it" expect "uid=1000(shop)" kube exec built -- cat /made
    check "exec takes input" expect "in and out" kube exec -i built -- tee /dev/null <<<"in and out"
    check "logs has what it printed" expect started kube logs built
    kube run missing --image no-such-image --restart Never >/dev/null
    check "an image that nobody has is reported" within 30 expect ErrImagePull kube get events \
        --field-selector involvedObject.name=missing -o 'jsonpath={.items[*].message}'
}

check_services() {
    kube create deployment web --image nginx --replicas 2 >/dev/null
    kube expose deployment web --port 8080 --target-port 80 >/dev/null
    check "a deployment of a short image name is available" kube wait --for condition=Available deployment/web --timeout 60s
    check "a pod resolves a service" within 20 expect "Name:" kube exec built -- \
        nslookup "web.$CHECK_NAMESPACE.svc.cluster.local"
    check "a pod reaches a service by its short name" within 20 expect "Welcome to nginx!" kube exec built -- \
        wget -q -T 3 -O - http://web:8080
    check "a pod reaches the apiserver" expect '"major": "1"' kube exec built -- \
        wget -q -T 5 --no-check-certificate -O - https://kubernetes.default/version
    check "port-forward carries a page" check_port_forward
}

check_port_forward() {
    local log=$CHECK_DIRECTORY/port-forward pid port code=1
    kube port-forward service/web :8080 >"$log" 2>&1 &
    pid=$!
    if within 10 grep -q 'Forwarding from 127.0.0.1' "$log"; then
        port=$(sed -nE 's/^Forwarding from 127\.0\.0\.1:([0-9]+) .*/\1/p' "$log")
        expect "Welcome to nginx!" curl -s -m 5 --noproxy '*' "http://127.0.0.1:$port/" && code=0
    fi
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    return $code
}

check_workloads() {
    kube create job once --image busybox -- sh -c 'echo done once' >/dev/null
    check "a job completes" kube wait --for condition=Complete job/once --timeout 60s
    kube apply -f - >/dev/null <<'YAML'
apiVersion: v1
kind: Pod
metadata: {name: probed}
spec:
  containers:
  - name: main
    image: busybox
    command: [sh, -c, "sleep 2; touch /tmp/up; exec sleep 3600"]
    readinessProbe: {exec: {command: [test, -e, /tmp/up]}, periodSeconds: 1}
YAML
    check "a readiness probe makes a pod ready" kube wait --for condition=Ready pod/probed --timeout 60s
}

check_identities() {
    check "the restricted identity may work in its namespace" kube_restricted create configmap cluster-check
    check "it is refused in another namespace" expect Forbidden kube_restricted get pods -n default
    check "it is refused cluster-wide" expect Forbidden kube_restricted get nodes
    check "it may not write elsewhere" expect Forbidden kube_restricted create configmap cluster-check -n default
    check "a stranger is refused" expect Unauthorized "$TOOLS/kubectl" --kubeconfig "$KUBECONFIG_ADMIN" --token nobody get pods
    check "the context is $CONTEXT" expect "$CONTEXT" kube config current-context
    check "the registry is announced (KEP-1755)" expect "host: \"$REGISTRY\"" kube get configmap \
        local-registry-hosting -n kube-public -o yaml
}

# The log is written before the answer goes out, so there is nothing to wait for.
check_audit_log() {
    local before
    before=$(wc -l <"$AUDIT_LOG")
    kube_foreign get configmaps -n default >/dev/null
    check "what the foreign identity asks stands in the audit log" expect '"username":"camber-foreign"' \
        tail -n "+$((before + 1))" "$AUDIT_LOG"
    check "the audit log says what was asked" expect /api/v1/namespaces/default/configmaps tail -n "+$((before + 1))" "$AUDIT_LOG"
}

check_tools() {
    check "helm is $HELM_VERSION" expect "$HELM_VERSION" "$TOOLS/helm" version --short
    check "kustomize is $KUSTOMIZE_VERSION" expect "$KUSTOMIZE_VERSION" "$TOOLS/kustomize" version
    check "docker compose is version 2" expect "version v2" docker_here compose version
    printf 'services:\n  one: {image: busybox, command: sleep 60}\n' >"$CHECK_DIRECTORY/compose.yaml"
    check "docker compose starts a service" docker_here compose -p cluster-check -f "$CHECK_DIRECTORY/compose.yaml" up -d
    check "docker compose takes it down" docker_here compose -p cluster-check -f "$CHECK_DIRECTORY/compose.yaml" down -t 0
}
