package dev.camber.tiltfile.load;

import dev.camber.model.ObjectNames;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.api.ExtensionSpec;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the file of an {@code ext://} path. Source: spec Tiltfile, section 4.4. */
final class Extensions {
  private static final String DEFAULT_REPO = "default";
  private static final String DEFAULT_URL = "https://github.com/tilt-dev/tilt-extensions";
  private static final String MANAGED_BY_LOADER = "tiltfile.loader";

  private Extensions() {}

  /** The absolute path of the extension's Tiltfile; its repository is brought here if need be. */
  static String resolve(LoadState state, String name) {
    String key = ObjectNames.sanitize(name);
    ExtensionSpec extension = extension(state, key, name);
    ExtensionRepoSpec repo = repo(state, extension.repoName());
    String directory;
    try {
      directory = ExtensionRepos.materialize(state, extension.repoName(), repo);
    } catch (ExtensionRepos.Unavailable e) {
      throw new EvalException(
          "loading extension repo " + extension.repoName() + ": " + e.getMessage());
    }
    String root = GoPath.join(directory, repo.gitSubpath());
    String path = GoPath.join(root, extension.repoPath(), "Tiltfile");
    if (!GoPath.isChild(root, path)) {
      throw new EvalException(
          "loading extension " + key + ": invalid repo path: " + extension.repoPath());
    }
    if (state.file(path).filter(Files::exists).isEmpty()) {
      throw new EvalException(
          "loading extension " + key + ": no extension tiltfile found at " + path);
    }
    return path;
  }

  private static ExtensionSpec extension(LoadState state, String key, String name) {
    Optional<ApiObject<?, ?>> known = state.objects().find(Kinds.EXTENSION, key);
    if (known.isPresent()) {
      state.objects().annotate(Kinds.EXTENSION, key, Annotations.MANAGED_BY, MANAGED_BY_LOADER);
      return (ExtensionSpec) known.get().spec();
    }
    ExtensionSpec spec = byLoadHost(state, name);
    state
        .objects()
        .add(
            Kinds.EXTENSION.object(
                ObjectMeta.named(key)
                    .withAnnotations(Map.of(Annotations.MANAGED_BY, MANAGED_BY_LOADER)),
                spec));
    return spec;
  }

  private static ExtensionSpec byLoadHost(LoadState state, String name) {
    int slash = name.indexOf('/');
    if (slash >= 0) {
      String host = name.substring(0, slash);
      for (ApiObject<?, ?> repo : state.objects().ofKind(Kinds.EXTENSION_REPO)) {
        if (((ExtensionRepoSpec) repo.spec()).loadHost().equals(host)) {
          return new ExtensionSpec(repo.name(), name.substring(slash + 1), List.of());
        }
      }
    }
    return new ExtensionSpec(DEFAULT_REPO, name, List.of());
  }

  private static ExtensionRepoSpec repo(LoadState state, String name) {
    Optional<ApiObject<?, ?>> known = state.objects().find(Kinds.EXTENSION_REPO, name);
    if (known.isPresent()) {
      return (ExtensionRepoSpec) known.get().spec();
    }
    ExtensionRepoSpec spec = new ExtensionRepoSpec(DEFAULT_URL, "", "", "");
    state.objects().add(Kinds.EXTENSION_REPO.object(ObjectMeta.named(name), spec));
    return spec;
  }
}
