#!/bin/sh
printf '\033[32mlistening\033[0m on http://localhost:41699/status?a=1. \033[1;31mred\033[0m \033[38;5;33mblue\033[0m\n'
echo '{"level":"info","msg":"request served","path":"/status","status":200,"duration_ms":12,"user":{"id":7,"name":"Ada"}}'
echo '{"level":"error","msg":"cannot reach the mail server","error":"connection refused","attempt":3}'
echo '{"level":"warn","message":"slow query","ms":912,"sql":"select * from orders where id = 7"}'
exec sleep 100000
