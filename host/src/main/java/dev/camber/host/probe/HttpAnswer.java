package dev.camber.host.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an HTTP/1 server answered.
 *
 * @param headers by lower-case name; of equal names the last
 * @param body its beginning, as UTF-8
 */
record HttpAnswer(int status, Map<String, String> headers, String body) {
  private static final int MOST_HEAD = 64 << 10;

  HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads the answer that counts, past the 1xx ones that announce it.
   *
   * @param mostBody bytes of the body that are wanted
   * @throws IOException if it is no HTTP, or ends too early
   */
  static HttpAnswer read(InputStream in, int mostBody) throws IOException {
    while (true) {
      String first = line(in);
      String[] words = first.split(" ", 3);
      if (!first.startsWith("HTTP/1.") || words.length < 2 || !words[1].matches("[0-9]{3}")) {
        throw new IOException("malformed HTTP response \"" + first + "\"");
      }
      int status = Integer.parseInt(words[1]);
      Map<String, String> headers = headers(in);
      if (status >= 200) {
        boolean empty = status == 204 || status == 304;
        return new HttpAnswer(status, headers, empty ? "" : body(in, headers, mostBody));
      }
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    int bytes = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      bytes += line.length();
      if (bytes > MOST_HEAD) {
        throw new IOException("the headers of the answer are longer than 64 KiB");
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String body(InputStream in, Map<String, String> headers, int most)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String encoding = headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT);
    if (!encoding.endsWith("chunked")) {
      String length = headers.getOrDefault("content-length", "");
      int want = length.matches("[0-9]{1,9}") ? Math.min(most, Integer.parseInt(length)) : most;
      return new String(in.readNBytes(want), StandardCharsets.UTF_8);
    }
    while (body.size() < most) {
      int length = chunkLength(line(in));
      if (length == 0) {
        break;
      }
      body.write(in.readNBytes(Math.min(length, most - body.size())));
      if (body.size() < most) {
        String _ = line(in);
      }
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static int chunkLength(String line) throws IOException {
    String digits = line.split(";", 2)[0].strip();
    if (!digits.matches("[0-9a-fA-F]{1,7}")) {
      throw new IOException("malformed chunked encoding \"" + line + "\"");
    }
    return Integer.parseInt(digits, 16);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException(line.size() == 0 ? "EOF" : "unexpected EOF");
      }
      line.write(b);
      if (line.size() > MOST_HEAD) {
        throw new IOException("a line of the answer is longer than 64 KiB");
      }
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
