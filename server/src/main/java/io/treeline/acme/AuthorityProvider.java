package io.treeline.acme;

import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;
import org.shredzone.acme4j.toolbox.JSON;

/**
 * How acme4j reaches one authority: whom it trusts, how long it waits, and for how long a directory
 * (RFC 8555 §7.1.1) is taken as it was read. Safe for use by several threads.
 */
final class AuthorityProvider extends GenericAcmeProvider {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration FRESH = Duration.ofHours(1);

  private final SSLContext trust;
  private final Pause pause;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile long readAt;
  private volatile boolean fresh;

  AuthorityProvider(SSLContext trust, Pause pause) {
    this.trust = trust;
    this.pause = pause;
  }

  @Override
  public HttpClient createHttpClient(NetworkSettings settings) {
    return HttpClient.newBuilder()
        .sslContext(trust)
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .proxy(ProxySelector.getDefault())
        .build();
  }

  @Override
  protected HttpConnector createHttpConnector(NetworkSettings settings, HttpClient client) {
    return new Named(settings, client);
  }

  @Override
  public Connection connect(URI directory, NetworkSettings settings, HttpClient client) {
    return new PatientConnection(createHttpConnector(settings, client), pause);
  }

  /**
   * Reads it where that is due; null leaves the session with the one it has. An authority that says
   * for how long it may be kept says so for its own convenience: an hour is polite to each.
   */
  @Override
  public @Nullable JSON directory(Session session, URI directory) throws AcmeException {
    if (isFresh(session)) {
      return null;
    }
    reading.lock();
    try {
      return isFresh(session) ? null : read(session, directory);
    } finally {
      reading.unlock();
    }
  }

  /** Has the directory read again before the next request. */
  void forgetDirectory() {
    fresh = false;
  }

  /** Another thread may have read it and not given it to the session yet. */
  private boolean isFresh(Session session) {
    return fresh && session.hasDirectory() && !Pause.passed(readAt, FRESH);
  }

  private JSON read(Session session, URI directory) throws AcmeException {
    try (Connection connection =
        connect(directory, session.networkSettings(), session.getHttpClient())) {
      int unused = connection.sendRequest(resolve(directory), session, null);
      JSON read = connection.readJsonResponse();
      readAt = Pause.nowNanos();
      fresh = true;
      return read;
    }
  }

  /** Says who calls (RFC 8555 §6.1). */
  private static final class Named extends HttpConnector {

    private Named(NetworkSettings settings, HttpClient client) {
      super(settings, client);
    }

    @Override
    public HttpRequest.Builder createRequestBuilder(URL url) {
      return super.createRequestBuilder(url)
          .setHeader("User-Agent", "Treeline " + HttpConnector.defaultUserAgent())
          .timeout(ANSWER);
    }
  }
}
