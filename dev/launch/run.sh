# Starts the thin client or the app; sourced with CAMBER_HOME set to a directory with lib/ and aot/.
. "$CAMBER_HOME/bin/jdk.sh"
if [ -z "${CAMBER_JAVA_HOME:-}" ] || [ ! -x "${CAMBER_JAVA_HOME}/bin/java" ]; then
  camber_find_jdk || exit 1
fi

# The first word that is no flag decides which program answers.
camber_verb=
camber_second=
camber_skip=
for camber_word in "$@"; do
  if [ -n "$camber_skip" ]; then
    camber_skip=
    continue
  fi
  case $camber_word in
    --klog) camber_skip=1 ;;
    -*) [ -n "$camber_verb" ] && break ;;
    *)
      if [ -z "$camber_verb" ]; then
        camber_verb=$camber_word
      else
        camber_second=$camber_word
        break
      fi
      ;;
  esac
done
camber_program=client
case $camber_verb in
  up | ci | down | demo | docker-prune | doctor | verify-install | lsp) camber_program=app ;;
  alpha)
    case $camber_second in tiltfile-result | updog) camber_program=app ;; esac
    ;;
  dump)
    case $camber_second in openapi) camber_program=app ;; esac
    ;;
esac
# Help of any command comes from the client: it needs no engine.
for camber_word in "$@"; do
  case $camber_word in
    --) break ;;
    -h | --help) camber_program=client ;;
  esac
done

read -r camber_cp <"$CAMBER_HOME/lib/$camber_program.classpath"
camber_classpath=
IFS=:
for camber_jar in $camber_cp; do
  camber_classpath=$camber_classpath${camber_classpath:+:}$CAMBER_HOME/lib/$camber_jar
done
unset IFS

# What a person reads and types on; the shell knows it without asking.
camber_terminals=
for camber_fd in 0 1 2; do
  if [ -t "$camber_fd" ]; then camber_terminals=$camber_terminals$camber_fd; fi
done

if [ "$camber_program" = client ]; then
  # A command is over before compiled code pays, so the compiler waits ten times longer than it would and does not
  # compile at start what training found hot; and the cache is mapped where its pointers need no patching. Together a
  # third of a command's processor time. A cache that does not fit that address is moved, as without the flag.
  set -- -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -XX:-UsePerfData \
    -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining -XX:ArchiveRelocationMode=0 \
    -cp "$camber_classpath" -Dcamber.home="$CAMBER_HOME" -Dcamber.command="${CAMBER_COMMAND_NAME:-camber}" \
    -Dcamber.terminals="$camber_terminals" "${CAMBER_AOT_MAIN:-dev.camber.client.Main}" "$@"
else
  set -- -XX:+UseG1GC -XX:+UseCompactObjectHeaders -Xmx${CAMBER_MAX_HEAP:-512m} -XX:G1PeriodicGCInterval=60000 \
    -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
    -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$camber_classpath" -Dcamber.home="$CAMBER_HOME" -Dcamber.command="${CAMBER_COMMAND_NAME:-camber}" \
    -Dcamber.executable="${CAMBER_EXECUTABLE:-}" dev.camber.app.Main "$@"
fi
# Caches carry the hash of the jars in their name: a stale one would silently run old code.
camber_hash=
[ ! -f "$CAMBER_HOME/lib/$camber_program.hash" ] || read -r camber_hash <"$CAMBER_HOME/lib/$camber_program.hash" || true
camber_aot=$CAMBER_HOME/aot/$camber_program-$camber_hash.aot
if [ -n "${CAMBER_AOT_OUTPUT:-}" ]; then
  set -- -XX:AOTCacheOutput="$CAMBER_AOT_OUTPUT" "$@"
elif [ -f "$camber_aot" ]; then
  set -- -XX:AOTCache="$camber_aot" -Xlog:aot=off -Xlog:cds=off "$@"
fi
# A JVM reads and writes file names by its locale alone, and by ASCII if that is no UTF-8 or not installed. It gets one
# that works; LaunchEnvironment gives what Camber starts the person's own back.
camber_locale=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}
if [ -d /usr/lib/locale/C.utf8 ] || [ -d /usr/lib/locale/C.UTF-8 ]; then
  camber_locale=
fi
case $camber_locale in
  *.[Uu][Tt][Ff]-8* | *.[Uu][Tt][Ff]8*) ;;
  *) export CAMBER_ORIGINAL_LC_ALL="${LC_ALL+=$LC_ALL}" LC_ALL=C.UTF-8 ;;
esac
exec "$CAMBER_JAVA_HOME/bin/java" "$@"
