# shellcheck shell=bash
# Who may talk to the apiserver: its certificates, a token for each identity, a kubeconfig file for each.

# Lines of: file of the token, user, groups. The first is what tests and people use.
IDENTITIES=(
    "admin kind-camber system:masters"
    "self camber-cluster system:masters"
    "restricted camber-restricted camber-restricted"
    "foreign camber-foreign system:masters"
    "controller-manager system:kube-controller-manager"
    "scheduler system:kube-scheduler"
    "proxy system:kube-proxy"
    "coredns camber-coredns"
    "node system:node:$NODE_NAME system:nodes"
)

token_of() { cat "$CONF/tokens/$1"; }

make_identities() {
    local line name user groups
    mkdir -p "$CONF/tokens"
    chmod 700 "$CONF"
    [ -s "$CONF/ca.crt" ] \
        || logged "$LOGS/certificates.log" "the cluster's certificates could not be made" make_certificates
    for line in "${IDENTITIES[@]}"; do
        read -r name user groups <<<"$line"
        [ -s "$CONF/tokens/$name" ] || (umask 077 && openssl rand -hex 24 >"$CONF/tokens/$name")
        printf '%s,%s,%s,"%s"\n' "$(token_of "$name")" "$user" "$user" "$groups"
    done >"$CONF/tokens.csv.new"
    chmod 600 "$CONF/tokens.csv.new"
    mv "$CONF/tokens.csv.new" "$CONF/tokens.csv"
    write_kubeconfig "$KUBECONFIG_ADMIN" admin "$CONTEXT" default
    write_kubeconfig "$KUBECONFIG_RESTRICTED" restricted "$CONTEXT" "$RESTRICTED_NAMESPACE"
    # The same cluster by a name that no tool takes for a local one, as an identity that nothing else uses: whatever is
    # asked with it stands in the audit log under its name.
    write_kubeconfig "$KUBECONFIG_FOREIGN" foreign production default
    write_kubeconfig "$KUBECONFIG_SELF" self "$CONTEXT" default
    for name in controller-manager scheduler proxy coredns node; do
        write_kubeconfig "$CONF/kubeconfig-$name" "$name" "$CONTEXT" default
    done
}

# write_kubeconfig FILE IDENTITY CONTEXT NAMESPACE: cluster, context and user carry one name.
write_kubeconfig() {
    (umask 077 && cat >"$1.new" <<YAML)
apiVersion: v1
kind: Config
current-context: $3
clusters:
- name: $3
  cluster:
    server: $APISERVER_URL
    certificate-authority-data: $(base64 -w0 "$CONF/ca.crt")
contexts:
- name: $3
  context: {cluster: $3, user: $3, namespace: $4}
users:
- name: $3
  user: {token: $(token_of "$2")}
YAML
    mv "$1.new" "$1"
}

# Two authorities: one for who may ask, one for the apiserver's calls to extension servers. The first one's certificate
# gets its name last: it stands for all of them.
make_certificates() {
    umask 077
    cd "$CONF" || return
    new_authority ca.new
    new_authority front-proxy-ca
    signed_certificate apiserver ca.new /CN=kube-apiserver "extendedKeyUsage=serverAuth
subjectAltName=IP:$NODE_ADDRESS,IP:$APISERVER_SERVICE,IP:127.0.0.1,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,\
DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
    signed_certificate kubelet-client ca.new /CN=kube-apiserver-to-kubelet extendedKeyUsage=clientAuth
    signed_certificate front-proxy-client front-proxy-ca /CN=front-proxy-client extendedKeyUsage=clientAuth
    new_key service-accounts
    openssl ec -in service-accounts.key -pubout -out service-accounts.pub
    mv ca.new.key ca.key
    mv ca.new.crt ca.crt
}

new_key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

new_authority() {
    new_key "$1"
    openssl req -x509 -new -key "$1.key" -subj "/CN=camber-cluster-${1%.new}" -days 3650 -out "$1.crt"
}

# signed_certificate NAME AUTHORITY SUBJECT EXTENSIONS: NAME.key and NAME.crt.
signed_certificate() {
    new_key "$1"
    openssl req -new -key "$1.key" -subj "$3" -out "$1.csr"
    openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 3650 -out "$1.crt" \
        -extfile <(printf '%s\n' "$4")
    rm "$1.csr"
}
