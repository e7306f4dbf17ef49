# Finds a JDK of version 25 or later and sets CAMBER_JAVA_HOME; sourced by sh scripts.
# Order: CAMBER_JAVA_HOME, JAVA_HOME, java on PATH, the usual directories. Every command starts here, so nothing forks
# that need not: a process costs as much as a tenth of a command.

# Sets camber_major to the version of the JDK in a directory.
camber_java_major() {
  # The release file is read instead of starting a JVM: that would cost 40 ms.
  [ -x "$1/bin/java" ] && [ -f "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      camber_major=${value%%[.\"-]*}
      return 0
    fi
  done <"$1/release"
  return 1
}

camber_try_jdk() {
  camber_java_major "$1" || return 1
  case $camber_major in '' | *[!0-9]*) return 1 ;; esac
  [ "$camber_major" -ge 25 ] || return 1
  CAMBER_JAVA_HOME=$1
}

camber_find_jdk() {
  [ -n "${CAMBER_JAVA_HOME:-}" ] && camber_try_jdk "$CAMBER_JAVA_HOME" && return 0
  [ -n "${JAVA_HOME:-}" ] && camber_try_jdk "$JAVA_HOME" && return 0
  for home in /usr/lib/jvm/*25* /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/jdk* /opt/java/*; do
    [ -d "$home" ] && camber_try_jdk "$home" && return 0
  done
  found=$(command -v java 2>/dev/null || true)
  if [ -n "$found" ]; then
    home=$(readlink -f "$found" 2>/dev/null || echo "$found")
    camber_try_jdk "${home%/bin/java}" && return 0
  fi
  echo "camber: no JDK 25 or later found." >&2
  if [ -n "$found" ]; then
    echo "  found: $found, $("$found" -version 2>&1 | head -n 1)" >&2
  fi
  echo "  looked in: JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}, PATH, /usr/lib/jvm, ~/.sdkman, ~/.jdks, /opt" >&2
  echo "  try: install a JDK 25 (Debian: apt-get install openjdk-25-jdk; macOS: brew install openjdk@25; any: Eclipse Temurin 25) or set JAVA_HOME to one" >&2
  return 1
}
