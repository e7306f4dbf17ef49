package dev.camber.model.api;

/**
 * Well-known annotation keys and values. Source: spec CLI and API, section 8.4; engine, section
 * 1.4.
 */
public final class Annotations {
  public static final String RESOURCE = "tilt.dev/resource";
  public static final String TARGET_ID = "tilt.dev/target-id";
  public static final String MANAGED_BY = "tilt.dev/managed-by";
  public static final String LOG_SPAN_ID = "tilt.dev/log-span-id";
  public static final String UPDATE_MODE = "tilt.dev/update-mode";
  public static final String OWNER_NAME = "tilt.dev/owner-name";
  public static final String OWNER_KIND = "tilt.dev/owner-kind";
  public static final String UI_BUTTON_TYPE = "tilt.dev/uibutton-type";
  public static final String UI_BUTTON_SPEC_HASH = "uibuttonspec-hash";

  public static final String MANAGED_BY_BUILD_CONTROL = "buildcontrol";
  public static final String MANAGED_BY_LOCAL_RESOURCE = "local_resource";
  public static final String MANAGED_BY_CMD_IMAGE = "cmd_image";

  private Annotations() {}
}
