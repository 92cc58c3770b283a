package io.treeline.front.ws;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Brings the path of a request to the one form that routes and files are looked up by (RFC 3986
 * §6).
 *
 * <p>Escapes are decoded as UTF-8 but for an escaped slash, which stays as {@code %2F}; dot
 * segments are removed and repeated slashes merged, after the decoding, so that {@code %2e%2e}
 * climbs no further than {@code ..} does.
 */
final class RequestPath {

  private RequestPath() {}

  /** The normal form; null if the path isn't absolute, climbs above the root, or isn't valid. */
  static @Nullable String normalise(String raw) {
    if (raw.isEmpty() || raw.charAt(0) != '/') {
      return null;
    }
    if (isNormal(raw)) {
      return raw;
    }
    String decoded = decode(raw);
    return decoded == null ? null : withoutDots(decoded);
  }

  /** A normalised path as it stands in a Location header. */
  static String escape(String path) {
    StringBuilder escaped = new StringBuilder(path.length());
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          octet >= '0' && octet <= '9'
              || octet >= 'a' && octet <= 'z'
              || octet >= 'A' && octet <= 'Z'
              || "/-._~!$&'()*+,;=:@".indexOf(octet) >= 0;
      if (plain) {
        escaped.append((char) octet);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return escaped.toString();
  }

  private static boolean isNormal(String raw) {
    char previous = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean afterSlash = previous == '/' && (c == '/' || c == '.');
      if (afterSlash || c <= ' ' || c >= 127 || c == '%' || c == '\\') {
        return false;
      }
      previous = c;
    }
    return true;
  }

  private static @Nullable String decode(String raw) {
    ByteBuffer octets = ByteBuffer.allocate(raw.length() * 3);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int octet = escaped(raw, i);
        if (octet < ' ' || octet == 127 || octet == '\\') {
          return null;
        }
        octets.put(octet == '/' ? new byte[] {'%', '2', 'F'} : new byte[] {(byte) octet});
        i += 2;
      } else if (c <= ' ' || c == 127 || c == '\\') {
        return null;
      } else {
        octets.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int escaped(String raw, int at) {
    if (at + 2 >= raw.length()
        || !HexFormat.isHexDigit(raw.charAt(at + 1))
        || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
      return -1;
    }
    return HexFormat.fromHexDigits(raw, at + 1, at + 3);
  }

  private static @Nullable String withoutDots(String path) {
    Deque<String> segments = new ArrayDeque<>();
    String last = "";
    for (String segment : path.split("/", -1)) {
      last = segment;
      if (segment.equals("..")) {
        if (segments.pollLast() == null) {
          return null;
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    boolean directory = last.isEmpty() || last.equals(".") || last.equals("..");
    String joined = "/" + String.join("/", segments);
    return directory && !segments.isEmpty() ? joined + "/" : joined;
  }
}
