package dev.camber.tiltfile.builtin.object;

import dev.camber.tiltfile.builtin.object.Shape.ListOf;
import dev.camber.tiltfile.builtin.object.Shape.Nested;
import dev.camber.tiltfile.builtin.object.Shape.Refused;
import dev.camber.tiltfile.builtin.object.Shape.Scalar;
import java.util.List;

/** The nested values of {@code v1alpha1}. Source: spec Tiltfile, section 5.14. */
final class Shapes {
  static final Shape CONFIG_MAP_DISABLE_SOURCE =
      Shape.named("config_map_disable_source")
          .field("name", Scalar.STRING)
          .field("key", Scalar.STRING)
          .build();
  static final Shape DISABLE_SOURCE =
      Shape.named("disable_source")
          .field("config_map", new Nested(CONFIG_MAP_DISABLE_SOURCE))
          .field("every_config_map", new ListOf(CONFIG_MAP_DISABLE_SOURCE))
          .build();
  static final Shape EXEC_ACTION =
      Shape.named("exec_action").field("command", Scalar.STRINGS).build();
  static final Shape FORWARD =
      Shape.named("forward")
          .field("local_port", Scalar.INT)
          .field("container_port", Scalar.INT)
          .field("host", Scalar.STRING)
          .field("name", Scalar.STRING)
          .field("path", Scalar.STRING)
          .build();
  static final Shape HTTP_HEADER =
      Shape.named("http_header").field("name", Scalar.STRING).field("value", Scalar.STRING).build();
  static final Shape HTTP_GET_ACTION =
      Shape.named("http_get_action")
          .field("path", Scalar.STRING)
          .field("port", Scalar.INT)
          .field("host", Scalar.STRING)
          .field("scheme", Scalar.STRING)
          .field("http_headers", "httpHeaders", new ListOf(HTTP_HEADER))
          .build();
  static final Shape TCP_SOCKET_ACTION =
      Shape.named("tcp_socket_action")
          .field("port", Scalar.INT)
          .field("host", Scalar.STRING)
          .build();
  static final Shape HANDLER =
      Shape.named("handler")
          .field("exec", new Nested(EXEC_ACTION))
          .field("http_get", new Nested(HTTP_GET_ACTION))
          .field("tcp_socket", new Nested(TCP_SOCKET_ACTION))
          .build();
  static final Shape IGNORE_DEF =
      Shape.named("ignore_def")
          .field("base_path", Scalar.PATH)
          .field("patterns", Scalar.STRINGS)
          .build();
  static final Shape KUBERNETES_APPLY_CMD =
      Shape.named("kubernetes_apply_cmd")
          .field("args", Scalar.STRINGS)
          .field("dir", Scalar.PATH)
          .field("env", Scalar.STRINGS)
          .build();
  static final Shape LABEL_SELECTOR_REQUIREMENT =
      Shape.named("label_selector_requirement")
          .field("key", Scalar.STRING)
          .field("operator", Scalar.STRING)
          .field("values", Scalar.STRINGS)
          .build();
  static final Shape LABEL_SELECTOR =
      Shape.named("label_selector")
          .field("match_labels", Scalar.STRING_MAP)
          .field("match_expressions", new ListOf(LABEL_SELECTOR_REQUIREMENT))
          .build();
  static final Shape KUBERNETES_DISCOVERY_TEMPLATE_SPEC =
      Shape.named("kubernetes_discovery_template_spec")
          .field("extra_selectors", new ListOf(LABEL_SELECTOR))
          .build();
  static final Shape OBJECT_SELECTOR =
      Shape.named("object_selector")
          .field("api_version_regexp", "apiVersionRegexp", Scalar.STRING)
          .field("kind_regexp", Scalar.STRING)
          .field("name_regexp", Scalar.STRING)
          .field("namespace_regexp", Scalar.STRING)
          .build();
  static final Shape KUBERNETES_IMAGE_OBJECT_DESCRIPTOR =
      Shape.named("kubernetes_image_object_descriptor")
          .field("repo_field", Scalar.STRING)
          .field("tag_field", Scalar.STRING)
          .build();
  static final Shape KUBERNETES_IMAGE_LOCATOR =
      Shape.named("kubernetes_image_locator")
          .field("object_selector", new Nested(OBJECT_SELECTOR))
          .field("path", Scalar.STRING)
          .field("object", new Nested(KUBERNETES_IMAGE_OBJECT_DESCRIPTOR))
          .build();
  static final Shape KUBERNETES_WATCH_REF =
      Shape.named("kubernetes_watch_ref")
          .field("uid", Scalar.STRING)
          .field("namespace", Scalar.STRING)
          .field("name", Scalar.STRING)
          .build();
  static final Shape POD_LOG_STREAM_TEMPLATE_SPEC =
      Shape.named("pod_log_stream_template_spec")
          .field("since_time", new Refused())
          .field("only_containers", Scalar.STRINGS)
          .field("ignore_containers", Scalar.STRINGS)
          .build();
  static final Shape PORT_FORWARD_TEMPLATE_SPEC =
      Shape.named("port_forward_template_spec").field("forwards", new ListOf(FORWARD)).build();

