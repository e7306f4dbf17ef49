package dev.camber.starlark.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks and binds the parameters of one function: ordinary ones first, then {@code *args}, then
 * {@code **kwargs}, which is the order of their slots.
 */
final class ParameterResolver {
  private final Resolver names;
  private @Nullable Parameter star;
  private @Nullable Parameter starStar;
  private boolean seenOptional;
  private boolean seenKeywordOnly;

  ParameterResolver(Resolver names) {
    this.names = names;
  }

  void resolve(List<Parameter> parameters) {
    for (Parameter p : parameters) {
      switch (p.kind()) {
        case PLAIN -> plain(p);
        case OPTIONAL -> optional(p);
        case STAR -> star(p);
        case STAR_STAR -> starStar(p);
      }
    }
    Parameter rest = star;
    if (rest != null) {
      if (rest.name() != null) {
        bind(rest.name(), rest.name().start());
      } else if (!seenKeywordOnly) {
        names.error(rest.start(), "bare * must be followed by keyword-only parameters");
      }
    }
    Parameter keywords = starStar;
    if (keywords != null && keywords.name() != null) {
      bind(keywords.name(), keywords.name().start());
    }
  }

  private void bind(@Nullable Identifier name, int offset) {
    if (name != null && names.bind(name)) {
      names.error(offset, "duplicate parameter: " + name.name());
    }
  }

  private static String nameOf(Parameter p) {
    return p.name() == null ? "" : p.name().name();
  }

  private void plain(Parameter p) {
    if (starStar != null) {
      names.error(p.start(), "required parameter may not follow **" + nameOf(starStar));
    } else if (star != null) {
      seenKeywordOnly = true;
    } else if (seenOptional) {
      names.error(p.start(), "required parameter may not follow optional");
    }
    bind(p.name(), p.start());
  }

  private void optional(Parameter p) {
    if (starStar != null) {
      names.error(p.operatorOffset(), "optional parameter may not follow **" + nameOf(starStar));
    } else if (star != null) {
      seenKeywordOnly = true;
    }
    bind(p.name(), p.operatorOffset());
    seenOptional = true;
  }

  private void star(Parameter p) {
    if (starStar != null) {
      names.error(p.operatorOffset(), "* parameter may not follow **" + nameOf(starStar));
    } else if (star != null) {
      names.error(p.operatorOffset(), "multiple * parameters not allowed");
    } else {
      star = p;
    }
  }

  private void starStar(Parameter p) {
    if (starStar != null) {
      names.error(p.operatorOffset(), "multiple ** parameters not allowed");
    }
    starStar = p;
  }
}
