package dev.camber.model.session;

import dev.camber.model.codec.CodecException;
import dev.camber.model.codec.RecordCodec;
import dev.camber.model.codec.Time;
import dev.camber.model.codec.Wire;
import dev.camber.model.json.Json;
import dev.camber.model.json.JsonSyntaxException;
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

  public static SessionFile parse(String text) throws JsonSyntaxException, CodecException {
    return RecordCodec.decode(SessionFile.class, Json.parse(text));
  }

  public String toText() {
    return RecordCodec.encode(this).pretty() + "\n";
  }
}
