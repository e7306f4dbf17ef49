#!/bin/sh
i=0
while [ $i -lt 30000 ]; do i=$((i + 1)); echo "request $i served in $((i % 97)) ms"; done
echo "needle in the haystack"
i=0
while [ $i -lt 2000 ]; do i=$((i + 1)); echo "later request $i"; done
while true; do sleep 1; echo "tick"; done
