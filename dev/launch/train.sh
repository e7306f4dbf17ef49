#!/bin/sh
# Trains the AOT caches of a distribution: runs each program once over its common paths and keeps what the JVM learned.
# Flags of training and use must agree, so both start from run.sh; CAMBER_AOT_OUTPUT makes run.sh record.
set -eu
dist=$1
work=$(mktemp -d)
session=
cleanup() {
  if [ -n "$session" ]; then
    kill "$session" 2>/dev/null || true
    # It writes its state until it ends.
    wait "$session" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap cleanup EXIT
mkdir -p "$dist/aot"
export CAMBER_DEV_DIR="$work/state" HOME="$work"
camber=$dist/bin/camber
fail() { echo "dist: $1:" >&2; cat "$2" >&2; exit 1; }

# Not the usual port, which a session of the person who builds this may hold; and another one than the next build's.
port=$((20000 + $$ % 10000))
mkdir "$work/src"
printf "local_resource('hello', 'echo hello', serve_cmd='sleep 300', deps=['src'], ignore=['*.log'])\n" >"$work/Tiltfile"
# With a port, or the web server would be left out.
CAMBER_AOT_OUTPUT="$dist/aot/app-$(cat "$dist/lib/app.hash").aot" \
  "$camber" ci --port "$port" -f "$work/Tiltfile" >"$work/app.log" 2>&1 || fail "training the app failed" "$work/app.log"

"$camber" up --stream --port "$port" -f "$work/Tiltfile" >"$work/up.log" 2>&1 &
session=$!
tries=0
until "$camber" get uiresource hello --port "$port" >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || fail "the session to train the client with does not answer" "$work/up.log"
  sleep 0.2
done
# One process runs all of these: a cache holds what its one training process did.
sed "s/PORT/$port/" >"$work/commands" <<'COMMANDS'
help
version
get --bogus
nonsense
get uiresources --port PORT
get uiresource hello -o json --port PORT
describe uiresource hello --port PORT
trigger hello --port PORT
disable hello --port PORT
enable hello --port PORT
logs --port PORT
status --port PORT
why hello --port PORT
wait --for=condition=Ready uiresource/hello --timeout=5s --port PORT
COMMANDS
CAMBER_AOT_MAIN=dev.camber.client.Training CAMBER_AOT_OUTPUT="$dist/aot/client-$(cat "$dist/lib/client.hash").aot" \
  "$camber" get <"$work/commands" >"$work/client.log" 2>&1 || fail "training the client failed" "$work/client.log"
[ "$(grep -c '^0 ' "$work/client.log")" = 12 ] || fail "a command to train the client with failed" "$work/client.log"
for cache in "$dist"/aot/*.aot; do
  [ -f "$cache" ] || fail "no cache was written" "$work/client.log"
  echo "dist: trained $(basename "$cache") ($(du -h "$cache" | cut -f1))"
done
