package io.treeline.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A request's body as a stream for a blocking reader. A few buffers are on their way at a time: who
 * reads slowly slows the sender down. For one reader; made on the event loop.
 */
final class RequestInput extends InputStream {

  private static final int AHEAD = 16;

  /** An import holds up all other writers: one that sends nothing for that long is over. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** What the queue holds beside octets: that they are over, or broken off. */
  private sealed interface Part {
    record Octets(Buffer buffer) implements Part {}

    record End() implements Part {}

    record Broken(Throwable cause) implements Part {}
  }

  private final HttpServerRequest request;
  private final Context loop;

  /** Never holds more than {@link #AHEAD} and the end. */
  private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();

  private Part current = new Part.Octets(Buffer.buffer());
  private int position;

  RequestInput(HttpServerRequest request, Context loop) {
    this.request = request;
    this.loop = loop;
    request.handler(this::hear);
    request.endHandler(none -> parts.add(new Part.End()));
    request.exceptionHandler(cause -> parts.add(new Part.Broken(cause)));
    if (request.response().closed()) {
      parts.add(new Part.Broken(new IOException("closed before it was read")));
    }
    request.fetch(AHEAD);
  }

  private void hear(Buffer buffer) {
    parts.add(new Part.Octets(buffer));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      switch (current) {
        case Part.Octets octets when position < octets.buffer().length() -> {
          int count = Math.min(length, octets.buffer().length() - position);
          octets.buffer().getBytes(position, position + count, into, offset);
          position += count;
          return count;
        }
        case Part.Octets _ -> current = next();
        case Part.End end -> {
          return -1;
        }
        case Part.Broken broken ->
            throw new IOException("The client broke off in the middle.", broken.cause());
      }
    }
  }

  private Part next() throws IOException {
    try {
      Part part = parts.poll(SILENCE.toSeconds(), TimeUnit.SECONDS);
      if (part == null) {
        throw new IOException("The client sent nothing for " + SILENCE.toSeconds() + " s.");
      }
      position = 0;
      loop.runOnContext(none -> request.fetch(1));
      return part;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading a request.", e);
    }
  }
}
