package dev.camber.model.jsonpath;

import dev.camber.model.json.Json;
import dev.camber.model.json.JsonBool;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonString;

/** Comparisons of basic values of one kind, as filters make them. Stateless. */
final class Comparison {
  private Comparison() {}

  static boolean holds(Json left, String operator, Json right) throws JsonPathException {
    int order = order(left, right, operator);
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case ">" -> order > 0;
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      default -> throw new JsonPathException("unrecognized filter operator " + operator);
    };
  }

  private static int order(Json left, Json right, String operator) throws JsonPathException {
    if (left instanceof JsonString l && right instanceof JsonString r) {
      return l.value().compareTo(r.value());
    }
    if (left instanceof JsonNumber l
        && right instanceof JsonNumber r
        && l.isIntegerLiteral() == r.isIntegerLiteral()) {
      return Double.compare(l.doubleValue(), r.doubleValue());
    }
    if (left instanceof JsonBool l && right instanceof JsonBool r) {
      if (!operator.equals("==") && !operator.equals("!=")) {
        throw new JsonPathException("invalid type for comparison");
      }
      return Boolean.compare(l.value(), r.value());
    }
    throw new JsonPathException(
        basic(left) && basic(right)
            ? "incompatible types for comparison"
            : "invalid type for comparison");
  }

  private static boolean basic(Json value) {
    return value instanceof JsonString || value instanceof JsonNumber || value instanceof JsonBool;
  }
}
