package dev.camber.engine.tiltfile;

import dev.camber.model.api.DisableSource;
import dev.camber.model.api.DockerComposeServiceSpec;
import dev.camber.model.api.KubernetesApplySpec;
import java.util.Optional;

/** Deploy specs with what the engine adds to them. */
final class ApplySpecs {
  private ApplySpecs() {}

  static KubernetesApplySpec withDisableSource(KubernetesApplySpec s, DisableSource source) {
    return new KubernetesApplySpec(
        s.yaml(),
        s.imageMaps(),
        s.imageLocators(),
        s.timeout(),
        s.portForwardTemplateSpec(),
        s.podLogStreamTemplateSpec(),
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
