package dev.camber.bench;

/** Texts of generated projects. */
final class Generated {
  private Generated() {}

  /** A deployment that sleeps. */
  static String deployment(String name, String image, String command) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, labels: {app: %1$s}}
        spec:
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              terminationGracePeriodSeconds: 0
              containers:
              - name: main
                image: %2$s
                imagePullPolicy: IfNotPresent
                command: [sh, -c, '%3$s']
        ---
        """
        .formatted(name, image, command);
  }

  static String sleepers(String prefix, int count) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < count; i++) {
      yaml.append(deployment(prefix + i, "busybox", "sleep 1000000"));
    }
    return yaml.toString();
  }

  static String locals(int count) {
    return "for i in range(" + count + "):\n"
        + "    local_resource('local-%d' % i, 'true', deps=['src/%d' % (i % 20)], allow_parallel=True)\n";
  }
}
