package io.treeline.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body that comes in chunks (RFC 9112 §7.1), without them. For one reader. */
final class ChunkedInput extends InputStream {

  private final InputStream in;
  private long left;
  private boolean begun;
  private boolean over;

  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !over) {
      nextChunk();
    }
    if (over) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("The server closed the connection in the middle of an answer.");
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (begun) {
      String _ = ResponseHead.line(in);
    }
    begun = true;
    String size = ResponseHead.line(in);
    int extension = size.indexOf(';');
    String digits = (extension < 0 ? size : size.substring(0, extension)).strip();
    if (!digits.matches("[0-9a-fA-F]{1,15}")) {
      throw ResponseHead.noHttp();
    }
    left = Long.parseLong(digits, 16);
    if (left == 0) {
      over = true;
      skipTrailers();
    }
  }

  private void skipTrailers() throws IOException {
    String line = ResponseHead.line(in);
    while (!line.isEmpty()) {
      line = ResponseHead.line(in);
    }
  }
}
