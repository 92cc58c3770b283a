package io.treeline.core.cert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where in the input a {@link Finding} is. Immutable.
 *
 * @param file the file's name; null for a pasted text
 * @param block the number of the block in its file, from 1; 0 for the input as a whole
 * @param label what its BEGIN line says, or what the block is; null for the input as a whole
 * @param line the line, from 1; 0 where there are no lines
 */
public record Place(@Nullable String file, int block, @Nullable String label, int line) {

  /** The input as a whole. */
  public static final Place WHOLE = new Place(null, 0, null, 0);

  /** A file as a whole. */
  static Place ofFile(@Nullable String file) {
    return file == null ? WHOLE : new Place(file, 0, null, 0);
  }

  /** What stands in a container that is here. */
  Place inside(String what) {
    return new Place(file, block, what, line);
  }

  Place atLine(int otherLine) {
    return new Place(file, block, label, otherLine);
  }

  /** Such as {@code block 2, CERTIFICATE, line 31 of server.crt}; empty for a text as a whole. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (block > 0) {
      text.append(String.format(Locale.ROOT, "block %d, %s", block, label));
    }
    if (line > 0) {
      text.append(text.isEmpty() ? "" : ", ").append("line ").append(line);
    }
    if (file != null) {
      text.append(text.isEmpty() ? "" : " of ").append(file);
    }
    return text.toString();
  }
}
