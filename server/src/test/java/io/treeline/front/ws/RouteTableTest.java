package io.treeline.front.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.config.Route;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

  private final Map<Responder, String> names = new ConcurrentHashMap<>();
  private final RouteTable table =
      RouteTable.of(
          List.of(
              RunningFront.files("/", Path.of("every-root")),
              RunningFront.files("/sip", Path.of("every-sip")),
              RunningFront.files("/sip/ws/", Path.of("every-sip-ws")),
              RunningFront.files("/", Path.of("wild-root"), "*.example.com"),
              RunningFront.files("/deep", Path.of("deeper-wild"), "*.b.example.com"),
              RunningFront.files("/app", Path.of("named-app"), "a.example.com", "c.test")),
          this::responder);

  private Responder responder(Route.Target target) {
    Responder responder = new NamedResponder();
    names.put(responder, ((Route.Static) target).directory().toString());
    return responder;
  }

  @ParameterizedTest
  @CsvSource({
    "other.test, /, every-root",
    "other.test, /sip, every-sip",
    "other.test, /sip/, every-sip",
    "other.test, /siptrace, every-root",
    "other.test, /sip/wsx, every-sip",
    "other.test, /sip/ws, every-sip-ws",
    "other.test, /sip/ws/1, every-sip-ws",
    "x.example.com, /sip, wild-root",
    "y.b.example.com, /sip, wild-root",
    "y.b.example.com, /deep/1, deeper-wild",
    "b.example.com, /deep, wild-root",
    "a.example.com, /app/x, named-app",
    "a.example.com, /other, wild-root",
    "example.com, /, every-root",
    "c.test, /app, named-app",
    "c.test, /, every-root",
  })
  void theMoreSpecificHostAndThenTheLongerPathWins(String host, String path, String expected) {
    RouteTable.Entry found = table.find(host, path);

    assertThat(found).isNotNull();
    assertThat(names.get(found.responder())).isEqualTo(expected);
  }

  private static final class NamedResponder implements Responder {
    @Override
    public void respond(HttpServerRequest request, String path, String prefix) {}
  }
}
