trap 'echo "cleaning up: $1"; echo done >"cleanup-$1.txt"; exit 0' TERM
count=0
cat "$1.txt"
while true; do
  count=$((count + 1))
  echo "hello $1 $count"
  sleep 0.5 &
  wait $!
done
