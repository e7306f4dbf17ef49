touch "$1"
chmod 666 "$1" 2>/dev/null
flag=$1
shift
while true; do
  seen=$(stat -c %Y "$flag")$(cat "$flag")
  "$@" &
  child=$!
  trap 'kill $child; exit 0' TERM
  while kill -0 $child 2>/dev/null && [ "$(stat -c %Y "$flag")$(cat "$flag")" = "$seen" ]; do sleep 0.2; done
  kill -0 $child 2>/dev/null || exit 1
  kill $child
  wait $child
done