  /** As its constructor has it; the handler can only be given inlined in a dict. */
  static final Shape PROBE =
      Shape.named("probe")
          .field("handler", new Refused())
          .field("initial_delay_seconds", Scalar.INT)
          .field("timeout_seconds", Scalar.INT)
          .field("period_seconds", Scalar.INT)
          .field("success_threshold", Scalar.INT)
          .field("failure_threshold", Scalar.INT)
          .build();

  /** As a dict may have it. */
  static final Shape PROBE_DICT =
      Shape.named("probe")
          .field("initial_delay_seconds", Scalar.INT)
          .field("timeout_seconds", Scalar.INT)
          .field("period_seconds", Scalar.INT)
          .field("success_threshold", Scalar.INT)
          .field("failure_threshold", Scalar.INT)
          .field("exec", new Nested(EXEC_ACTION))
          .field("http_get", new Nested(HTTP_GET_ACTION))
          .field("tcp_socket", new Nested(TCP_SOCKET_ACTION))
          .build();

  static final Shape RESTART_ON_SPEC =
      Shape.named("restart_on_spec")
          .field("file_watches", Scalar.STRINGS)
          .field("ui_buttons", Scalar.STRINGS)
          .build();
  static final Shape START_ON_SPEC =
      Shape.named("start_on_spec")
          .field("start_after", new Refused())
          .field("ui_buttons", Scalar.STRINGS)
          .build();
  static final Shape UI_BOOL_INPUT_SPEC =
      Shape.named("ui_bool_input_spec")
          .field("default_value", Scalar.BOOL)
          .field("true_string", Scalar.STRING)
          .field("false_string", Scalar.STRING)
          .build();
  static final Shape UI_CHOICE_INPUT_SPEC =
      Shape.named("ui_choice_input_spec").field("choices", Scalar.STRINGS).build();
  static final Shape UI_COMPONENT_LOCATION =
      Shape.named("ui_component_location")
          .field("component_id", "componentID", Scalar.STRING)
          .field("component_type", Scalar.STRING)
          .build();
  static final Shape UI_HIDDEN_INPUT_SPEC =
      Shape.named("ui_hidden_input_spec").field("value", Scalar.STRING).build();
  static final Shape UI_TEXT_INPUT_SPEC =
      Shape.named("ui_text_input_spec")
          .field("default_value", Scalar.STRING)
          .field("placeholder", Scalar.STRING)
          .build();
  static final Shape UI_INPUT_SPEC =
      Shape.named("ui_input_spec")
          .field("name", Scalar.STRING)
          .field("label", Scalar.STRING)
          .field("text", new Nested(UI_TEXT_INPUT_SPEC))
          .field("bool", new Nested(UI_BOOL_INPUT_SPEC))
          .field("hidden", new Nested(UI_HIDDEN_INPUT_SPEC))
          .field("choice", new Nested(UI_CHOICE_INPUT_SPEC))
          .build();

  /** Those with a constructor of their own. */
  static final List<Shape> CONSTRUCTORS =
      List.of(
          CONFIG_MAP_DISABLE_SOURCE,
          DISABLE_SOURCE,
          EXEC_ACTION,
          FORWARD,
          HTTP_GET_ACTION,
          HTTP_HEADER,
          HANDLER,
          IGNORE_DEF,
          KUBERNETES_APPLY_CMD,
          KUBERNETES_DISCOVERY_TEMPLATE_SPEC,
          KUBERNETES_IMAGE_LOCATOR,
          KUBERNETES_IMAGE_OBJECT_DESCRIPTOR,
          KUBERNETES_WATCH_REF,
          LABEL_SELECTOR,
          LABEL_SELECTOR_REQUIREMENT,
          OBJECT_SELECTOR,
          POD_LOG_STREAM_TEMPLATE_SPEC,
          PORT_FORWARD_TEMPLATE_SPEC,
          PROBE,
          RESTART_ON_SPEC,
          START_ON_SPEC,
          TCP_SOCKET_ACTION,
          UI_BOOL_INPUT_SPEC,
          UI_CHOICE_INPUT_SPEC,
          UI_COMPONENT_LOCATION,
          UI_HIDDEN_INPUT_SPEC,
          UI_INPUT_SPEC,
          UI_TEXT_INPUT_SPEC);

  private Shapes() {}
}
