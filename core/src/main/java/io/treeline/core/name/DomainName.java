package io.treeline.core.name;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of a domain: lower-case A-labels, no trailing dot, at most 253 octets and 63 in a label
 * (RFC 1035 §2.3.4, RFC 5890).
 *
 * <p>Underscores and labels of digits only are allowed, an IPv4 literal isn't. Two names are equal
 * when their text is. Immutable and safe for use by several threads.
 */
public final class DomainName implements Comparable<DomainName> {

  static final int MAX_OCTETS = 253;
  static final int MAX_LABEL = 63;

  private final String text;

  private DomainName(String text) {
    this.text = text;
  }

  /**
   * Reads a name that a person or a file gave: upper case is folded, one trailing dot dropped,
   * U-labels converted to A-labels (UTS 46, non-transitional).
   *
   * @throws InvalidNameException if the text is no name; its message says why
   */
  public static DomainName parse(String given) {
    String trimmed = given.strip();
    String ascii = isAscii(trimmed) ? trimmed : toAscii(trimmed);
    String lower = lowerAscii(ascii);
    if (lower.endsWith(".")) {
      lower = lower.substring(0, lower.length() - 1);
    }
    String problem = problemOf(lower);
    if (problem != null) {
      throw new InvalidNameException(given, problem);
    }
    return new DomainName(lower);
  }

  /** The name that {@code text} is, if it is one in its normal form already, else null. */
  static @Nullable DomainName ofNormal(String text) {
    return problemOf(text) == null ? new DomainName(text) : null;
  }

  /** The name whose normal text is given as ASCII octets, without looking at it again. */
  public static DomainName ofStored(byte[] ascii) {
    return new DomainName(new String(ascii, StandardCharsets.ISO_8859_1));
  }

  /** The name whose text came out of {@link #text()} earlier, without looking at it again. */
  public static DomainName ofStored(String text) {
    return new DomainName(text);
  }

  /** The name as it is stored and compared, {@code xn--…} labels included. */
  public String text() {
    return text;
  }

  /**
   * The name for a person's eyes, with its U-labels; the A-labels where they decode to nothing
   * valid.
   */
  public String unicode() {
    if (!text.contains("xn--")) {
      return text;
    }
    IDNA.Info info = new IDNA.Info();
    String shown = uts46().nameToUnicode(text, new StringBuilder(), info).toString();
    return info.hasErrors() ? text : shown;
  }

  /** The name without its leftmost label; null when it has a single one. */
  public @Nullable DomainName parent() {
    int dot = text.indexOf('.');
    return dot < 0 ? null : new DomainName(text.substring(dot + 1));
  }

  /** Whether this name ends in {@code .} and the other. A name isn't below itself. */
  public boolean isBelow(DomainName other) {
    int cut = text.length() - other.text.length();
    return cut > 1 && text.charAt(cut - 1) == '.' && text.endsWith(other.text);
  }

  /**
   * The name below {@code to} that this name, below {@code from} or equal to it, becomes when
   * {@code from} is renamed.
   *
   * @throws InvalidNameException if it grows too long
   */
  public DomainName rebase(DomainName from, DomainName to) {
    if (equals(from)) {
      return to;
    }
    if (!isBelow(from)) {
      throw new IllegalArgumentException(text + " is not below " + from);
    }
    return parse(text.substring(0, text.length() - from.text.length()) + to.text);
  }

  @Override
  public int compareTo(DomainName other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof DomainName other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@link #text()}. */
  @Override
  public String toString() {
    return text;
  }

  private static @Nullable String problemOf(String name) {
    if (name.isEmpty()) {
      return "it is empty";
    }
    if (name.length() > MAX_OCTETS) {
      return "it has " + name.length() + " octets, 253 are allowed";
    }
    int labelStart = 0;
    boolean onlyDigitsAndDots = true;
    int dots = 0;
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '.';
      if (c == '.') {
        int length = i - labelStart;
        if (length == 0) {
          return "it has an empty label";
        }
        if (length > MAX_LABEL) {
          return "the label '"
              + name.substring(labelStart, i)
              + "' has "
              + length
              + " octets, 63 are allowed";
        }
        labelStart = i + 1;
        dots++;
      } else if (!isLabelChar(c)) {
        return c == '*'
            ? "a wildcard is no domain (list it in acme_subdomains)"
            : "'" + printable(c) + "' is not allowed in a name";
      } else if (c < '0' || c > '9') {
        onlyDigitsAndDots = false;
      }
    }
    return onlyDigitsAndDots && dots == 4 ? "it is an IP address" : null;
  }

  private static boolean isLabelChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }

  private static String printable(char c) {
    return c > ' ' && c < 127 ? String.valueOf(c) : String.format("U+%04X", (int) c);
  }

  private static boolean isAscii(String s) {
    return s.chars().allMatch(c -> c < 128);
  }

  private static String lowerAscii(String s) {
    StringBuilder lower = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }

  private static String toAscii(String given) {
    IDNA.Info info = new IDNA.Info();
    String ascii = uts46().nameToASCII(given, new StringBuilder(), info).toString();
    info.getErrors().remove(IDNA.Error.DOMAIN_NAME_TOO_LONG);
    info.getErrors().remove(IDNA.Error.LABEL_TOO_LONG);
    info.getErrors().remove(IDNA.Error.EMPTY_LABEL);
    if (!info.getErrors().isEmpty()) {
      throw new InvalidNameException(
          given, "it is no internationalised name (" + info.getErrors() + ")");
    }
    return ascii;
  }

  private static IDNA uts46() {
    return IDNA.getUTS46Instance(
        IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ);
  }
}
