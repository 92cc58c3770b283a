package io.treeline.cli;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The admin API's client: HTTP/1.1 over one connection, the same for the server here and one
 * elsewhere. Its few lines are the price of a quick start (decision 9). For one thread.
 */
final class ApiClient implements Closeable {

  private static final byte[] NOTHING = new byte[0];

  private final ServerAddress address;
  private final String host;
  private final @Nullable String token;
  private @Nullable Wire wire;

  private ApiClient(ServerAddress address, String host, @Nullable String token) {
    this.address = address;
    this.host = host;
    this.token = token;
  }

  /** A client of the server that is meant; it connects when it first asks. */
  static ApiClient of(Arguments given, Terminal terminal) throws IOException {
    ServerAddress address = ServerAddress.of(given, terminal);
    return switch (address) {
      case ServerAddress.Local local -> new ApiClient(address, "localhost", null);
      case ServerAddress.Remote remote ->
          new ApiClient(address, remote.host() + ":" + remote.port(), remote.token());
    };
  }

  /** A text as a part of a path or of a query. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * The JSON text at a path.
   *
   * @throws ApiFailure if the server has a problem with it
   */
  byte[] get(String path) throws IOException {
    return exchange("GET", path, null, NOTHING);
  }

  /** The JSON object at a path, as {@link #get}. */
  JsonObject object(String path) throws IOException {
    return Json.readObject(get(path));
  }

  /** Sends a JSON value; what comes back is JSON, or empty. */
  byte[] send(String method, String path, @Nullable Object json) throws IOException {
    byte[] body = json == null ? NOTHING : Json.write(json).getBytes(StandardCharsets.UTF_8);
    return exchange(method, path, json == null ? null : "application/json", body);
  }

  private byte[] exchange(String method, String path, @Nullable String type, byte[] body)
      throws IOException {
    head(method, path, type, type == null ? null : "Content-Length: " + body.length);
    wire().out().write(body);
    wire().out().flush();
    return answer();
  }

  /** A body that is read as it comes. */
  InputStream download(String path) throws IOException {
    head("GET", path, null, null);
    wire().out().flush();
    return stream();
  }

  /**
   * Sends a stream while the answer is read as it comes.
   *
   * @return the answer; where sending fails, it tells why, or breaks off
   */
  InputStream upload(String path, String type, InputStream body) throws IOException {
    head("POST", path, type, "Transfer-Encoding: chunked");
    wire().out().flush();
    Sending sending = new Sending(body, wire());
    Thread.ofPlatform().daemon().name("upload").start(sending);
    try {
      return stream();
    } catch (IOException e) {
      throw sending.causeOf(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (wire != null) {
      wire.close();
    }
  }

  private Wire wire() throws IOException {
    Wire open = wire;
    if (open == null) {
      open = Dialling.dial(address);
      wire = open;
    }
    return open;
  }

  private byte[] answer() throws IOException {
    ResponseHead head = ResponseHead.read(wire().in());
    byte[] body = head.body(wire().in()).readAllBytes();
    if (head.status() >= 400) {
      throw ApiFailure.of(head.status(), body);
    }
    return body;
  }

  private InputStream stream() throws IOException {
    ResponseHead head = ResponseHead.read(wire().in());
    InputStream body = head.body(wire().in());
    if (head.status() >= 400) {
      throw ApiFailure.of(head.status(), body.readAllBytes());
    }
    return body;
  }

  private void head(String method, String path, @Nullable String type, @Nullable String framing)
      throws IOException {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    head.append("\r\nUser-Agent: treeline/").append(Version.TEXT);
    if (token != null) {
      head.append("\r\nAuthorization: Bearer ").append(token);
    }
    if (type != null) {
      head.append("\r\nContent-Type: ").append(type);
    }
    if (framing != null) {
      head.append("\r\n").append(framing);
    }
    head.append("\r\n\r\n");
    wire().out().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
