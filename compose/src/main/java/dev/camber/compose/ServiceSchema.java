package dev.camber.compose;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonArray;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonObject;
import dev.camber.model.json.JsonString;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be written at the fields of a service, in whatever form, where the long form no longer
 * shows it. What is refused here is left to the Compose program, which says what is wrong.
 * Stateless.
 */
final class ServiceSchema {
  /** What a value may be. */
  @FunctionalInterface
  private interface Rule {
    boolean accepts(Json value);

    default Rule and(Rule other) {
      return value -> accepts(value) && other.accepts(value);
    }

    default Rule or(Rule other) {
      return value -> accepts(value) || other.accepts(value);
    }
  }

  private static final Rule STRING = value -> value instanceof JsonString;
  private static final Rule NULL = value -> value instanceof JsonNull;
  private static final Rule BOOL = value -> value instanceof JsonBool;
  private static final Rule NUMBER = value -> value instanceof JsonNumber;
  private static final Rule SWITCH = STRING.or(BOOL);
  private static final Rule AMOUNT = STRING.or(NUMBER);
  private static final Rule STRINGS = list(STRING, false);
  private static final Rule NAMES = list(STRING, true);
  private static final Rule ONE_OR_MORE = STRING.or(STRINGS);
  private static final Rule COMMAND = NULL.or(STRING).or(STRINGS);
  private static final Rule PAIRS =
      map(STRING.or(NUMBER).or(BOOL).or(NULL), Pattern.compile(".+")).or(STRINGS);
  private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9._-]+$");
  private static final Rule ANY = value -> true;

  private static final Rule HOOKS =
      list(
          object(
              Set.of("command"),
              Map.of(
                  "command", COMMAND,
                  "user", STRING,
                  "privileged", SWITCH,
                  "working_dir", STRING,
                  "environment", PAIRS)),
          false);

  private static final Rule ULIMITS =
      map(
          AMOUNT.or(object(Set.of("soft", "hard"), Map.of("soft", AMOUNT, "hard", AMOUNT))),
          Pattern.compile("^[a-z]+$"));

  private static final Rule BUILD =
      STRING.or(
          object(
              Set.of(),
              fields(
                  "context", STRING,
                  "dockerfile", STRING,
                  "dockerfile_inline", STRING,
                  "entitlements", STRINGS,
                  "args", PAIRS,
                  "ssh", PAIRS,
                  "labels", PAIRS,
                  "cache_from", STRINGS,
                  "cache_to", STRINGS,
                  "no_cache", SWITCH,
                  "no_cache_filter", ONE_OR_MORE,
                  "additional_contexts", PAIRS,
                  "network", STRING,
                  "provenance", SWITCH,
                  "sbom", SWITCH,
                  "pull", SWITCH,
                  "target", STRING,
                  "shm_size", AMOUNT,
                  "extra_hosts", ANY,
                  "isolation", STRING,
                  "privileged", SWITCH,
                  "secrets", ANY,
                  "tags", STRINGS,
                  "ulimits", ULIMITS,
                  "platforms", STRINGS)));

  private static final Rule DEPENDENCIES =
      NAMES.or(
          map(
              object(
                  Set.of("condition"),
                  Map.of(
                      "restart",
                      SWITCH,
                      "required",
                      BOOL,
                      "condition",
                      oneOf(
                          "service_started", "service_healthy", "service_completed_successfully"))),
              NAME));

  private static final Rule DEVELOP =
      NULL.or(
          object(
              Set.of(),
              Map.of(
                  "watch",
                  list(
                      object(
                          Set.of("path", "action"),
                          fields(
                              "ignore", ONE_OR_MORE,
                              "include", ONE_OR_MORE,
                              "path", STRING,
                              "action",
                                  oneOf("rebuild", "sync", "restart", "sync+restart", "sync+exec"),
                              "target", STRING,
                              "exec", ANY,
                              "initial_sync", BOOL)),
                      false))));

  private static final Rule HEALTHCHECK =
      object(
          Set.of(),
          fields(
              "disable", SWITCH,
              "interval", STRING,
              "retries", AMOUNT,
              "test", STRING.or(STRINGS),
              "timeout", STRING,
              "start_period", STRING,
              "start_interval", STRING));

  private static final Map<String, Rule> FIELDS =
      fields(
          "annotations", PAIRS,
          "attach", SWITCH,
          "build", BUILD,
          "cap_add", STRINGS,
          "cap_drop", STRINGS,
          "cgroup", oneOf("host", "private"),
          "cgroup_parent", STRING,
          "command", COMMAND,
          "container_name", matching("[a-zA-Z0-9][a-zA-Z0-9_.-]+"),
          "cpu_count", AMOUNT,
          "cpu_percent", STRING.or(NUMBER.and(v -> !v.compact().contains("."))),
          "cpuset", STRING,
          "depends_on", DEPENDENCIES,
          "develop", DEVELOP,
          "device_cgroup_rules", NAMES,
          "dns", ONE_OR_MORE,
          "dns_opt", STRINGS,
          "dns_search", ONE_OR_MORE,
          "domainname", STRING,
          "entrypoint", COMMAND,
          "environment", PAIRS,
          "external_links", NAMES,
          "group_add", list(AMOUNT, true),
          "healthcheck", HEALTHCHECK,
          "hostname", STRING,
          "image", STRING,
          "init", SWITCH,
          "ipc", STRING,
          "isolation", STRING,
          "labels", PAIRS,
          "label_file", ONE_OR_MORE,
          "links", STRINGS,
          "mac_address", STRING,
          "mem_reservation", AMOUNT,
          "network_mode", STRING,
          "networks", NAMES.or(map(ANY, NAME)),
          "oom_kill_disable", SWITCH,
          "pid", STRING.or(NULL),
          "platform", STRING,
          "post_start", HOOKS,
          "pre_stop", HOOKS,
          "privileged", SWITCH,
          "profiles", STRINGS,
          "pull_policy",
              matching(
                  "always|never|build|if_not_present|missing|refresh|daily|weekly"
                      + "|every_([0-9]+[wdhms])+"),
          "read_only", SWITCH,
          "restart", STRING,
          "runtime", STRING,
          "scale", AMOUNT,
          "security_opt", NAMES,
          "stdin_open", SWITCH,
          "stop_grace_period", STRING,
          "stop_signal", STRING,
          "storage_opt", map(ANY, Pattern.compile("")),
          "sysctls", PAIRS,
          "tmpfs", ONE_OR_MORE,
          "tty", SWITCH,
          "ulimits", ULIMITS,
          "use_api_socket", BOOL,
          "user", STRING,
          "userns_mode", STRING,
          "uts", STRING,
          "volumes_from", NAMES,
          "working_dir", STRING);

  private ServiceSchema() {}

  /**
   * Checks a service as it is written, variables replaced.
   *
   * @throws Unreadable if a field has what it must not have
   */
  static void check(String path, JsonObject service) {
    FIELDS.forEach((name, rule) ->
        service
            .get(name)
            .filter(value -> !rule.accepts(value))
            .ifPresent(value -> {
              throw Unreadable.invalid(path + "." + name, "is not what it may be");
            }));
  }

  private static Rule list(Rule item, boolean unique) {
    return value ->
        value instanceof JsonArray array
            && array.items().stream().allMatch(item::accepts)
            && (!unique || new HashSet<>(array.items()).size() == array.size());
  }

  private static Rule map(Rule item, Pattern names) {
    return value ->
        value instanceof JsonObject object
            && object.members().keySet().stream().allMatch(n -> names.matcher(n).find())
            && object.members().values().stream().allMatch(item::accepts);
  }

  private static Rule object(Set<String> required, Map<String, Rule> fields) {
    return value ->
        value instanceof JsonObject object
            && object.members().keySet().containsAll(required)
            && object.members().entrySet().stream()
                .allMatch(member ->
                    member.getKey().startsWith("x-")
                        || fields.containsKey(member.getKey())
                            && fields.get(member.getKey()).accepts(member.getValue()));
  }

  private static Rule oneOf(String... values) {
    Set<String> known = Set.copyOf(List.of(values));
    return value -> value instanceof JsonString text && known.contains(text.value());
  }

  /** Like the schema's patterns, which any part of the text may match. */
  private static Rule matching(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return value -> value instanceof JsonString text && pattern.matcher(text.value()).find();
  }

  /** Names and rules in turn. */
  private static Map<String, Rule> fields(Object... namesAndRules) {
    Map<String, Rule> out = new LinkedHashMap<>();
    for (int i = 0; i < namesAndRules.length; i += 2) {
      out.put((String) namesAndRules[i], (Rule) namesAndRules[i + 1]);
    }
    return out;
  }
}
