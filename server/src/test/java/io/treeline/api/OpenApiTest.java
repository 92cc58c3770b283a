package io.treeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.tree.Setting;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published description is held to the routes and to the catalogue of settings. */
class OpenApiTest {

  private static final JsonObject DOCUMENT =
      Json.readObject(OpenApiEndpoint.text().getBytes(StandardCharsets.UTF_8));

  @Test
  void itDescribesExactlyTheRoutesThatThereAre() {
    Set<String> described = new TreeSet<>();
    JsonObject paths = DOCUMENT.object("paths");
    for (String path : paths.members().keySet()) {
      for (String method : paths.object(path).members().keySet()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    assertThat(described).isEqualTo(routes());
  }

  private static Set<String> routes() {
    Vertx vertx = Vertx.vertx();
    try (Threads threads = new Threads(vertx)) {
      return new RouteTable(new ApiParts(null, null, null, null, null), threads)
          .entries().stream()
              .map(
                  entry -> entry.method().name() + " " + entry.path().replaceAll(":(\\w+)", "{$1}"))
              .collect(Collectors.toCollection(TreeSet::new));
    } finally {
      TestServer.await(vertx.close());
    }
  }

  @Test
  void itKnowsEverySetting() {
    Set<String> catalogue =
        Stream.concat(
                Arrays.stream(Setting.values()).map(Setting::key), Stream.of("certificate_pem"))
            .collect(Collectors.toSet());
    JsonObject schemas = DOCUMENT.object("components").object("schemas");
    assertThat(schemas.object("SettingChanges").object("properties").members().keySet())
        .isEqualTo(catalogue);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(references(DOCUMENT.members()))
        .isNotEmpty()
        .allSatisfy(reference -> {
          Object at = DOCUMENT.members();
          for (String part : reference.substring(2).split("/")) {
            at = ((Map<?, ?>) at).get(part);
            assertThat(at).as(reference).isNotNull();
          }
        });
  }

  private static Set<String> references(Object value) {
    Set<String> found = new TreeSet<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> {
        if (key.equals("$ref")) {
          found.add((String) each);
        }
        found.addAll(references(each));
      });
    } else if (value instanceof Iterable<?> items) {
      items.forEach(each -> found.addAll(references(each)));
    }
    return found;
  }
}
