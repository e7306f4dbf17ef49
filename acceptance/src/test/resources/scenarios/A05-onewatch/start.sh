# Serves what was built; a server that was ended begins again with what is built then.
while true; do
  rm -rf /tmp/served && cp -r /built/www /tmp/served
  httpd -f -p 8000 -h /tmp/served &
  echo $! >/tmp/server.pid
  wait $!
done
