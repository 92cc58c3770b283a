package io.treeline.core.tree;

import io.treeline.core.name.DomainName;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What holds a name inside of the object that it names: its first 32 octets in four numbers, only
 * the rest in an array.
 *
 * <p>A lookup among a million domains costs what it reads from memory that no cache has, a tenth of
 * a microsecond or two for each place. A name in an array of its own would be one place more.
 * Immutable.
 */
abstract class PackedName {

  private static final int WORD = 8;
  private static final int INLINE = 4 * WORD;

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;
  private final byte @Nullable [] rest;
  private final int length;

  PackedName(DomainName name) {
    String text = name.text();
    this.length = text.length();
    this.first = word(text, 0);
    this.second = word(text, WORD);
    this.third = word(text, 2 * WORD);
    this.fourth = word(text, 3 * WORD);
    this.rest =
        length <= INLINE ? null : text.substring(INLINE).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The name. */
  public final DomainName name() {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = octet(i);
    }
    return DomainName.ofStored(octets);
  }

  /** Whether the name is {@code text} from {@code start} to its end. */
  final boolean isNamed(String text, int start) {
    return text.length() - start == length
        && first == word(text, start)
        && second == word(text, start + WORD)
        && third == word(text, start + 2 * WORD)
        && fourth == word(text, start + 3 * WORD)
        && hasRest(text, start + INLINE);
  }

  /** The name. */
  @Override
  public final String toString() {
    return name().text();
  }

  private boolean hasRest(String text, int start) {
    byte[] own = rest;
    if (own == null) {
      return true;
    }
    for (int i = 0; i < own.length; i++) {
      if (own[i] != text.charAt(start + i)) {
        return false;
      }
    }
    return true;
  }

  private byte octet(int index) {
    byte[] own = rest;
    if (index >= INLINE && own != null) {
      return own[index - INLINE];
    }
    long word =
        switch (index / WORD) {
          case 0 -> first;
          case 1 -> second;
          case 2 -> third;
          default -> fourth;
        };
    return (byte) (word >>> (8 * (index % WORD)));
  }

  /** Up to eight octets of the text from {@code start} on; zeros where it has ended. */
  private static long word(String text, int start) {
    int end = Math.min(start + WORD, text.length());
    long word = 0;
    for (int i = end - 1; i >= start; i--) {
      word = (word << 8) | text.charAt(i);
    }
    return word;
  }
}
