package io.treeline.acme;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.SSLContext;

/**
 * Reads the {@code Date} of an answer to a request for the directory (RFC 9110 §6.6.1): it costs
 * the authority nothing and us no quota. Safe for use by several threads.
 */
final class DateHeader implements AuthorityTime, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient client;

  DateHeader(SSLContext trust) {
    this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(LIMIT).build();
  }

  @Override
  public Instant ask(URI directory) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(directory).timeout(LIMIT).build();
    try {
      HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      String date =
          answer
              .headers()
              .firstValue("Date")
              .orElseThrow(() -> new IOException("the answer of " + directory + " has no Date"));
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw new IOException("the Date of " + directory + " can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server stops", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
