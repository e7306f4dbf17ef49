#!/bin/sh
# Packs one order after the other, as long as it runs.
orders=${ORDERS_URL:-http://localhost:8102}

pack() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsS -X POST "$orders/pack"
  else
    wget -q -O - --post-data '' "$orders/pack"
  fi
}

echo "packer: packing what $orders has"
while true; do
  order=$(pack 2>/dev/null)
  if [ -n "$order" ]; then
    echo "packer: packed $order"
  fi
  sleep 1
done
