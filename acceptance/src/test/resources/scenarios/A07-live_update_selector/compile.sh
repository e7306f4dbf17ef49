set -e
sh -n /app/page.sh
mkdir -p /built/www
sh /app/page.sh >/built/www/index.html
