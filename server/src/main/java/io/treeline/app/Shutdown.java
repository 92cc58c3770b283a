package io.treeline.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be closed when the server stops, in the reverse of the order in which it started. */
final class Shutdown implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T later(T closeable) {
    started.push(closeable);
    return closeable;
  }

  /** Closes everything; what fails to close doesn't keep the rest from it. */
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      AutoCloseable each = started.pop();
      try {
        each.close();
      } catch (Exception e) {
        LOG.warn("Something did not stop as it should: {}", e.toString());
      }
    }
  }
}
