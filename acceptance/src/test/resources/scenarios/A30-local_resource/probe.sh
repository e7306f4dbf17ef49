cat probe-result.txt
test "$(cat probe-result.txt)" != broken
