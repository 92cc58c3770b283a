package io.treeline.front.ws;

import io.netty.util.AsciiString;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers with the files of a directory: GET and HEAD, conditional requests (RFC 9110 §13), single
 * ranges (§14), {@code index.html} for a directory, never a listing.
 */
final class StaticFiles implements Responder {

  private static final CharSequence ACCEPT_RANGES = AsciiString.cached("accept-ranges");
  private static final CharSequence RANGE = AsciiString.cached("range");
  private static final CharSequence IF_RANGE = AsciiString.cached("if-range");
  private static final CharSequence BYTES = AsciiString.cached("bytes");

  private final FileTree files;

  StaticFiles(FileTree files) {
    this.files = files;
  }

  @Override
  public void respond(HttpServerRequest request, String path, String prefix) {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      Page.METHOD_NOT_ALLOWED.sendTo(request);
    } else if (path.length() == prefix.length()) {
      addSlash(request, path);
    } else {
      find(request, path, path.substring(prefix.length() + 1));
    }
  }

  private void find(HttpServerRequest request, String path, String name) {
    CompletableFuture<Found> looked = files.find(name);
    if (looked.isDone()) {
      show(request, path, looked.join());
      return;
    }
    Context context = ((HttpServerRequestInternal) request).context();
    looked.thenAccept(found -> context.runOnContext(v -> show(request, path, found)));
  }

  private static void show(HttpServerRequest request, String path, Found found) {
    switch (found) {
      case StaticFile file -> show(request, file);
      case Found.Directory directory -> addSlash(request, path);
      case Found.Missing missing -> Page.NOT_FOUND.sendTo(request);
    }
  }

  private static void addSlash(HttpServerRequest request, String path) {
    String query = request.query() == null ? "" : "?" + request.query();
    request
        .response()
        .setStatusCode(301)
        .putHeader(HttpHeaders.LOCATION, RequestPath.escape(path) + "/" + query)
        .end();
  }

  private static void show(HttpServerRequest request, StaticFile file) {
    MultiMap asked = request.headers();
    HttpServerResponse response = request.response();
    response
        .putHeader(HttpHeaders.ETAG, file.etag())
        .putHeader(HttpHeaders.LAST_MODIFIED, file.lastModified());
    if (isUnchanged(asked, file)) {
      response.setStatusCode(304).end();
      return;
    }
    ByteRange range = rangeOf(asked, file);
    response.putHeader(ACCEPT_RANGES, BYTES);
    if (range == null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType());
      send(request, file);
    } else {
      sendRange(request, file, range);
    }
  }

  private static boolean isUnchanged(MultiMap asked, StaticFile file) {
    String known = asked.get(HttpHeaders.IF_NONE_MATCH);
    if (known != null) {
      return known.strip().equals("*") || known.contains(file.etag());
    }
    String since = asked.get(HttpHeaders.IF_MODIFIED_SINCE);
    return since != null && !HttpDate.isAfter(file.modified(), since);
  }

  private static @Nullable ByteRange rangeOf(MultiMap asked, StaticFile file) {
    String header = asked.get(RANGE);
    if (header == null) {
      return null;
    }
    String condition = asked.get(IF_RANGE);
    boolean same =
        condition == null
            || condition.contentEquals(file.etag())
            || condition.contentEquals(file.lastModified());
    return same ? ByteRange.of(header, file.size()) : null;
  }

  private static void sendRange(HttpServerRequest request, StaticFile file, ByteRange range) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_RANGE, range.describe(file.size()));
    if (!range.isSatisfiable()) {
      Page.RANGE_NOT_SATISFIABLE.sendTo(request);
      return;
    }
    response.setStatusCode(206).putHeader(HttpHeaders.CONTENT_TYPE, file.contentType());
    Buffer content = file.content();
    if (request.method() == HttpMethod.HEAD) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length())).end();
    } else if (content != null) {
      int first = Math.toIntExact(range.first());
      response.end(content.slice(first, first + Math.toIntExact(range.length())));
    } else {
      FileBody.send(request, file, range.first(), range.length());
    }
  }

  private static void send(HttpServerRequest request, StaticFile file) {
    HttpServerResponse response = request.response();
    Buffer content = file.content();
    if (request.method() == HttpMethod.HEAD) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, file.contentLength()).end();
    } else if (content != null) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, file.contentLength()).end(content);
    } else {
      FileBody.send(request, file, 0, file.size());
    }
  }
}
