package io.treeline.front.ws;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Tells an upstream who asks and how. What the client itself says of these is dropped: nobody
 * stands in front of this door whose word could be taken.
 */
final class ForwardedHeaders {

  /** Taken from no client. */
  static final Set<String> NAMES =
      Set.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-real-ip");

  private static final CharSequence FOR = AsciiString.cached("x-forwarded-for");
  private static final CharSequence PROTO = AsciiString.cached("x-forwarded-proto");
  private static final CharSequence HOST = AsciiString.cached("x-forwarded-host");
  private static final CharSequence HTTPS = AsciiString.cached("https");

  private ForwardedHeaders() {}

  /** Adds what is true of this request. */
  static void add(HttpServerRequest request, MultiMap to) {
    String address = request.remoteAddress().hostAddress();
    if (address != null) {
      to.set(FOR, address);
    }
    to.set(PROTO, HTTPS);
    to.set(HOST, String.valueOf(request.authority()));
  }
}
