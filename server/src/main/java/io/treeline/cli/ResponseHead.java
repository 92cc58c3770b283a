package io.treeline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Status and headers of a response (RFC 9112 §4 and §5). Immutable.
 *
 * @param headers by their names in lower case
 */
record ResponseHead(int status, Map<String, String> headers) {

  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 100;

  /** Reads one; interim ones (1xx) are passed over. */
  static ResponseHead read(InputStream in) throws IOException {
    ResponseHead head = one(in);
    while (head.status < 200) {
      head = one(in);
    }
    return head;
  }

  /** The body that follows; its end is the end of the stream. */
  InputStream body(InputStream in) throws IOException {
    if (status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    if (headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).equals("chunked")) {
      return new ChunkedInput(in);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return in;
    }
    if (!length.matches("\\d{1,18}")) {
      throw noHttp();
    }
    return new FixedInput(in, Long.parseLong(length));
  }

  /** A line without its end; an empty one is the end of the headers. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int octet = in.read();
    while (octet != '\n') {
      if (octet < 0) {
        throw new IOException("The server closed the connection in the middle of an answer.");
      }
      if (line.length() >= MAX_LINE) {
        throw noHttp();
      }
      line.append((char) octet);
      octet = in.read();
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  static IOException noHttp() {
    return new IOException("What answers there doesn't speak HTTP: check --url or --data.");
  }

  private static ResponseHead one(InputStream in) throws IOException {
    String status = line(in);
    if (!status.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
      throw noHttp();
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() >= MAX_HEADERS) {
        throw noHttp();
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new ResponseHead(Integer.parseInt(status.substring(9, 12)), headers);
  }
}
