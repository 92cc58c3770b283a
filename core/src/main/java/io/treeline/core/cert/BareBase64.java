package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Base64 that stands in a text without its marks, or without one of them. It is taken only where it
 * is sure: where it is DER of a known kind that ends where DER says, or Base64 of a PEM text.
 *
 * @param from where it begins in the text
 * @param to where it ends, the padding included
 * @param octets what it encodes; may hold a secret
 * @param isText whether that is a text with blocks of its own
 */
record BareBase64(int from, int to, byte[] octets, boolean isText) {

  /** A hostile text has thousands of beginnings that lead nowhere. */
  private static final int MOST_FAILURES = 64;

  private static final int HEAD = 8;
  private static final int LEAST = 40;

  /** {@code -----} in Base64. */
  private static final String DASHES = "LS0tLS";

  static List<BareBase64> in(String text, int from, int to) {
    PlainText plain = PlainText.of(text, from, to);
    String words = plain.text();
    List<BareBase64> found = new ArrayList<>();
    int failures = 0;
    int at = 0;
    while (at < words.length() && failures < MOST_FAILURES) {
      if (!mayBegin(words, at)) {
        at++;
        continue;
      }
      BareBase64 next = at(plain, at);
      if (next == null) {
        failures++;
        at++;
      } else {
        found.add(next);
        while (at < words.length() && plain.offset(at) < next.to) {
          at++;
        }
      }
    }
    return found;
  }

  /** What begins at the first Base64 of the range; null if it isn't sure. */
  static @Nullable BareBase64 first(String text, int from, int to) {
    PlainText plain = PlainText.of(text, from, to);
    Base64Body first = Base64Body.read(plain.text(), 0, plain.text().length(), 1);
    return first.count() == 0 ? null : at(plain, first.end(1) - 1);
  }

  private static boolean mayBegin(String words, int at) {
    char c = words.charAt(at);
    return (c == 'M' || (c == 'L' && words.startsWith(DASHES, at)))
        && (at == 0 || words.charAt(at - 1) == '=' || !Base64Body.isBase64(words.charAt(at - 1)));
  }

  private static @Nullable BareBase64 at(PlainText plain, int at) {
    String words = plain.text();
    if (words.startsWith(DASHES, at)) {
      return textAt(plain, at);
    }
    int octets = length(Base64Body.read(words, at, words.length(), HEAD));
    if (octets == DerWalk.INDEFINITE) {
      return all(plain, at);
    }
    if (octets < LEAST || octets > words.length() - at) {
      return null;
    }
    int characters = (octets * 4 + 2) / 3;
    Base64Body body = Base64Body.read(words, at, words.length(), characters);
    return body.count() < characters ? null : der(plain, at, body);
  }

  private static int length(Base64Body head) {
    try {
      return head.count() < HEAD ? 0 : DerWalk.lengthOf(head.decode());
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /** Without a length of its own, it has to be all that is there. */
  private static @Nullable BareBase64 all(PlainText plain, int at) {
    String words = plain.text();
    return der(plain, at, Base64Body.read(words, at, words.length(), Integer.MAX_VALUE));
  }

  private static @Nullable BareBase64 der(PlainText plain, int at, Base64Body body) {
    byte[] octets;
    try {
      octets = body.decode();
    } catch (IllegalArgumentException e) {
      return null;
    }
    DerWalk outer = DerWalk.over(octets);
    int end = afterPadding(plain.text(), body.end(body.count()));
    return outer != null
            && outer.end() == octets.length
            && DerShape.of(octets).isRead()
            && (end == plain.text().length() || !Base64Body.isBase64(plain.text().charAt(end)))
        ? new BareBase64(plain.offset(at), plain.offset(end), octets, false)
        : null;
  }

  private static @Nullable BareBase64 textAt(PlainText plain, int at) {
    String words = plain.text();
    int padding = words.indexOf('=', at);
    int to = padding < 0 ? words.length() : padding;
    Base64Body body = Base64Body.read(words, at, to, Integer.MAX_VALUE);
    int characters = body.count() / 4 * 4;
    characters += body.count() - characters > 1 ? body.count() - characters : 0;
    byte[] octets = Base64Body.read(words, at, to, characters).decode();
    int end = afterPadding(words, body.end(body.count()));
    return Mark.begin(PastedText.of(octets), 0) == null
        ? null
        : new BareBase64(plain.offset(at), plain.offset(end), octets, true);
  }

  private static int afterPadding(String words, int at) {
    int end = at;
    while (end < words.length() && end < at + 2 && words.charAt(end) == '=') {
      end++;
    }
    return end;
  }

  /** Where it is, never the octets. */
  @Override
  public String toString() {
    return "BareBase64[" + from + ", " + to + "]";
  }
}
