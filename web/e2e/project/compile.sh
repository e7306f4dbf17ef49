#!/bin/sh
echo "compiling 14 files"
if grep -q broken compile.txt; then
  echo "src/cart.ts:42:17 - error TS2339: Property 'totl' does not exist on type 'Cart'."
  echo "42   return cart.totl;"
  echo "                 ~~~~"
  exit 2
fi
echo "compiled"
