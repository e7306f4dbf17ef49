package dev.camber.model.json;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON text into trees. Stateless. */
public final class JsonReader {
  // Depth is bounded so that hostile input ends in a message instead of a stack overflow.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(100_000)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private JsonReader() {}

  /** Reads exactly one document; anything but white space after it is an error. */
  public static Json read(String text) throws JsonSyntaxException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return readOnly(parser);
    } catch (JacksonException e) {
      throw syntax(e);
    }
  }

  /** Reads exactly one document from UTF-8 bytes. */
  public static Json read(byte[] utf8) throws JsonSyntaxException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
      return readOnly(parser);
    } catch (JacksonException e) {
      throw syntax(e);
    }
  }

  /** A reader of a stream of documents, such as a watch; not thread-safe. */
  public static Documents documents(InputStream in) {
    return new Documents(in);
  }

  private static Json readOnly(JsonParser parser) throws JsonSyntaxException {
    if (parser.nextToken() == null) {
      throw new JsonSyntaxException("unexpected end of JSON input");
    }
    Json value = value(parser);
    if (parser.nextToken() != null) {
      throw new JsonSyntaxException(
          "unexpected text after the JSON value at line "
              + parser.currentTokenLocation().getLineNr()
              + ", column "
              + parser.currentTokenLocation().getColumnNr());
    }
    return value;
  }

  private static JsonSyntaxException syntax(JacksonException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return new JsonSyntaxException(e.getOriginalMessage() + where);
  }

  private static Json value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonString(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
      case VALUE_TRUE -> JsonBool.TRUE;
      case VALUE_FALSE -> JsonBool.FALSE;
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private static JsonObject object(JsonParser parser) {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new JsonObject(members);
  }

  private static JsonArray array(JsonParser parser) {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new JsonArray(items);
  }

  /** Consecutive documents of one stream. */
  public static final class Documents implements AutoCloseable {
    private final InputStream in;
    // Made at the first read: a parser looks at its input as soon as it is created, and the first
    // document of a watch may be minutes away.
    private @Nullable JsonParser parser;

    private Documents(InputStream in) {
      this.in = in;
    }

    /** The next document, or empty at the end of the stream. */
    public Optional<Json> next() throws JsonSyntaxException {
      try {
        JsonParser reading = parser;
        if (reading == null) {
          reading = FACTORY.createParser(ObjectReadContext.empty(), in);
          parser = reading;
        }
        return reading.nextToken() == null ? Optional.empty() : Optional.of(value(reading));
      } catch (JacksonException e) {
        throw syntax(e);
      }
    }

    @Override
    public void close() {
      if (parser != null) {
        parser.close();
      }
    }
  }
}
