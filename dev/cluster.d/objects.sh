# shellcheck shell=bash
# The objects every cluster has: its name server's Service, the registry's announcement, the restricted identity.

cluster_kubectl() { "$TOOLS/kubectl" --kubeconfig "$KUBECONFIG_SELF" "$@"; }

apply_objects() {
    local file
    for file in "$CLUSTER_SOURCE"/objects/*.yaml; do
        sed -e "s/@NODE_ADDRESS@/$NODE_ADDRESS/; s/@DNS_SERVICE@/$DNS_SERVICE/; s/@REGISTRY@/$REGISTRY/" \
            -e "s/@NAMESPACE@/$RESTRICTED_NAMESPACE/" "$file"
        printf -- '---\n'
    done >"$CONF/objects.yaml"
    logged "$LOGS/objects.log" "the cluster's own objects could not be applied" \
        cluster_kubectl apply -f "$CONF/objects.yaml"
}

# await_node: until the node takes pods and a pod could be made (its namespace's service account is there).
await_node() {
    local deadline=$((SECONDS + 60)) ready
    while :; do
        ready=$(cluster_kubectl get node "$NODE_NAME" \
            -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}{.spec.taints}' 2>/dev/null || true)
        if [ "$ready" = True ] && cluster_kubectl get serviceaccount default >/dev/null 2>&1; then return 0; fi
        [ "$SECONDS" -lt "$deadline" ] || fail_with_log "$LOGS/kubelet.log" "the node is not ready after 60 s (${ready:-no answer})"
        sleep 0.2
    done
}
