package dev.camber.compose;

import static dev.camber.compose.Shape.BOOL;
import static dev.camber.compose.Shape.BYTES;
import static dev.camber.compose.Shape.COUNT;
import static dev.camber.compose.Shape.DURATION;
import static dev.camber.compose.Shape.FLAG;
import static dev.camber.compose.Shape.FLOAT;
import static dev.camber.compose.Shape.INT;
import static dev.camber.compose.Shape.INT_OR_ALL;
import static dev.camber.compose.Shape.MODE;
import static dev.camber.compose.Shape.SPAN;
import static dev.camber.compose.Shape.STRING;
import static dev.camber.compose.Shape.TEXT;
import static dev.camber.compose.Shape.UNLESS;
import static dev.camber.compose.Shape.VALUE;
import static dev.camber.compose.Shape.WORD;
import static dev.camber.compose.Shape.kept;
import static dev.camber.compose.Shape.list;
import static dev.camber.compose.Shape.map;
import static dev.camber.compose.Shape.mappingOr;
import static dev.camber.compose.Shape.struct;
import static dev.camber.compose.Shape.whole;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a service in the long form, in the order in which the Compose model prints them.
 * Source: spec Tiltfile, section 7.10 (ServiceYAML).
 */
final class ServiceModel {
  private ServiceModel() {}

  private static final Shape STRINGS = list(STRING);
  private static final Shape TEXTS = list(TEXT);
  private static final Shape PAIRS = map(VALUE);

  private static final Shape FILE_REFERENCES =
      list(
          struct(
              fields("source", STRING, "target", STRING, "uid", TEXT, "gid", TEXT, "mode", MODE)));

  private static final Shape ULIMITS =
      map(mappingOr(struct(fields("single", INT, "soft", INT, "hard", INT)), COUNT));

  private static final Shape DEVICE_REQUESTS =
      list(
          struct(
              fields(
                  "capabilities", STRINGS,
                  "driver", STRING,
                  "count", INT_OR_ALL,
                  "device_ids", STRINGS,
                  "options", PAIRS)));

  private static final Shape HOOK =
      struct(
          fields(
              "command", STRINGS,
              "user", TEXT,
              "privileged", BOOL,
              "working_dir", STRING,
              "environment", PAIRS));

  private static final Shape BUILD =
      kept(
          fields(
              "context", STRING,
              "dockerfile", STRING,
              "dockerfile_inline", STRING,
              "entitlements", STRINGS,
              "args", PAIRS,
              "provenance", VALUE,
              "sbom", VALUE,
              "ssh", STRINGS,
              "labels", PAIRS,
              "cache_from", STRINGS,
              "cache_to", STRINGS,
              "no_cache", BOOL,
              "no_cache_filter", STRINGS,
              "additional_contexts", PAIRS,
              "pull", BOOL,
              "extra_hosts", STRINGS,
              "isolation", STRING,
              "network", STRING,
              "target", STRING,
              "secrets", FILE_REFERENCES,
              "shm_size", BYTES,
              "tags", STRINGS,
              "ulimits", ULIMITS,
              "platforms", STRINGS,
              "privileged", BOOL));

  private static final Shape DEVELOP =
      kept(
          fields(
              "watch",
              list(
                  struct(
                      fields(
                          "path", STRING,
                          "action", STRING,
                          "target", STRING,
                          "exec", HOOK,
                          "include", STRINGS,
                          "ignore", STRINGS,
                          "initial_sync", BOOL)))));

  private static final Shape UPDATE =
      kept(
          fields(
              "parallelism", COUNT,
              "delay", DURATION,
              "failure_action", STRING,
              "monitor", DURATION,
              "max_failure_ratio", FLOAT,
              "order", STRING));

  private static final Shape RESOURCE =
      kept(
          fields(
              "cpus", FLOAT,
              "memory", BYTES,
              "pids", INT,
              "devices", DEVICE_REQUESTS,
              "generic_resources",
                  list(
                      struct(
                          fields(
                              "discrete_resource_spec",
                              struct(fields("kind", STRING, "value", COUNT)))))));

  private static final Shape DEPLOY =
      kept(
          fields(
              "mode", STRING,
              "replicas", COUNT,
              "labels", PAIRS,
              "update_config", UPDATE,
              "rollback_config", UPDATE,
              "resources", struct(fields("limits", RESOURCE, "reservations", RESOURCE)),
              "restart_policy",
                  kept(
                      fields(
                          "condition", STRING,
                          "delay", SPAN,
                          "max_attempts", COUNT,
                          "window", SPAN)),
              "placement",
                  struct(
                      fields(
                          "constraints", STRINGS,
                          "preferences", list(struct(fields("spread", STRING))),
                          "max_replicas_per_node", INT)),
              "endpoint_mode", STRING));

  private static final Shape THROTTLES = list(struct(fields("path", STRING, "rate", BYTES)));

  private static final Shape BLKIO =
      kept(
          fields(
              "weight", INT,
              "weight_device", list(struct(fields("path", STRING, "weight", INT))),
              "device_read_bps", THROTTLES,
              "device_read_iops", THROTTLES,
              "device_write_bps", THROTTLES,
              "device_write_iops", THROTTLES));

