package io.treeline.core.name;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
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

  /** Each octet of a name in its normal form; 0 for one that no name has. */
  private static final byte[] NORMAL = normalOctets();

  private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

  private final byte[] octets;

  /** The octets as text, made when somebody first asks, which a handshake doesn't. */
  private @Nullable String text;

  private DomainName(byte[] octets) {
    this.octets = octets;
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
    DomainName name = ofOctets(ascii.getBytes(StandardCharsets.ISO_8859_1));
    if (name == null) {
      throw new InvalidNameException(given, problemOf(ascii));
    }
    return name;
  }

  /**
   * Reads a name in octets: upper case is folded, one trailing dot dropped. Null if they are none.
   *
   * <p>Every handshake goes through here, so nothing branches on an octet but where labels end.
   * What is wrong turns {@code bad} below zero.
   */
  static @Nullable DomainName ofOctets(byte[] given) {
    int length =
        given.length > 0 && given[given.length - 1] == '.' ? given.length - 1 : given.length;
    if (length == 0 || length > MAX_OCTETS) {
      return null;
    }
    byte[] normal = new byte[length];
    int start = 0;
    int bad = 0;
    for (int i = 0; i < length; i++) {
      byte octet = NORMAL[given[i] & 0xff];
      normal[i] = octet;
      bad |= octet - 1;
      if (octet == '.') {
        bad |= i - start - 1 | MAX_LABEL - (i - start);
        start = i + 1;
      }
    }
    bad |= length - start - 1 | MAX_LABEL - (length - start);
    return bad < 0 || isAddress(normal) ? null : new DomainName(normal);
  }

  /** The name whose {@link #octets()} these were earlier, without looking at them again. */
  public static DomainName ofStored(byte[] octets) {
    return new DomainName(octets);
  }

  /** The name whose text came out of {@link #text()} earlier, without looking at it again. */
  public static DomainName ofStored(String text) {
    return new DomainName(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The name as it is stored and compared, {@code xn--…} labels included. */
  public String text() {
    String made = text;
    if (made == null) {
      made = new String(octets, StandardCharsets.ISO_8859_1);
      text = made;
    }
    return made;
  }

  /** The same in ASCII: this name's own array, not to be changed. */
  public byte[] octets() {
    return octets;
  }

  /**
   * The name for a person's eyes, with its U-labels; the A-labels where they decode to nothing
   * valid.
   */
  public String unicode() {
    String text = text();
    if (!text.contains("xn--")) {
      return text;
    }
    IDNA.Info info = new IDNA.Info();
    String shown = uts46().nameToUnicode(text, new StringBuilder(), info).toString();
    return info.hasErrors() ? text : shown;
  }

  /** The name without its leftmost label; null when it has a single one. */
  public @Nullable DomainName parent() {
    int dot = text().indexOf('.');
    return dot < 0 ? null : ofStored(text().substring(dot + 1));
  }

  /** Whether this name ends in {@code .} and the other. A name isn't below itself. */
  public boolean isBelow(DomainName other) {
    int cut = octets.length - other.octets.length;
    return cut > 1 && octets[cut - 1] == '.' && text().endsWith(other.text());
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
      throw new IllegalArgumentException(this + " is not below " + from);
    }
    return parse(text().substring(0, octets.length - from.octets.length) + to);
  }

  @Override
  public int compareTo(DomainName other) {
    return Arrays.compare(octets, other.octets);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof DomainName other && Arrays.equals(octets, other.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** {@link #text()}. */
  @Override
  public String toString() {
    return text();
  }

  /** Whether a name, which is right otherwise, is an IPv4 literal. */
  private static boolean isAddress(byte[] name) {
    byte last = name[name.length - 1];
    return last >= '0'
        && last <= '9'
        && FOUR_NUMBERS.matcher(new String(name, StandardCharsets.ISO_8859_1)).matches();
  }

  /** Why a text, which {@link #ofOctets} didn't take, is no name. */
  private static String problemOf(String given) {
    String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
    if (name.isEmpty()) {
      return "it is empty";
    }
    if (name.length() > MAX_OCTETS) {
      return "it has " + name.length() + " octets, 253 are allowed";
    }
    for (char c : name.toCharArray()) {
      if (c == '*') {
        return "a wildcard is no domain (list it in acme_subdomains)";
      }
      if (c >= NORMAL.length || NORMAL[c] == 0) {
        return "'" + printable(c) + "' is not allowed in a name";
      }
    }
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty()) {
        return "it has an empty label";
      }
      if (label.length() > MAX_LABEL) {
        return "the label "
            + Shown.of(label)
            + " has "
            + label.length()
            + " octets, 63 are allowed";
      }
    }
    return "it is an IP address";
  }

  private static byte[] normalOctets() {
    byte[] normal = new byte[256];
    for (char c : "abcdefghijklmnopqrstuvwxyz0123456789-_.".toCharArray()) {
      normal[c] = (byte) c;
      normal[Character.toUpperCase(c)] = (byte) c;
    }
    return normal;
  }

  private static String printable(char c) {
    return c > ' ' && c < 127 ? String.valueOf(c) : String.format("U+%04X", (int) c);
  }

  private static boolean isAscii(String s) {
    return s.chars().allMatch(c -> c < 128);
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
