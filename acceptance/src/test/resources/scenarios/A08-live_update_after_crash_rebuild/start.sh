mkdir -p /tmp/www
cp /app/index.html /tmp/www/index.html
exec httpd -f -p ${PORT:-8000} -h /tmp/www
