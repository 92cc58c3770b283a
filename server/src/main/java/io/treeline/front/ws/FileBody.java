package io.treeline.front.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends a part of a large file: a virtual thread reads, one piece ahead, and the event loop writes
 * as fast as the client takes it.
 *
 * <p>Vert.x's {@code sendFile} reads the disk on the event loop, 8 KiB at a time; a disk that is
 * slow for one client would stop every other connection of that loop. Two pieces of memory go round
 * between the threads: one is filled while the other is under way.
 */
final class FileBody {

  private static final int PIECE = 128 * 1024;
  private static final int PIECES = 2;
  private static final long STALLED_SECONDS = 600;

  private final Context loop;
  private final HttpServerResponse response;
  private final Path path;
  private final BlockingQueue<ByteBuf> free = new ArrayBlockingQueue<>(PIECES);
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
    Context loop = ((HttpServerRequestInternal) request).context();
    FileBody body = new FileBody(loop, response, file.path(), first, length);
    Thread.ofVirtual().name("static-body").start(body::run);
  }

  private void run() {
    for (int i = 0; i < PIECES; i++) {
      free.add(ByteBufAllocator.DEFAULT.directBuffer(PIECE, PIECE));
    }
    try {
      sendAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      loop.runOnContext(v -> response.reset());
    } catch (IOException e) {
      loop.runOnContext(v -> response.reset());
    } finally {
      releaseAll();
    }
  }

  private void sendAll() throws IOException, InterruptedException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      while (left > 0) {
        ByteBuf piece = free.poll(STALLED_SECONDS, TimeUnit.SECONDS);
        if (piece == null) {
          throw new IOException("the client takes nothing");
        }
        if (gone) {
          free.add(piece);
          return;
        }
        read(file, piece);
        boolean last = left == 0;
        loop.runOnContext(v -> write(piece, last));
      }
    }
  }

  private void read(FileChannel file, ByteBuf piece) throws IOException {
    int wanted = (int) Math.min(PIECE, left);
    piece.clear();
    while (piece.writerIndex() < wanted) {
      int count = piece.writeBytes(file, position, wanted - piece.writerIndex());
      if (count < 0) {
        free.add(piece);
        throw new EOFException(path + " has become shorter");
      }
      position += count;
      left -= count;
    }
  }

  private void write(ByteBuf piece, boolean last) {
    if (gone || response.closed()) {
      gone = true;
      free.add(piece);
      return;
    }
    // Vert.x doesn't release a buffer that it didn't make; it says when it needs it no more.
    Buffer buffer = BufferInternal.buffer(piece);
    Future<Void> written = last ? response.end(buffer) : response.write(buffer);
    written.onComplete(done -> {
      if (done.failed()) {
        gone = true;
      }
      free.add(piece);
    });
  }

  /** When the last piece has come back. */
  private void releaseAll() {
    try {
      for (int i = 0; i < PIECES; i++) {
        free.take().release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
