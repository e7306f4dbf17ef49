package dev.camber.tiltfile.load;

import dev.camber.model.ObjectNames;
import dev.camber.model.api.Annotations;
import dev.camber.model.api.ApiObject;
import dev.camber.model.api.ExtensionRepoSpec;
import dev.camber.model.api.ExtensionSpec;
import dev.camber.model.api.Kinds;
import dev.camber.model.api.ObjectMeta;
import dev.camber.starlark.EvalException;
import dev.camber.tiltfile.extension.RepoCheckout;
import dev.camber.tiltfile.extension.RepoCheckouts;
import dev.camber.tiltfile.extension.RepoUnavailable;
import dev.camber.tiltfile.path.GoPath;
import dev.camber.tiltfile.state.LoadState;
import dev.camber.tiltfile.state.Programs;
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
  static String resolve(LoadState state, RepoCheckouts checkouts, String name) {
    String key = ObjectNames.sanitize(name);
    ExtensionSpec extension = extension(state, key, name);
    ExtensionRepoSpec repo = repo(state, extension.repoName());
    String root =
        GoPath.join(directory(state, checkouts, extension.repoName(), repo), repo.gitSubpath());
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

  private static String directory(
      LoadState state, RepoCheckouts checkouts, String name, ExtensionRepoSpec repo) {
    try {
      RepoCheckout checkout = checkouts.get(repo);
      if (checkout.updated() && !checkout.staleReason().isEmpty()) {
        state.warn(
            "extension repo "
                + name
                + ": could not be updated, using the copy from before: "
                + checkout.staleReason());
      }
      return checkout.path();
    } catch (RepoUnavailable e) {
      String said = e.passing() ? "download error: " + e.getMessage() : e.getMessage();
      throw new EvalException("loading extension repo " + name + ": " + said);
    } catch (InterruptedException e) {
      throw Programs.interrupted();
    }
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
