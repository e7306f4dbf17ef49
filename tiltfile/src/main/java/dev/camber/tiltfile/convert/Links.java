package dev.camber.tiltfile.convert;

import dev.camber.model.manifest.Link;
import dev.camber.model.text.GoUrl;
import dev.camber.model.text.Quoted;
import dev.camber.starlark.Converter;
import dev.camber.starlark.EvalException;
import dev.camber.starlark.Sequence;
import dev.camber.starlark.Starlark;
import dev.camber.starlark.StarlarkNone;
import dev.camber.starlark.StarlarkString;
import dev.camber.starlark.Value;
import dev.camber.tiltfile.value.GoType;
import dev.camber.tiltfile.value.LinkValue;
import java.util.ArrayList;
import java.util.List;

/** Links of resources. Source: spec Tiltfile, section 5.13. */
public final class Links {
  private Links() {}

  /** A link from the text of a URL; without a scheme it means http. */
  public static Link parse(String url, String name) {
    if (url.isEmpty()) {
      throw new EvalException("validating URL \"\": url empty");
    }
    try {
      GoUrl parsed = GoUrl.parse(url);
      return Link.of(parsed.scheme().isEmpty() ? parsed.withScheme("http") : parsed, name);
    } catch (GoUrl.Invalid e) {
      throw new EvalException("validating URL " + Quoted.go(url) + ": " + e.getMessage());
    }
  }

  /** The converter {@code links}. */
  public static final Converter<List<Link>> LINKS =
      value -> {
        List<Link> links = new ArrayList<>();
        switch (value) {
          case StarlarkNone none -> {}
          case StarlarkString string -> links.add(one(string));
          case LinkValue link -> links.add(one(link));
          case Sequence sequence -> Starlark.elements(sequence).forEach(v -> links.add(one(v)));
          default -> links.add(one(value));
        }
        return links;
      };

  private static Link one(Value value) {
    return switch (value) {
      case StarlarkString string -> parse(string.text(), "");
      case LinkValue link -> link.link();
      default ->
          throw new EvalException(
              "`Want a string, a link, or a sequence of these; found "
                  + Starlark.str(value)
                  + " (type: "
                  + GoType.of(value)
                  + ")");
    };
  }
}
