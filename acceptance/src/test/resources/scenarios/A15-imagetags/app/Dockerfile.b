FROM scenario-common:b
CMD ["httpd", "-f", "-p", "8000", "-h", "/www"]
