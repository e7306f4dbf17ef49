# shellcheck shell=bash
# Building the programs that no Debian package has, once for each set of inputs.
#
# A build's key is a hash of all that goes into it; the result lies in the user's cache under that key, so that a fresh
# clone, or a reset, builds nothing again.

GO_FLAGS=(-trimpath -buildvcs=false)

# build_spec NAME: sets WHERE (folder to build in), OUTPUT (the binary's name), ARGUMENTS (of the go command).
build_spec() {
    local go=$CLUSTER_SOURCE/go version=k8s.io/component-base/version minor
    minor=${KUBERNETES_VERSION#v1.}
    minor=${minor%%.*}
    WHERE=$CACHE OUTPUT=$1
    case "$1" in
        kube)
            WHERE=$go/kube
            ARGUMENTS=(build -ldflags "-s -w -X $version.gitVersion=$KUBERNETES_VERSION -X $version.gitMajor=1
                -X $version.gitMinor=$minor -X $version.gitTreeState=clean" .)
            ;;
        coredns) WHERE=$go/coredns ARGUMENTS=(build -ldflags "-s -w" .) ;;
        pause) WHERE=$go/pause ARGUMENTS=(build -ldflags "-s -w" .) ;;
        compose)
            WHERE=$go/compose OUTPUT=docker-compose
            ARGUMENTS=(build -ldflags "-s -w -X github.com/docker/compose/v2/internal.Version=$COMPOSE_VERSION"
                github.com/docker/compose/v2/cmd)
            ;;
        helm)
            ARGUMENTS=(install -ldflags "-s -w -X helm.sh/helm/v3/internal/version.version=$HELM_VERSION
                -X helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1 -X helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=$minor
                -X helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor=1
                -X helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor=$minor" "helm.sh/helm/v3/cmd/helm@$HELM_VERSION")
            ;;
        kustomize)
            ARGUMENTS=(install -ldflags "-s -w -X sigs.k8s.io/kustomize/api/provenance.version=$KUSTOMIZE_VERSION"
                "sigs.k8s.io/kustomize/kustomize/v5@$KUSTOMIZE_VERSION")
            ;;
    esac
}

build_key() {
    {
        go env GOVERSION GOARCH
        printf '%s\n' "${GO_FLAGS[@]}" "${ARGUMENTS[@]}"
        [ "$WHERE" = "$CACHE" ] || find "$WHERE" -type f -print0 | sort -z | xargs -0 cat
    } | sha256sum | cut -c 1-16
}

# built NAME: builds what is not cached, and sets BUILT to the binary's path.
built() {
    local name=$1 directory log
    build_spec "$name"
    directory=$CACHE/built/$name-$(build_key)
    BUILT=$directory/$OUTPUT
    if [ -x "$BUILT" ]; then
        touch "$directory"
        return 0
    fi
    log=$CACHE/logs/build-$name.log
    mkdir -p "$CACHE/logs" "$directory.part"
    step "building $name"
    go_with_progress "$name" "$directory.part" "$log"
    mv -T "$directory.part" "$directory"
    # Builds of older inputs that nobody used for a month.
    find "$CACHE/built" -maxdepth 1 -name "$name-*" -mtime +30 -exec rm -rf {} +
}

# go_with_progress NAME DIRECTORY LOG: runs the build into the directory; counts the packages while it lasts.
go_with_progress() {
    local name=$1 directory=$2 log=$3 arguments=("${ARGUMENTS[@]}") began=$SECONDS pid every=20 last=0
    if [ "${ARGUMENTS[0]}" = build ]; then
        arguments=(build -o "$directory/$OUTPUT" "${ARGUMENTS[@]:1}")
    fi
    (cd "$WHERE" && exec nice -n 5 env CGO_ENABLED=0 GOFLAGS= GOWORK=off GOTOOLCHAIN=local GOBIN="$directory" \
        go "${arguments[0]}" -v "${GO_FLAGS[@]}" "${arguments[@]:1}") >"$log" 2>&1 </dev/null &
    pid=$!
    [ ! -t 1 ] || every=1
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.5
        [ $((SECONDS - began - last)) -ge "$every" ] || continue
        last=$((SECONDS - began))
        build_progress "$name" "$log" "$last"
    done
    [ ! -t 1 ] || printf '\r\033[K'
    wait "$pid" || {
        rm -rf "$directory"
        fail_with_log "$log" "building $name failed"
    }
    step "built $name in $((SECONDS - began)) s"
}

build_progress() {
    local line
    line=$(printf '       %s: %ss, %s packages compiled' "$1" "$3" "$(grep -cvE '^go: |^$' "$2" || true)")
    if [ -t 1 ]; then printf '\r\033[K%s' "$line"; else printf '%s\n' "$line"; fi
}

# place BINARY DIRECTORY NAME: puts a built binary where it is run from, as a second link where that is possible. Never
# written in place: the file of a running program cannot be.
place() {
    local target=$2/$3
    mkdir -p "$2"
    if [ "$1" -ef "$target" ] || cmp -s "$1" "$target"; then return 0; fi
    rm -f "$target.new"
    ln "$1" "$target.new" 2>/dev/null || cp "$1" "$target.new"
    mv "$target.new" "$target"
}

build_everything() {
    local name
    mkdir -p "$CACHE"
    built kube
    place "$BUILT" "$BIN" kube
    for name in etcd kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet; do
        ln -sfn kube "$BIN/$name"
    done
    mkdir -p "$TOOLS"
    ln -sfn "$BIN/kube" "$TOOLS/kubectl"
    for name in coredns pause; do
        built "$name"
        place "$BUILT" "$BIN" "$name"
    done
    for name in helm kustomize; do
        built "$name"
        place "$BUILT" "$TOOLS" "$name"
    done
    built compose
    place "$BUILT" "$BIN" docker-compose
    install_compose
}

# The docker command finds its plugins in fixed folders; a plugin that somebody installed there stays.
install_compose() {
    if [ -e "$COMPOSE_PLUGIN" ] && [ ! -L "$COMPOSE_PLUGIN" ]; then return 0; fi
    mkdir -p "$(dirname "$COMPOSE_PLUGIN")"
    ln -sfn "$BIN/docker-compose" "$COMPOSE_PLUGIN"
}
