package io.treeline.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A response's body as a stream for a blocking writer, which waits until each part is on its way.
 * Status and headers go out with the first part, so that what fails before can still be told. For
 * one writer.
 */
final class ResponseOutput extends OutputStream {

  private static final int PART = 32 * 1024;

  private final HttpServerResponse response;
  private final Context loop;
  private Buffer part = Buffer.buffer(PART);

  ResponseOutput(HttpServerResponse response, Context loop) {
    this.response = response;
    this.loop = loop;
  }

  @Override
  public void write(int octet) throws IOException {
    part.appendByte((byte) octet);
    sendIfFull();
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    part.appendBytes(octets, offset, length);
    sendIfFull();
  }

  @Override
  public void flush() throws IOException {
    if (part.length() > 0) {
      Buffer full = part;
      part = Buffer.buffer(PART);
      send(full);
    }
  }

  private void sendIfFull() throws IOException {
    if (part.length() >= PART) {
      flush();
    }
  }

  private void send(Buffer full) throws IOException {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    loop.runOnContext(none ->
        response
            .write(full)
            .onComplete(done -> {
              if (done.succeeded()) {
                sent.complete(null);
              } else {
                sent.completeExceptionally(done.cause());
              }
            }));
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new IOException("The client is gone.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while writing a response.", e);
    }
  }
}
