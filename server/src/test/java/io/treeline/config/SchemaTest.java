package io.treeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schema and the reader agree: what the reader takes, the schema takes. */
class SchemaTest {

  private static final String SCHEMA = "configuration.schema.json";

  private final Schema schema = load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/general/transport | \"nio\"",
        "/general/generaldomain | \"größe.example\"",
        "/general/public_addresses | []",
        "/general/public_http_port | 65535",
        "/roles/0/bind | \"::\"",
        "/roles/0/http_port | 0",
        "/roles/0/http_port | 80.0",
        "/roles/0/certdir | \"/etc/certs\"",
        "/roles/0/routes | []",
        "/roles/0/routes/0/proxy | \"https://backend.example:8443/\"",
        "/roles/1/upstream | \"[2001:db8::1]:5060\"",
        "/roles/1/upstream | \"sip.example.com:5060\"",
        "/roles/1/proxy_protocol | \"none\"",
        "/roles/2/acme | {}",
        "/roles/2/acme/eab/hmac_key | {\"file\": \"eab.key\"}",
        "/roles/2/acme/dns | {\"hook\": \"bin/dns-hook\"}",
        "/roles/2/acme/dns | {\"responder\": {\"zone\": \"acme.example.com\"}}",
        "/roles/2/acme/dns/update | {\"server\": \"ns.example.com:53\", \"key\": \"k\", \"secret\": {\"env\": \"TSIG\"}}",
        "/roles/2/acme/resolvers | []",
        "/roles/2/acme/limits | []",
        "/roles/2/acme/limits/0/registered_domain | {\"count\": 2000, \"hours\": 168}",
        "/roles/2/acme/limits/0/name_set | {\"count\": 1, \"hours\": 8784}",
        "/roles/2/acme/limits/0/failures | {\"count\": 60, \"hours\": 1}",
        "/structure | []",
      })
  void bothTakeWhatIsRight(String pointer, String json) {
    String text = Example.with(pointer, json);
    assertThat(schemaTakes(text)).isTrue();
    assertThat(Example.problems(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/other | 1 | other",
        "/$schema | 1 | $schema",
        "/general | [] | general",
        "/general/x | 1 | general.x",
        "/general/generaldomain | \"\" | general.generaldomain",
        "/general/generaldomain | null | general.generaldomain",
        "/general/public_addresses | \"192.0.2.1\" | general.public_addresses",
        "/general/public_addresses/0 | 1 | general.public_addresses[0]",
        "/general/public_https_port | 0 | general.public_https_port",
        "/general/public_https_port | \"443\" | general.public_https_port",
        "/general/transport | \"kqueue\" | general.transport",
        "/aliases/files | [] | aliases.files",
        "/aliases/paths | {} | aliases.paths",
        "/aliases/paths/0 | {\"alias\": \"default_certdir\"} | aliases.paths[0].value",
        "/aliases/paths/0/value | \"alias://paths/softphone\" | aliases.paths[0].value",
        "/roles | {} | roles",
        "/roles/- | 1 | roles[4]",
        "/roles/- | {\"name\": \"x\"} | roles[4].roletype",
        "/roles/0/port | 1 | roles[0].port",
        "/roles/0/name | \" \" | roles[0].name",
        "/roles/0/roletype | \"http\" | roles[0].roletype",
        "/roles/0/bind | [] | roles[0].bind",
        "/roles/0/bind | 1 | roles[0].bind",
        "/roles/0/http_port | 65536 | roles[0].http_port",
        "/roles/0/http_port | -1 | roles[0].http_port",
        "/roles/0/http_port | 80.5 | roles[0].http_port",
        "/roles/0/http_port | 1e400 | roles[0].http_port",
        "/roles/0/certdir | [] | roles[0].certdir",
        "/roles/0/routes | {} | roles[0].routes",
        "/roles/0/routes/0/path | \"sip\" | roles[0].routes[0].path",
        "/roles/0/routes/0/static | \"x\" | roles[0].routes[0]",
        "/roles/0/routes/0/proxy | \"ws://127.0.0.1:5066\" | roles[0].routes[0].proxy",
        "/roles/0/routes/1/welcome | false | roles[0].routes[1].welcome",
        "/roles/0/routes/1/hosts | \"a.example\" | roles[0].routes[1].hosts",
        "/roles/1/upstream | \"127.0.0.1\" | roles[1].upstream",
        "/roles/1/proxy_protocol | \"v3\" | roles[1].proxy_protocol",
        "/roles/2/bind | \"127.0.0.1\" | roles[2].bind",
        "/roles/2/acme/directories | [] | roles[2].acme.directories",
        "/roles/2/acme/directories/0 | \"http://acme.example\" | roles[2].acme.directories[0]",
        "/roles/2/acme/preflight | \"no\" | roles[2].acme.preflight",
        "/roles/2/acme/eab | {\"kid\": \"k\"} | roles[2].acme.eab.hmac_key",
        "/roles/2/acme/eab/hmac_key | \"secret\" | roles[2].acme.eab.hmac_key",
        "/roles/2/acme/eab/hmac_key | {} | roles[2].acme.eab.hmac_key",
        "/roles/2/acme/account_per | \"domain\" | roles[2].acme.account_per",
        "/roles/2/acme/dns | {} | roles[2].acme.dns",
        "/roles/2/acme/dns/hook | \"x\" | roles[2].acme.dns",
        "/roles/2/acme/dns/update/secret | \"c2VjcmV0\" | roles[2].acme.dns.update.secret",
        "/roles/2/acme/dns/update/server | \"ns.example.com\" | roles[2].acme.dns.update.server",
        "/roles/2/acme/dns/update/algorithm | \"hmac-md5\" | roles[2].acme.dns.update.algorithm",
        "/roles/2/acme/dns | {\"responder\": {\"port\": 53}} | roles[2].acme.dns.responder.zone",
        "/roles/2/acme/resolvers/0 | \"localhost\" | roles[2].acme.resolvers[0]",
        "/roles/2/acme/limits | {} | roles[2].acme.limits",
        "/roles/2/acme/limits/0 | {} | roles[2].acme.limits[0].directory",
        "/roles/2/acme/limits/0/directory | \"acme.example\" | roles[2].acme.limits[0].directory",
        "/roles/2/acme/limits/0/orders | {} | roles[2].acme.limits[0].orders",
        "/roles/2/acme/limits/0/failures | 5 | roles[2].acme.limits[0].failures",
        "/roles/2/acme/limits/0/failures | {\"count\": 5} | roles[2].acme.limits[0].failures.hours",
        "/roles/2/acme/limits/0/failures | {\"count\": 0, \"hours\": 1} | roles[2].acme.limits[0].failures.count",
        "/structure | {} | structure",
        "/structure/0 | {\"site\": \"s\"} | structure[0].servers",
        "/structure/0/servers/0 | {\"server\": \"s\"} | structure[0].servers[0].roles",
        "/structure/0/servers/0/roles/0 | 1 | structure[0].servers[0].roles[0]",
      })
  void bothRefuseWhatHasTheWrongShape(String pointer, String json, String place) {
    String text = Example.with(pointer, json);
    assertThat(schemaTakes(text)).isFalse();
    assertThat(Example.problems(text)).extracting(Problem::place).contains(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/general/generaldomain | \"a..b\" | general.generaldomain",
        "/general/generaldomain | \"192.0.2.1\" | general.generaldomain",
        "/general/public_addresses/0 | \"router.example\" | general.public_addresses[0]",
        "/aliases/paths/1/alias | \"default_certdir\" | aliases.paths[1].alias",
        "/roles/0/bind | \"localhost\" | roles[0].bind",
        "/roles/0/bind | [\"0.0.0.0\", \"127.0.0.1\"] | roles[0].bind[1]",
        "/roles/0/certdir | \"alias://paths/nowhere\" | roles[0].certdir",
        "/roles/0/certdir | \"alias://files/x\" | roles[0].certdir",
        "/roles/0/certdir | \"a\\u0000b\" | roles[0].certdir",
        "/roles/0/name | \"sg1\" | roles[1].name",
        "/roles/0/routes/0/path | \"/a b\" | roles[0].routes[0].path",
        "/roles/0/routes/0/proxy | \"http://127.0.0.1:5066/x\" | roles[0].routes[0].proxy",
        "/roles/0/routes/0/proxy | \"http://user@127.0.0.1\" | roles[0].routes[0].proxy",
        "/roles/0/routes/0/proxy | \"http://127.0.0.1:99999\" | roles[0].routes[0].proxy",
        "/roles/0/routes/0/path | \"/\" | roles[0].routes[2]",
        "/roles/0/routes/1/hosts/0 | \"*\" | roles[0].routes[1].hosts[0]",
        "/roles/1/upstream | \"[::1:5060\" | roles[1].upstream",
        "/roles/1/upstream | \"127.0.0.1:0\" | roles[1].upstream",
        "/roles/1/tls_port | 443 | roles[1].tls_port",
        "/structure/0/servers/0/roles | [\"ws1\"] | roles[1].name",
        "/structure/0/servers/0/roles/1 | \"ws1\" | structure[0].servers[0].roles[1]",
        "/structure/0/servers/0/roles/1 | \"sg2\" | structure[0].servers[0].roles[1]",
      })
  void onlyTheReaderSeesWhatContradictsItself(String pointer, String json, String place) {
    String text = Example.with(pointer, json);
    assertThat(schemaTakes(text)).isTrue();
    assertThat(Example.problems(text)).extracting(Problem::place).contains(place);
  }

  @ParameterizedTest
  @CsvSource({
    "/general, general",
    "/general/generaldomain, general.generaldomain",
    "/roles, roles",
    "/roles/0/name, roles[0].name",
    "/roles/0/roletype, roles[0].roletype",
    "/roles/0/routes/0/path, roles[0].routes[0].path",
    "/roles/0/routes/0/proxy, roles[0].routes[0]",
    "/roles/1/upstream, roles[1].upstream",
    "/structure/0/site, structure[0].site",
  })
  void bothMissWhatMustBeThere(String pointer, String place) {
    String text = Example.without(pointer);
    assertThat(schemaTakes(text)).isFalse();
    assertThat(Example.problems(text)).extracting(Problem::place).contains(place);
  }

  @Test
  void theReaderTakesNothingThatTheSchemaRefuses() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int taken = 0;
    for (int round = 0; round < 5_000; round++) {
      JsonNode root = Example.JSON.readTree(Example.TEXT);
      spoil(root, random);
      String text = root.toString();
      if (Example.problems(text).isEmpty()) {
        taken++;
        assertThat(schemaTakes(text)).as("seed %d, round %d: %s", seed, round, text).isTrue();
      }
    }
    assertThat(taken).as("texts of seed %d that stayed right", seed).isPositive();
  }

  @Test
  void theBuiltInFollowsTheSchema() throws IOException {
    assertThat(schemaTakes(resource("built-in.json"))).isTrue();
  }

  /** Changes one value somewhere, drops it, or adds a key beside it. */
  private static void spoil(JsonNode root, Random random) {
    List<JsonNode> inner = new ArrayList<>();
    collect(root, inner);
    switch (inner.get(random.nextInt(inner.size()))) {
      case ObjectNode object when !object.isEmpty() -> {
        List<String> keys = List.copyOf(object.propertyNames());
        String key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(4)) {
          case 0 -> object.remove(key);
          case 1 -> object.put(key + "s", 1);
          default -> object.set(key, anyValue(random));
        }
      }
      case ArrayNode list when !list.isEmpty() -> {
        int index = random.nextInt(list.size());
        if (random.nextInt(3) == 0) {
          list.remove(index);
        } else {
          list.set(index, anyValue(random));
        }
      }
      default -> {}
    }
  }

  private static void collect(JsonNode node, List<JsonNode> inner) {
    if (node.isContainer()) {
      inner.add(node);
      node.forEach(child -> collect(child, inner));
    }
  }

  private static JsonNode anyValue(Random random) {
    List<String> values =
        List.of(
            "null",
            "true",
            "0",
            "1",
            "65535",
            "65536",
            "2.0",
            "2.5",
            "-1",
            "{}",
            "[]",
            "\"\"",
            "\" \"",
            "\"/\"",
            "\"a\"",
            "\"::\"",
            "\"::1\"",
            "\"ws\"",
            "\"v2\"",
            "\"http://a\"",
            "\"a:1\"",
            "[\"a\"]",
            "[\"127.0.0.1\"]",
            "{\"env\":\"A\"}",
            "\"alias://paths/softphone\"");
    return Example.JSON.readTree(values.get(random.nextInt(values.size())));
  }

  private boolean schemaTakes(String text) {
    return schema.validate(text, InputFormat.JSON).isEmpty();
  }

  private static Schema load() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(resource(SCHEMA));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Configuration.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
