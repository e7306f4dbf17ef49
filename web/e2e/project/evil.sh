#!/bin/sh
printf '<script>document.title=4</script><img src=x onerror=document.title=5>\n'
printf '\033]8;;javascript:document.title=6\007click\033]8;;\007 \033[2J\033[?25l\033]0;title\007 &lt;b&gt; javascript:alert(1)\n'
printf 'http://localhost/"onmouseover="document.title=7 https://example.test/<script>\n'
printf '{"msg":"<svg onload=document.title=8>","<i>":"</span><script>"}\n'
exec sleep 100000
