#!/bin/sh
echo "database system is ready to accept connections"
exec sleep 100000
