package io.treeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences that an operator reads. */
class ProblemsTest {

  @Test
  void allProblemsAreReportedTogetherEachWithItsPlace() {
    String text =
        """
        {
          "general": { "generaldomain": "a..b", "transport": "epol", "public_http_port": 0 },
          "aliases": { "paths": [ { "alias": "certs", "value": "x" } ] },
          "role": [],
          "roles": [
            { "name": "ws1", "roletype": "ws", "https_prot": 443, "routes": [ { "path": "sip" } ] },
            { "name": "ws1", "roletype": "sg", "certdir": "alias://paths/default_certdir" },
            { "roletype": "smtp" }
          ],
          "structure": [ { "site": "s", "servers": [ { "server": "srv1", "roles": ["ws2"] } ] } ]
        }
        """;
    assertThat(Example.problems(text))
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "role: this key is not known; did you mean 'roles'?",
            "general.generaldomain: 'a..b' is no domain name: it has an empty label.",
            "general.transport: 'epol' is not known; did you mean 'epoll'?",
            "general.public_http_port: 0 is out of range: 1 to 65535 are allowed.",
            "roles[0].https_prot: this key is not known; did you mean 'https_port'?",
            "roles[0].routes[0].path: must start with a slash and hold no space, '?' or '#'.",
            "roles[0].routes[0]: needs exactly one of 'proxy', 'static', 'welcome'.",
            "roles[1].certdir: alias 'default_certdir' is not defined; known are 'certs'.",
            "roles[1].upstream: is missing; name the SIP server, for example \"127.0.0.1:5060\".",
            "roles[1].name: the name 'ws1' is taken by roles[0]; each role needs its own.",
            "roles[2].name: is missing; give the role a name.",
            "roles[2].roletype: 'smtp' is not known; known are 'api', 'mware', 'sg', 'ws'.",
            "structure[0].servers[0].roles[0]: there is no role 'ws2'; did you mean 'ws1'?",
            "roles[0].name: no server of the structure runs the role 'ws1';"
                + " add it to a server's roles, or remove it.");
  }

  @Test
  void anAliasThatIsNotDefinedIsNamed() {
    assertThat(Example.problems(Example.with("/aliases", "{}")))
        .extracting(Problem::toString)
        .contains("roles[0].certdir: alias 'default_certdir' is not defined in aliases.paths.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"general\": {\"generaldomain\" \"a\"}} | line 1, column 30",
        "`{\n  \"general\": {},\n  \"general\": {}\n}` | line 3, column 12",
        "`{\"roles\": [` | column 12: Unexpected end-of-input: expected close marker for Array.",
        "`{} {}` | line 1, column 4",
        "`` | must be one JSON object",
        "[] | must be one JSON object",
      })
  void aTextThatIsNoJsonIsReportedWithLineAndColumn(String text, String where) {
    assertThat(Example.problems(text)).singleElement().asString().contains(where);
  }

  @ParameterizedTest
  @CsvSource({
    "/roles/3/port, roles[3].port: the port 443 is taken by roles[0].https_port on server 'srv1'",
    "/roles/1/tls_port, roles[1].tls_port: the port 443 is taken by roles[0].https_port on server",
    "/roles/0/http_port, roles[0].https_port: the port 443 is taken by roles[0].http_port on server"
  })
  void aPortThatTwoListenersWouldTakeIsRefused(String pointer, String expected) {
    assertThat(Example.problems(Example.with(pointer, "443")))
        .singleElement()
        .asString()
        .startsWith(expected)
        .endsWith("; choose another one.");
  }

  @Test
  void aPortMayBeUsedTwiceOnDifferentAddressesOrServers() {
    String apart =
        """
        {"general": {"generaldomain": "a"}, "roles": [
          {"name": "a", "roletype": "api", "bind": "127.0.0.1"},
          {"name": "b", "roletype": "api", "bind": ["127.0.0.2", "::1"]},
          {"name": "c", "roletype": "api", "bind": "127.0.0.3", "port": 0},
          {"name": "d", "roletype": "api", "bind": "127.0.0.3", "port": 0}]}
        """;
    assertThat(Example.problems(apart)).isEmpty();
    String servers =
        """
        {"general": {"generaldomain": "a"}, "roles": [
          {"name": "a", "roletype": "api"}, {"name": "b", "roletype": "api"}],
         "structure": [{"site": "s", "servers": [
          {"server": "x", "roles": ["a"]}, {"server": "y", "roles": ["b"]}]}]}
        """;
    assertThat(Example.problems(servers)).isEmpty();
    assertThat(Example.problems(servers.replace("\"roles\": [\"b\"]", "\"roles\": [\"b\", \"a\"]")))
        .extracting(Problem::place)
        .containsExactly("roles[1].port");
  }

  @Test
  void limitsAreThoseOfAnAuthorityThatIsAskedAndGivenOnce() {
    assertThat(
            Example.problems(
                Example.with(
                    "/roles/2/acme/limits/0/directory", "\"https://other.example/directory\"")))
        .singleElement()
        .asString()
        .startsWith("roles[2].acme.limits[0].directory: is not among 'directories'");
    assertThat(
            Example.problems(
                Example.with(
                    "/roles/2/acme/limits/-",
                    "{\"directory\": \"https://acme.example/directory\"}")))
        .extracting(Problem::place)
        .containsExactly("roles[2].acme.limits[1].directory");
  }

  @Test
  void aSecretInTheTextIsRefusedWithoutRepeatingIt() {
    assertThat(Example.problems(Example.with("/roles/2/acme/eab/hmac_key", "\"c2VjcmV0\"")))
        .singleElement()
        .asString()
        .startsWith("roles[2].acme.eab.hmac_key: must not stand here itself")
        .doesNotContain("c2VjcmV0");
  }
}
