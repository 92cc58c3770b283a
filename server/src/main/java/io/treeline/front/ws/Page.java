package io.treeline.front.ws;

import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** The one-sentence pages of the front's own. */
enum Page {
  BAD_REQUEST(400, "This request can't be understood; check its address and its Host header."),
  NOT_FOUND(404, "There is nothing at this address."),
  METHOD_NOT_ALLOWED(405, "This address can only be read."),
  RANGE_NOT_SATISFIABLE(416, "The file is shorter than the range that was asked for."),
  BAD_GATEWAY(502, "The service behind this address can't be reached; try again in a minute."),
  GATEWAY_TIMEOUT(504, "The service behind this address did not answer in time; try again.");

  private static final CharSequence TEXT = AsciiString.cached("text/plain; charset=utf-8");

  private final int status;
  private final Buffer sentence;

  Page(int status, String sentence) {
    this.status = status;
    this.sentence = Buffer.buffer(sentence + "\n");
  }

  /** Ends the response with this page, unless another answer has begun. */
  void sendTo(HttpServerRequest request) {
    var response = request.response();
    if (response.headWritten() || response.ended()) {
      response.reset();
      return;
    }
    response.headers().remove(HttpHeaders.TRANSFER_ENCODING);
    response.setChunked(false);
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, TEXT).end(sentence);
  }
}
