package io.treeline.acme;

import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.DefaultConnection;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.toolbox.JSONBuilder;

/**
 * A connection that goes on where acme4j gives up on refused nonces: the authority did nothing then
 * (RFC 8555 §6.5), so the same request may be sent again whatever it asks for. Failures say their
 * HTTP status. For one thread.
 */
final class PatientConnection extends DefaultConnection {

  /** Of ten attempts each. At nine refusals in ten, one request in a million runs out of them. */
  private static final int ROUNDS = 13;

  private static final Duration FIRST_WAIT = Duration.ofMillis(20);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Pause pause;

  PatientConnection(HttpConnector connector, Pause pause) {
    super(connector);
    this.pause = pause;
  }

  @Override
  protected int sendSignedRequest(
      URL url,
      @Nullable JSONBuilder claims,
      Session session,
      java.security.KeyPair keyPair,
      @Nullable URL account,
      String accept)
      throws AcmeException {
    for (int round = 1; ; round++) {
      try {
        return super.sendSignedRequest(url, claims, session, keyPair, account, accept);
      } catch (AcmeServerException e) {
        if (round == ROUNDS
            || !isRefusedNonce(e)
            || !pause.backOff(FIRST_WAIT, LONGEST_WAIT, round)) {
          throw withStatus(e);
        }
        close();
      } catch (AcmeException e) {
        throw withStatus(e);
      }
    }
  }

  @Override
  public int sendRequest(URL url, Session session, @Nullable ZonedDateTime ifModifiedSince)
      throws AcmeException {
    try {
      return super.sendRequest(url, session, ifModifiedSince);
    } catch (AcmeException e) {
      throw withStatus(e);
    }
  }

  private AcmeException withStatus(AcmeException e) {
    HttpResponse<java.io.InputStream> response = lastResponse;
    if (response == null) {
      return e;
    }
    discard(response);
    return new HttpFailure(response.statusCode(), retryAfter(), e);
  }

  private @Nullable Instant retryAfter() {
    try {
      return getRetryAfter().orElse(null);
    } catch (AcmeProtocolException e) {
      return null;
    }
  }

  /** An answer that nobody reads would keep its connection. */
  private static void discard(HttpResponse<java.io.InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      // It is gone then, which was the purpose.
    }
  }

  static boolean isRefusedNonce(AcmeServerException e) {
    return e.getType().toString().endsWith(":badNonce");
  }
}
