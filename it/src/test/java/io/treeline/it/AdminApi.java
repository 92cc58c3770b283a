package io.treeline.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin API over HTTPS. Safe for concurrent use. */
final class AdminApi {

  private final String base;
  private final String token;
  private final HttpClient client;

  AdminApi(int port, String token) {
    this.base = "https://127.0.0.1:" + port;
    this.token = token;
    this.client = HttpClient.newBuilder().sslContext(anyServer()).build();
  }

  /** Which certificate an SNI gets; null stands for a client that sends none. */
  JsonNode explain(@Nullable String sni, String role) {
    return explain(sni, role, "any");
  }

  /** The same for a client of that kind. */
  JsonNode explain(@Nullable String sni, String role, String client) {
    String name = sni == null ? "" : "sni=" + encoded(sni) + "&";
    return get("/v1/explain?" + name + "role=" + encoded(role) + "&client=" + client);
  }

  JsonNode get(String path) {
    return JsonMapper.shared().readTree(text(path));
  }

  /** The tree as {@code domain export} writes it. */
  String export() {
    return text("/v1/export");
  }

  /** The body of an answer. */
  String text(String path) {
    return send(path, HttpRequest.newBuilder());
  }

  /** Puts a certificate in force; it is when this returns. */
  void putCertificate(String domain, String pem) {
    send(
        "/v1/domains/" + encoded(domain) + "/certificate",
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-pem-file")
            .PUT(HttpRequest.BodyPublishers.ofString(pem)));
  }

  /** Puts a JSON document somewhere; the answer, whatever its status. */
  HttpResponse<String> putJson(String path, String json) {
    return answer(
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  private String send(String path, HttpRequest.Builder request) {
    HttpResponse<String> response = answer(path, request);
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private HttpResponse<String> answer(String path, HttpRequest.Builder request) {
    try {
      return client.send(
          request.uri(URI.create(base + path)).header("Authorization", "Bearer " + token).build(),
          HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Trusts whatever certificate it is shown: which one that is, is what these tests look at. */
  static SSLContext anyServer() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
