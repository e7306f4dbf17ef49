package dev.camber.image.h2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Decompresses the header blocks of one connection, in the order in which they come. Source: RFC
 * 7541. Used by the thread that reads the connection.
 */
final class HpackDecoder {
  /** RFC 7541, appendix A: names and, after a colon sign, the values that go with them. */
  private static final List<Header> STATIC =
      table(
          ":authority",
          ":method=GET",
          ":method=POST",
          ":path=/",
          ":path=/index.html",
          ":scheme=http",
          ":scheme=https",
          ":status=200",
          ":status=204",
          ":status=206",
          ":status=304",
          ":status=400",
          ":status=404",
          ":status=500",
          "accept-charset",
          "accept-encoding=gzip, deflate",
          "accept-language",
          "accept-ranges",
          "accept",
          "access-control-allow-origin",
          "age",
          "allow",
          "authorization",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "etag",
          "expect",
          "expires",
          "from",
          "host",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "last-modified",
          "link",
          "location",
          "max-forwards",
          "proxy-authenticate",
          "proxy-authorization",
          "range",
          "referer",
          "refresh",
          "retry-after",
          "server",
          "set-cookie",
          "strict-transport-security",
          "transfer-encoding",
          "user-agent",
          "vary",
          "via",
          "www-authenticate");

  private static final int MAX_TABLE = 4096;

  private final Deque<Header> dynamic = new ArrayDeque<>();
  private int dynamicSize;
  private int capacity = MAX_TABLE;

  private static List<Header> table(String... entries) {
    return Arrays.stream(entries)
        .map(e -> {
          int equals = e.indexOf('=');
          return equals < 0
              ? new Header(e, "")
              : new Header(e.substring(0, equals), e.substring(equals + 1));
        })
        .toList();
  }

  List<Header> decode(byte[] block) throws Http2Exception {
    Block in = new Block(block);
    List<Header> headers = new ArrayList<>();
    while (in.hasMore()) {
      int first = in.peek();
      if ((first & 0x80) != 0) {
        headers.add(entry(in.integer(7)));
      } else if ((first & 0x40) != 0) {
        Header header = literal(in, 6);
        add(header);
        headers.add(header);
      } else if ((first & 0x20) != 0) {
        int wanted = in.integer(5);
        if (wanted > MAX_TABLE) {
          throw new Http2Exception("the header table may not grow to " + wanted + " bytes");
        }
        capacity = wanted;
        evict();
      } else {
        headers.add(literal(in, 4));
      }
    }
    return headers;
  }

  private Header literal(Block in, int prefix) throws Http2Exception {
    int index = in.integer(prefix);
    String name = index == 0 ? in.string() : entry(index).name();
    return new Header(name, in.string());
  }

  private Header entry(int index) throws Http2Exception {
    if (index >= 1 && index <= STATIC.size()) {
      return STATIC.get(index - 1);
    }
    int wanted = index - STATIC.size() - 1;
    if (index == 0 || wanted >= dynamic.size()) {
      throw new Http2Exception("the header table has no entry " + index);
    }
    Iterator<Header> entries = dynamic.iterator();
    for (int i = 0; i < wanted; i++) {
      entries.next();
    }
    return entries.next();
  }

  private void add(Header header) {
    dynamic.addFirst(header);
    dynamicSize += header.size();
    evict();
  }

  private void evict() {
    while (dynamicSize > capacity) {
      dynamicSize -= dynamic.removeLast().size();
    }
  }

  /** One header block being read. */
  private static final class Block {
    private final byte[] bytes;
    private int at;

    Block(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean hasMore() {
      return at < bytes.length;
    }

    int peek() {
      return bytes[at] & 0xff;
    }

    private int next() throws Http2Exception {
      if (at >= bytes.length) {
        throw new Http2Exception("a header block ends too early");
      }
      return bytes[at++] & 0xff;
    }

    int integer(int prefix) throws Http2Exception {
      int max = (1 << prefix) - 1;
      int value = next() & max;
      if (value < max) {
        return value;
      }
      for (int shift = 0; shift <= 21; shift += 7) {
        int b = next();
        value += (b & 0x7f) << shift;
        if ((b & 0x80) == 0) {
          return value;
        }
      }
      throw new Http2Exception("a number in a header block is too large");
    }

    String string() throws Http2Exception {
      boolean huffman = hasMore() && (peek() & 0x80) != 0;
      int length = integer(7);
      if (length > bytes.length - at) {
        throw new Http2Exception("a header block ends too early");
      }
      byte[] raw = Arrays.copyOfRange(bytes, at, at + length);
      at += length;
      return new String(huffman ? Huffman.decode(raw) : raw, StandardCharsets.UTF_8);
    }
  }
}
