package io.treeline.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines, none of which is kept beyond a bound, however long the stream makes it.
 * Belongs to one thread.
 */
final class LineReader {

  /** Stands for a line that was longer than the bound. */
  static final byte[] TOO_LONG = new byte[0];

  private final InputStream stream;
  private final int bound;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int at;
  private int end;

  LineReader(InputStream stream, int bound) {
    this.stream = stream;
    this.bound = bound;
  }

  /** The octets of the next line without its line feed; null at the end of the stream. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    boolean tooLong = false;
    while (at < end || fill()) {
      int feed = lineFeed();
      tooLong |= line.size() + feed - at > bound;
      if (!tooLong) {
        line.write(buffer, at, feed - at);
      }
      boolean complete = feed < end;
      at = complete ? feed + 1 : end;
      if (complete) {
        return tooLong ? TOO_LONG : line.toByteArray();
      }
    }
    return tooLong ? TOO_LONG : line.size() == 0 ? null : line.toByteArray();
  }

  private int lineFeed() {
    int i = at;
    while (i < end && buffer[i] != '\n') {
      i++;
    }
    return i;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, stream.read(buffer));
    return end > 0;
  }
}
