package io.treeline.front.ws;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends a part of a large file: a virtual thread reads, one piece ahead, and the event loop writes
 * as fast as the client takes it.
 *
 * <p>Vert.x's {@code sendFile} reads the disk on the event loop, 8 KiB at a time; a disk that is
 * slow for one client would stop every other connection of that loop.
 */
final class FileBody {

  private static final int PIECE = 128 * 1024;
  private static final long STALLED_SECONDS = 600;

  private final Context loop;
  private final HttpServerResponse response;
  private final Path path;
  private final Semaphore writable = new Semaphore(1);
  private long position;
  private long left;
  private volatile boolean gone;

  private FileBody(Context loop, HttpServerResponse response, Path path, long position, long left) {
    this.loop = loop;
    this.response = response;
    this.path = path;
    this.position = position;
    this.left = left;
  }

  /** Sends {@code length} octets from {@code first} on and ends the response. */
  static void send(HttpServerRequest request, StaticFile file, long first, long length) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    FileBody body =
        new FileBody(
            ((HttpServerRequestInternal) request).context(), response, file.path(), first, length);
    response.closeHandler(v -> body.stop());
    response.exceptionHandler(e -> body.stop());
    Thread.ofVirtual().name("static-body").start(body::run);
  }

  private void stop() {
    gone = true;
    writable.release();
  }

  private void run() {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      while (left > 0) {
        Buffer piece = read(file);
        if (!writable.tryAcquire(STALLED_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("the client takes nothing");
        }
        if (gone) {
          return;
        }
        boolean last = left == 0;
        loop.runOnContext(v -> write(piece, last));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      loop.runOnContext(v -> response.reset());
    } catch (IOException e) {
      loop.runOnContext(v -> response.reset());
    }
  }

  private Buffer read(FileChannel file) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, left));
    while (piece.hasRemaining()) {
      int count = file.read(piece, position);
      if (count < 0) {
        throw new EOFException(path + " has become shorter");
      }
      position += count;
      left -= count;
    }
    return Buffer.buffer(piece.array());
  }

  private void write(Buffer piece, boolean last) {
    if (gone || response.closed()) {
      stop();
    } else if (last) {
      response.end(piece);
    } else {
      response.write(piece);
      if (response.writeQueueFull()) {
        response.drainHandler(v -> writable.release());
      } else {
        writable.release();
      }
    }
  }
}
