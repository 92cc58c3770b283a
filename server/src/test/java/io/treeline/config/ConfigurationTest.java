package io.treeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.name.DomainName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @Test
  void everyKeyOfTheExampleIsRead() {
    Configuration read = Example.valid(Example.TEXT);
    assertThat(read.general())
        .isEqualTo(
            new General(
                DomainName.parse("example.com"),
                List.of(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("2001:db8::7")),
                80,
                443,
                Transport.EPOLL));
    assertThat(read.structure())
        .containsExactly(
            new Site(
                "main_site", List.of(new Server("srv1", List.of("ws1", "sg1", "mware1", "api1")))));
    assertThat(read.roles())
        .containsExactly(
            new WsRole(
                "ws1",
                Bind.EVERYWHERE,
                80,
                443,
                Path.of("/var/lib/treeline/syncroot/common/cert"),
                List.of(
                    new Route(
                        "/sip", List.of(), new Route.Proxy(URI.create("http://127.0.0.1:5066"))),
                    new Route(
                        "/",
                        List.of(
                            new HostPattern(DomainName.parse("hello.example.com"), false),
                            new HostPattern(DomainName.parse("example.com"), true)),
                        new Route.Welcome()),
                    new Route("/", List.of(), new Route.Static(Path.of("/srv/softphone"))))),
            new SgRole(
                "sg1",
                new Bind(List.of(InetAddress.ofLiteral("0.0.0.0"))),
                5061,
                new HostPort("127.0.0.1", 5060),
                ProxyProtocol.V1,
                Path.of("/var/lib/treeline/own")),
            new MwareRole(
                "mware1",
                new Acme(
                    List.of(URI.create("https://acme.example/directory")),
                    Path.of("/var/lib/treeline/ca.pem"),
                    false,
                    new Acme.ExternalAccount("k1", new SecretSource.Environment("EAB_KEY")),
                    "shortlived",
                    Acme.AccountPer.TENANT,
                    new DnsAnswers.Update(
                        new HostPort("192.0.2.53", 53),
                        DomainName.parse("example.com"),
                        DomainName.parse("treeline"),
                        "hmac-sha512",
                        new SecretSource.InFile(Path.of("/var/lib/treeline/tsig.key"))),
                    List.of(new HostPort("192.0.2.53", 53), new HostPort("::1", 5353)),
                    List.of(
                        new Acme.Limits(
                            URI.create("https://acme.example/directory"),
                            new Acme.Allowance(3_000, Duration.ofHours(3)),
                            null,
                            null,
                            null)))),
            new ApiRole("api1", new Bind(List.of(LOOPBACK)), 7443));
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    Configuration read =
        Example.valid(
            """
            {"general": {"generaldomain": "a.example"}, "roles": [
              {"name": "w", "roletype": "ws"},
              {"name": "s", "roletype": "sg", "upstream": "[::1]:5060"},
              {"name": "m", "roletype": "mware"},
              {"name": "a", "roletype": "api"}]}
            """);
    assertThat(read.general())
        .isEqualTo(new General(DomainName.parse("a.example"), List.of(), 80, 443, Transport.AUTO));
    assertThat(read.roles())
        .containsExactly(
            new WsRole("w", Bind.EVERYWHERE, 80, 443, null, List.of()),
            new SgRole(
                "s", Bind.EVERYWHERE, 5061, new HostPort("::1", 5060), ProxyProtocol.V2, null),
            new MwareRole(
                "m",
                new Acme(
                    List.of(URI.create("https://acme-v02.api.letsencrypt.org/directory")),
                    null,
                    true,
                    null,
                    null,
                    Acme.AccountPer.EMAIL,
                    null,
                    List.of(),
                    List.of())),
            new ApiRole("a", Bind.EVERYWHERE, 7443));
  }

  @Test
  void theBuiltInRunsAllFourRolesOnUnprivilegedPorts() {
    Configuration builtIn = Configuration.builtIn();
    assertThat(builtIn.general().generalDomain()).isEqualTo(DomainName.parse("platform.local"));
    assertThat(builtIn.general().publicHttpsPort()).isEqualTo(8443);
    assertThat(builtIn.forServer(null))
        .containsExactly(
            new WsRole(
                "ws1",
                Bind.EVERYWHERE,
                8080,
                8443,
                null,
                List.of(new Route("/", List.of(), new Route.Welcome()))),
            new SgRole(
                "sg1",
                Bind.EVERYWHERE,
                5061,
                new HostPort("127.0.0.1", 5060),
                ProxyProtocol.V2,
                null),
            Example.valid(
                    "{\"general\":{\"generaldomain\":\"a\"},\"roles\":[{\"name\":\"mware1\",\"roletype\":\"mware\"}]}")
                .roles()
                .getFirst(),
            new ApiRole("api1", new Bind(List.of(LOOPBACK)), 7443));
  }

  @Test
  void aServerRunsTheRolesThatTheStructureGivesIt() {
    Configuration two =
        Example.valid(
            Example.with(
                "/structure/0/servers",
                """
                [{"server": "left", "roles": ["ws1", "api1"]},
                 {"server": "right", "roles": ["mware1", "sg1", "ws1"]}]
                """));
    assertThat(two.forServer("right"))
        .extracting(Role::name)
        .containsExactly("mware1", "sg1", "ws1");
    assertThat(two.forServer("left")).extracting(Role::name).containsExactly("ws1", "api1");
    assertThatThrownBy(() -> two.forServer("middle"))
        .isInstanceOf(UnknownServerException.class)
        .hasMessage("The configuration has no server 'middle'; it has left, right.");
    assertThatThrownBy(() -> two.forServer(null))
        .hasMessageContaining("say which one this is with --server NAME");
  }

  @Test
  void aSingleServerRunsEveryRoleWhateverItIsCalled() {
    Configuration one = Example.valid(Example.TEXT);
    assertThat(one.forServer(null)).isEqualTo(one.roles());
    assertThat(one.forServer("other")).isEqualTo(one.roles());
  }

  @Test
  void aBindOfAllAddressesIsOneWildcardSocket() {
    assertThat(Bind.EVERYWHERE.at(443)).containsExactly(new InetSocketAddress(443));
    assertThat(new Bind(List.of(LOOPBACK)).at(443))
        .containsExactly(new InetSocketAddress(LOOPBACK, 443));
  }

  @Test
  void aHostPatternWithAWildcardMeansAllBelowAName() {
    HostPattern below = new HostPattern(DomainName.parse("example.com"), true);
    assertThat(below.matches(DomainName.parse("a.b.example.com"))).isTrue();
    assertThat(below.matches(DomainName.parse("example.com"))).isFalse();
    assertThat(below).hasToString("*.example.com");
  }

  @Test
  void anIpv6UpstreamIsWrittenInBrackets() {
    assertThat(new HostPort("::1", 5060)).hasToString("[::1]:5060");
    assertThat(new HostPort("sip.example.com", 5060)).hasToString("sip.example.com:5060");
  }
}
