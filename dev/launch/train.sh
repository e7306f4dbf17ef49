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

printf "local_resource('hello', 'echo hello', serve_cmd='sleep 300')\n" >"$work/Tiltfile"
CAMBER_AOT_OUTPUT="$dist/aot/app-$(cat "$dist/lib/app.hash").aot" \
  "$camber" ci --port 0 -f "$work/Tiltfile" >"$work/app.log" 2>&1 || fail "training the app failed" "$work/app.log"

"$camber" up --stream --port 40350 -f "$work/Tiltfile" >"$work/up.log" 2>&1 &
session=$!
tries=0
until "$camber" get uiresource hello --port 40350 >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || fail "the session to train the client with does not answer" "$work/up.log"
  sleep 0.2
done
# One process runs all of these: a cache holds what its one training process did.
cat >"$work/commands" <<'COMMANDS'
help
version
get --bogus
nonsense
get uiresources --port 40350
get uiresource hello -o json --port 40350
describe uiresource hello --port 40350
trigger hello --port 40350
disable hello --port 40350
enable hello --port 40350
logs --port 40350
status --port 40350
why hello --port 40350
wait --for=condition=Ready uiresource/hello --timeout=5s --port 40350
COMMANDS
CAMBER_AOT_MAIN=dev.camber.client.Training CAMBER_AOT_OUTPUT="$dist/aot/client-$(cat "$dist/lib/client.hash").aot" \
  "$camber" get <"$work/commands" >"$work/client.log" 2>&1 || fail "training the client failed" "$work/client.log"
[ "$(grep -c '^0 ' "$work/client.log")" = 12 ] || fail "a command to train the client with failed" "$work/client.log"
for cache in "$dist"/aot/*.aot; do
  [ -f "$cache" ] || fail "no cache was written" "$work/client.log"
  echo "dist: trained $(basename "$cache") ($(du -h "$cache" | cut -f1))"
done
