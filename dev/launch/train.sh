#!/bin/sh
# Trains the AOT caches of a distribution: runs each program once over its common paths and keeps what the JVM learned.
# Flags of training and use must agree, so both start from run.sh; CAMBER_AOT_OUTPUT makes run.sh record.
set -eu
dist=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$dist/aot"
hash_of() { cat "$dist/lib/$1.hash"; }

CAMBER_AOT_OUTPUT="$dist/aot/client-$(hash_of client).aot" "$dist/bin/camber" alpha train-client >/dev/null 2>"$work/client.log" ||
  { echo "dist: training the client failed:" >&2; cat "$work/client.log" >&2; exit 1; }
printf "local_resource('hello', 'echo hello', serve_cmd='sleep 30')\n" >"$work/Tiltfile"
CAMBER_AOT_OUTPUT="$dist/aot/app-$(hash_of app).aot" CAMBER_STATE_DIR="$work/state" \
  "$dist/bin/camber" ci --port 0 -f "$work/Tiltfile" >"$work/app.log" 2>&1 ||
  { echo "dist: training the app failed:" >&2; cat "$work/app.log" >&2; exit 1; }
ls -l "$dist/aot" | awk 'NR > 1 { print "dist: trained " $NF " (" int($5 / 1048576) " MB)" }'
