#!/bin/sh
# Places the first orders.
orders=${ORDERS_URL:-http://localhost:8102}

place() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsS -X POST --data "$1" "$orders/orders"
  else
    wget -q -O - --post-data "$1" "$orders/orders"
  fi
}

for product in teapot cup; do
  place "$product" || { echo "seed: could not order a $product"; exit 1; }
  echo
done
