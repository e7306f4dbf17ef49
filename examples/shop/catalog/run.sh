#!/bin/sh
# Starts the catalog again whenever its classes change: in a container a live update replaces them under it.
stamp() { ls -l --full-time out/Catalog.class 2>/dev/null || ls -le out/Catalog.class; }
while true; do
  before=$(stamp)
  java -cp out Catalog &
  pid=$!
  while [ "$(stamp)" = "$before" ] && kill -0 "$pid" 2>/dev/null; do sleep 1; done
  kill "$pid" 2>/dev/null
  wait "$pid"
done
