# shellcheck shell=bash
# The images that nothing here can be pulled for: made from the machine's static busybox, pushed to the local registry.

BASE_IMAGES=(busybox alpine nginx pause eclipse-temurin)

docker_here() { DOCKER_HOST=unix://$DOCKER_SOCKET docker "$@"; }

# make_images: builds and pushes the images that the daemon or the registry does not have in this checkout's version.
make_images() {
    local image key present
    key=$(cat "$CLUSTER_SOURCE/images.sh" "$CLUSTER_SOURCE"/images/* /bin/busybox "$BIN/pause" | sha256sum | cut -c 1-16)
    for image in "${BASE_IMAGES[@]}"; do
        present=$(docker_here image inspect -f '{{index .Config.Labels "camber.inputs"}}' "$REGISTRY/$image" 2>/dev/null || true)
        if [ "$present" = "$key" ] && docker_here image inspect "$image:latest" >/dev/null 2>&1 && in_registry "$image"; then
            continue
        fi
        step "making image $image"
        logged "$LOGS/image-$image.log" "the image $image could not be made" make_image "$image" "$key"
    done
}

in_registry() {
    local name
    for name in "$1" "library/$1"; do
        curl -sf -m 5 -o /dev/null -I -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' --noproxy '*' \
            "http://$REGISTRY/v2/$name/manifests/latest" || return 1
    done
}

# The tag beside `latest` under which Dockerfiles name an image; empty for none.
second_tag() { case "$1" in eclipse-temurin) echo 25 ;; esac; }

make_image() {
    local image=$1 key=$2 root name tag
    local settings=(--change "LABEL camber.inputs=$key"
        --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin')
    root=$(mktemp -d "$STATE/image.XXXXXX")
    chmod 755 "$root"
    "fill_$image" "$root"
    case "$image" in
        pause) settings+=(--change 'ENTRYPOINT ["/pause"]') ;;
        nginx)
            settings+=(--change 'EXPOSE 80' --change 'ENTRYPOINT ["/docker-entrypoint.sh"]'
                --change 'CMD ["nginx", "-g", "daemon off;"]')
            ;;
        *) settings+=(--change 'CMD ["sh"]') ;;
    esac
    tar -C "$root" --owner 0 --group 0 --numeric-owner --sort=name --mtime=@0 -c . \
        | docker_here import "${settings[@]}" - "$REGISTRY/$image:latest"
    rm -rf "$root"
    docker_here tag "$REGISTRY/$image:latest" "$REGISTRY/library/$image:latest"
    docker_here tag "$REGISTRY/$image:latest" "$image:latest"
    for name in "$REGISTRY/$image:latest" "$REGISTRY/library/$image:latest"; do docker_here push "$name"; done
    tag=$(second_tag "$image")
    if [ -n "$tag" ]; then
        docker_here tag "$REGISTRY/$image:latest" "$image:$tag"
        docker_here tag "$REGISTRY/$image:latest" "$REGISTRY/library/$image:$tag"
        docker_here push "$REGISTRY/library/$image:$tag"
    fi
}

fill_pause() { install -m 755 "$BIN/pause" "$1/pause"; }

# A root with busybox and a link for each of its applets, which must not replace the program itself.
fill_busybox() {
    local root=$1 applet
    mkdir -p "$root"/{bin,sbin,usr/bin,usr/sbin,usr/local/bin,usr/local/sbin,etc,dev,proc,sys,run,home,var/log,var/spool,var/www}
    install -d -m 1777 "$root/tmp" "$root/var/tmp"
    install -d -m 700 "$root/root"
    install -m 755 /bin/busybox "$root/bin/busybox"
    while read -r applet; do
        [ "$applet" = bin/busybox ] || [ -e "$root/$applet" ] || ln -s /bin/busybox "$root/$applet"
    done < <(/bin/busybox --list-full)
    printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n' >"$root/etc/passwd"
    printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
    printf 'root:*:::::::\nnobody:*:::::::\n' >"$root/etc/shadow"
    chmod 640 "$root/etc/shadow"
    rm "$root/usr/bin/wget"
    install -m 755 "$CLUSTER_SOURCE/images/wget" "$root/usr/bin/wget"
    # Debian's busybox lacks these two, and Dockerfiles call them.
    install -m 755 "$CLUSTER_SOURCE/images/adduser" "$CLUSTER_SOURCE/images/addgroup" "$root/usr/sbin/"
}

fill_alpine() {
    fill_busybox "$1"
    install -m 755 "$CLUSTER_SOURCE/images/apk" "$1/sbin/apk"
    install -m 755 "$CLUSTER_SOURCE/images/curl" "$1/usr/bin/curl"
    printf '3.20.0\n' >"$1/etc/alpine-release"
    printf 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.0\nPRETTY_NAME="Alpine Linux (busybox stand-in)"\n' \
        >"$1/etc/os-release"
}

fill_nginx() {
    fill_busybox "$1"
    mkdir -p "$1/usr/share/nginx/html" "$1/etc/nginx/conf.d"
    install -m 755 "$CLUSTER_SOURCE/images/nginx" "$1/usr/sbin/nginx"
    install -m 755 "$CLUSTER_SOURCE/images/nginx-entrypoint" "$1/docker-entrypoint.sh"
    install -m 644 "$CLUSTER_SOURCE/images/nginx.html" "$1/usr/share/nginx/html/index.html"
}

# This machine's JDK, cut down to what a small service and its compiler need, and the C library that it was linked to.
fill_eclipse-temurin() {
    local root=$1 library
    fill_busybox "$root"
    # shellcheck source=dev/launch/jdk.sh
    . "$CLUSTER_SOURCE/../launch/jdk.sh"
    camber_find_jdk
    mkdir -p "$root/opt/java"
    "$CAMBER_JAVA_HOME/bin/jlink" --add-modules java.base,java.net.http,jdk.httpserver,jdk.compiler --strip-debug --no-man-pages \
        --no-header-files --output "$root/opt/java/openjdk"
    { ldd "$root"/opt/java/openjdk/bin/java "$root"/opt/java/openjdk/lib/*.so "$root"/opt/java/openjdk/lib/server/*.so 2>/dev/null || true; } \
        | grep -o '/[^ ]*' | grep -v -e ':$' -e /opt/java/ | sort -u | while read -r library; do
        mkdir -p "$root$(dirname "$library")"
        cp -L "$library" "$root$library"
    done
    ln -s /opt/java/openjdk/bin/java /opt/java/openjdk/bin/javac "$root/usr/local/bin/"
}
