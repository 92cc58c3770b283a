package io.treeline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends a body in chunks (RFC 9112 §7.1) while another thread reads the answer. */
final class Sending implements Runnable {

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST = {'0', '\r', '\n', '\r', '\n'};

  private final InputStream body;
  private final Wire wire;
  private volatile @Nullable IOException unreadable;

  Sending(InputStream body, Wire wire) {
    this.body = body;
    this.wire = wire;
  }

  /** Where writing fails, the server has closed: why, the thread that reads will see. */
  @Override
  public void run() {
    byte[] chunk = new byte[64 * 1024];
    try (body) {
      for (int size = read(chunk); size >= 0; size = read(chunk)) {
        write(chunk, size);
      }
      wire.out().write(LAST);
      wire.out().flush();
    } catch (IOException e) {
      if (unreadable != null) {
        cut();
      }
    }
  }

  /** What was to be sent is why the answer broke off, if that couldn't be read. */
  IOException causeOf(IOException brokenOff) {
    IOException cause = unreadable;
    return cause == null ? brokenOff : cause;
  }

  private int read(byte[] chunk) throws IOException {
    try {
      return body.read(chunk);
    } catch (IOException e) {
      unreadable = e;
      throw e;
    }
  }

  private void write(byte[] chunk, int size) throws IOException {
    OutputStream out = wire.out();
    out.write(Integer.toHexString(size).getBytes(StandardCharsets.ISO_8859_1));
    out.write(LINE_END);
    out.write(chunk, 0, size);
    out.write(LINE_END);
  }

  /** Half a body must not look like a whole one. */
  private void cut() {
    try {
      wire.close();
    } catch (IOException e) {
      // It is as good as closed.
    }
  }
}