  private static final Shape HEALTHCHECK =
      kept(
          fields(
              "test", STRINGS,
              "timeout", SPAN,
              "interval", SPAN,
              "retries", COUNT,
              "start_period", SPAN,
              "start_interval", SPAN,
              "disable", BOOL));

  private static final Shape NETWORKS =
      map(
          kept(
              fields(
                  "aliases", STRINGS,
                  "driver_opts", PAIRS,
                  "gw_priority", INT,
                  "interface_name", STRING,
                  "ipv4_address", STRING,
                  "ipv6_address", STRING,
                  "link_local_ips", STRINGS,
                  "mac_address", STRING,
                  "priority", INT)));

  private static final Shape PORTS =
      list(
          struct(
              fields(
                  "name", STRING,
                  "mode", STRING,
                  "host_ip", STRING,
                  "target", INT,
                  "published", TEXT,
                  "protocol", STRING,
                  "app_protocol", STRING)));

  private static final Shape VOLUMES =
      list(
          struct(
              fields(
                  "type", STRING,
                  "source", STRING,
                  "target", STRING,
                  "read_only", BOOL,
                  "consistency", STRING,
                  "bind",
                      kept(
                          fields(
                              "selinux", STRING,
                              "propagation", STRING,
                              "create_host_path", UNLESS,
                              "recursive", STRING)),
                  "volume", kept(fields("labels", PAIRS, "nocopy", BOOL, "subpath", STRING)),
                  "tmpfs", kept(fields("size", BYTES, "mode", INT)),
                  "image", kept(fields("subpath", STRING)))));

  /** A service. */
  static final Shape SERVICE =
      kept(
          fields(
              "profiles", STRINGS,
              "annotations", PAIRS,
              "attach", FLAG,
              "build", BUILD,
              "develop", DEVELOP,
              "blkio_config", BLKIO,
              "cap_add", STRINGS,
              "cap_drop", STRINGS,
              "cgroup_parent", STRING,
              "cgroup", STRING,
              "cpu_count", INT,
              "cpu_percent", FLOAT,
              "cpu_period", INT,
              "cpu_quota", INT,
              "cpu_rt_period", INT,
              "cpu_rt_runtime", INT,
              "cpus", FLOAT,
              "cpuset", STRING,
              "cpu_shares", INT,
              "command", whole(STRING),
              "configs", FILE_REFERENCES,
              "container_name", STRING,
              "credential_spec", kept(fields("config", STRING, "file", STRING, "registry", STRING)),
              "depends_on",
                  map(kept(fields("condition", STRING, "restart", BOOL, "required", FLAG))),
              "deploy", DEPLOY,
              "device_cgroup_rules", STRINGS,
              "devices",
                  list(struct(fields("source", STRING, "target", STRING, "permissions", STRING))),
              "dns", STRINGS,
              "dns_opt", STRINGS,
              "dns_search", STRINGS,
              "domainname", STRING,
              "entrypoint", whole(STRING),
              "environment", PAIRS,
              "env_file",
                  list(struct(fields("path", STRING, "required", UNLESS, "format", STRING))),
              "expose", TEXTS,
              "external_links", STRINGS,
              "extra_hosts", STRINGS,
              "group_add", TEXTS,
              "gpus", DEVICE_REQUESTS,
              "hostname", STRING,
              "healthcheck", HEALTHCHECK,
              "image", STRING,
              "init", FLAG,
              "ipc", STRING,
              "isolation", STRING,
              "labels", PAIRS,
              "label_file", STRINGS,
              "links", STRINGS,
              "logging", kept(fields("driver", STRING, "options", map(WORD))),
              "mem_limit", BYTES,
              "mem_reservation", BYTES,
              "memswap_limit", BYTES,
              "mem_swappiness", BYTES,
              "mac_address", STRING,
              "network_mode", STRING,
              "networks", NETWORKS,
              "oom_kill_disable", BOOL,
              "oom_score_adj", INT,
              "pid", STRING,
              "pids_limit", INT,
              "platform", STRING,
              "ports", PORTS,
              "privileged", BOOL,
              "pull_policy", STRING,
              "read_only", BOOL,
              "restart", STRING,
              "runtime", STRING,
              "scale", COUNT,
              "secrets", FILE_REFERENCES,
              "security_opt", STRINGS,
              "shm_size", BYTES,
              "stdin_open", BOOL,
              "stop_grace_period", SPAN,
              "stop_signal", STRING,
              "storage_opt", map(WORD),
              "sysctls", PAIRS,
              "tmpfs", STRINGS,
              "tty", BOOL,
              "ulimits", ULIMITS,
              "use_api_socket", BOOL,
              "user", STRING,
              "userns_mode", STRING,
              "uts", STRING,
              "volumes", VOLUMES,
              "volumes_from", STRINGS,
              "working_dir", STRING,
              "post_start", list(HOOK),
              "pre_stop", list(HOOK)));

  /** Names and shapes in turn. */
  private static Map<String, Shape> fields(Object... namesAndShapes) {
    Map<String, Shape> out = new LinkedHashMap<>();
    for (int i = 0; i < namesAndShapes.length; i += 2) {
      out.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
    }
    return out;
  }
}
