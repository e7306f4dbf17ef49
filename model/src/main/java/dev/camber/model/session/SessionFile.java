package dev.camber.model.session;

import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonNull;
import dev.camber.model.json.JsonNumber;
import dev.camber.model.json.JsonSyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a running session tells its clients. Only its owner may read the file: it holds the tokens.
 *
 * @param instance {@code tilt-default} for port 10350, else {@code tilt-PORT}
 * @param pid the process
 * @param directory where it was started
 * @param tiltfile the main Tiltfile, absolute
 * @param webUrl where the page is, empty without one
 * @param apiUrl where the API server is (TLS, bearer token)
 * @param socket a Unix socket that answers like both servers, without TLS; empty where there is
 *     none
 * @param apiToken bearer token of the API server and of the socket
 * @param startedAt when the session started
 */
public record SessionFile(
    @Wire(empty = Wire.Empty.WRITE) String instance,
    @Wire(empty = Wire.Empty.WRITE) long pid,
    @Wire(empty = Wire.Empty.WRITE) String directory,
    @Wire(empty = Wire.Empty.WRITE) String tiltfile,
    @Wire(empty = Wire.Empty.WRITE) String webUrl,
    @Wire(empty = Wire.Empty.WRITE) String apiUrl,
    @Wire(empty = Wire.Empty.WRITE) String socket,
    @Wire(empty = Wire.Empty.WRITE) String apiToken,
    Optional<Time> startedAt) {

  /**
   * The name of the instance whose page is on {@code port}. Source: spec CLI and API, section 7.
   */
  public static String instanceOf(int port) {
    return port == 10350 ? "tilt-default" : "tilt-" + port;
  }

  /**
   * What {@link #toText} wrote. Every command begins here, so it does without the codec, whose
   * reflection costs a command as much as its request does.
   */
  public static SessionFile parse(String text) throws JsonSyntaxException, CodecException {
    Json json = Json.parse(text);
    if (json.asObject().isEmpty()) {
      throw new CodecException("", json.typeName(), "object");
    }
    return new SessionFile(
        string(json, "instance"),
        number(json, "pid"),
        string(json, "directory"),
        string(json, "tiltfile"),
        string(json, "webUrl"),
        string(json, "apiUrl"),
        string(json, "socket"),
        string(json, "apiToken"),
        time(json, "startedAt"));
  }

  /** A member's text; empty without the member, as another version of the program may write it. */
  private static String string(Json json, String member) throws CodecException {
    Optional<Json> value = json.at(member).filter(v -> !(v instanceof JsonNull));
    if (value.isEmpty()) {
      return "";
    }
    return value
        .get()
        .asString()
        .orElseThrow(() -> new CodecException(member, value.get().typeName(), "string"));
  }

  private static long number(Json json, String member) throws CodecException {
    Optional<Json> value = json.at(member).filter(v -> !(v instanceof JsonNull));
    if (value.isEmpty()) {
      return 0;
    }
    if (!(value.get() instanceof JsonNumber number)) {
      throw new CodecException(member, value.get().typeName(), "number");
    }
    return number
        .asLong()
        .orElseThrow(() -> new CodecException(member, "number " + number.literal(), "an integer"));
  }

  private static Optional<Time> time(Json json, String member) throws CodecException {
    String text = string(json, member);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Time(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeParseException e) {
      throw new CodecException(member, "\"" + text + "\"", "a time such as 2006-01-02T15:04:05Z");
    }
  }

  public String toText() {
    return RecordCodec.encode(this).pretty() + "\n";
  }
}
