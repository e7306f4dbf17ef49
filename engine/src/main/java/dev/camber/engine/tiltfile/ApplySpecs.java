package dev.camber.engine.tiltfile;

import dev.camber.model.api.DisableSource;
import dev.camber.model.api.DockerComposeServiceSpec;
import dev.camber.model.api.KubernetesApplySpec;
import dev.camber.model.api.PodLogStreamTemplate;
import dev.camber.model.codec.Time;
import java.util.Optional;

/** Deploy specs with what the engine adds to them. */
final class ApplySpecs {
  private ApplySpecs() {}

  /**
   * @param since from when on logs of its pods are of interest
   */
  static KubernetesApplySpec complete(KubernetesApplySpec s, DisableSource source, Time since) {
    return new KubernetesApplySpec(
        s.yaml(),
        s.imageMaps(),
        s.imageLocators(),
        s.timeout(),
        s.portForwardTemplateSpec(),
        s.podLogStreamTemplateSpec()
            .map(t ->
                new PodLogStreamTemplate(
                    t.sinceTime().or(() -> Optional.of(since)),
                    t.onlyContainers(),
                    t.ignoreContainers())),
        s.kubernetesDiscoveryTemplateSpec(),
        s.discoveryStrategy(),
        s.applyCmd(),
        s.deleteCmd(),
        s.restartOn(),
        Optional.of(source),
        s.cluster().isEmpty() ? "default" : s.cluster(),
        s.serverSideApply());
  }

  static DockerComposeServiceSpec withDisableSource(
      DockerComposeServiceSpec s, DisableSource source) {
    return new DockerComposeServiceSpec(
        s.service(), s.project(), s.imageMaps(), Optional.of(source));
  }
}
