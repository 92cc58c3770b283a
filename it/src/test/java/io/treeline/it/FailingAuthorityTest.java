package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of issuance stand on does as it is told. */
@NeedsPeer({"pebble", "challtestsrv"})
class FailingAuthorityTest {

  private final HttpClient client =
      HttpClient.newBuilder().sslContext(AdminApi.anyServer()).build();
  @TempDir private Path home;
  private Challtestsrv names;
  private Pebble pebble;
  private FailingAuthority authority;

  @BeforeEach
  void start() {
    names = Challtestsrv.start(home);
    pebble = new Pebble.Options().start(home, names.address());
    authority = FailingAuthority.before(pebble.port(), home);
  }

  @AfterEach
  void stop() {
    authority.close();
    pebble.close();
    names.close();
  }

  @Test
  void whatItsDirectoryNamesLeadsToItAgain() throws Exception {
    JsonNode directory = JsonMapper.shared().readTree(get(authority.directory()).body());
    String here = authority.directory().resolve("/").toString();
    assertThat(directory.get("newOrder").asString()).startsWith(here);
    assertThat(directory.get("renewalInfo").asString()).startsWith(here);
    HttpResponse<String> nonce = get(URI.create(directory.get("newNonce").asString()));
    assertThat(nonce.headers().firstValue("Replay-Nonce")).isPresent();
    assertThat(authority.requests(AcmeStep.NEW_NONCE)).isOne();
  }

  @Test
  void itFailsAsOftenAsItIsToldAndNoOftener() throws Exception {
    authority.limit(AcmeStep.DIRECTORY, Duration.ofSeconds(7));
    authority.dropAnswer(AcmeStep.DIRECTORY);
    HttpResponse<String> limited = get(authority.directory());
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(limited.body()).contains("urn:ietf:params:acme:error:rateLimited");
    // The JDK's client asks again when a GET is left without an answer.
    assertThat(get(authority.directory()).statusCode()).isEqualTo(200);
    assertThat(authority.requests(AcmeStep.DIRECTORY)).isEqualTo(3);

    authority.failAlways(AcmeStep.DIRECTORY, 503);
    assertThat(get(authority.directory()).statusCode()).isEqualTo(503);
    assertThat(get(authority.directory()).statusCode()).isEqualTo(503);
    authority.heal(AcmeStep.DIRECTORY);
    assertThat(get(authority.directory()).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsHeldGoesOnWhenItIsReleased() throws Exception {
    FailingAuthority.Held held = authority.hold(AcmeStep.DIRECTORY);
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(authority.directory()).build(),
            HttpResponse.BodyHandlers.ofString());
    held.awaitArrival();
    assertThat(answer).isNotDone();
    held.release();
    assertThat(answer.get().statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(URI address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
