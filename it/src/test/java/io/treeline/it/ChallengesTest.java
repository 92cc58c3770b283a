package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every way of showing an authority that a name is ours; the other ways are shut. */
@NeedsPeer({"pebble", "challtestsrv", "named", "curl"})
class ChallengesTest {

  private static final String NAME = "shop.example";

  @TempDir private Path home;

  @Test
  void byTlsAlpn01() throws Exception {
    AcmeBed bed = new AcmeBed(home);
    try (Challtestsrv names = Challtestsrv.start(home);
        Pebble pebble = bed.pebbleOnlyByTls().start(home, names.address());
        RunningTreeline server = bed.from(pebble).resolver(names.address()).start()) {
      AcmeBed.enable(server, NAME, "acme_challenge=tls-alpn-01");
      bed.awaitIssued(NAME);
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  @Test
  void byDns01InANameServerThatTakesUpdatesForAWildcard() throws Exception {
    AcmeBed bed = new AcmeBed(home);
    Bind.Options zones = new Bind.Options().zone("example");
    Path secret = secret(zones);
    try (Bind bind = zones.start(home);
        Pebble pebble = blindPebble(bind.address());
        RunningTreeline server =
            bed.from(pebble)
                .resolver(bind.address())
                .with(
                    "dns",
                    Map.of(
                        "update",
                        Map.of(
                            "server", bind.address(),
                            "zone", "example",
                            "key", "treeline",
                            "algorithm", "hmac-sha256",
                            "secret", Map.of("file", secret.toString()))))
                .start()) {
      AcmeBed.enable(server, NAME, "acme_challenge=dns-01", "acme_subdomains=*." + NAME);
      assertThat(AcmeBed.names(bed.awaitIssued(NAME))).containsExactlyInAnyOrder(NAME, "*." + NAME);
      assertThat(AcmeBed.isIssued(bed.leaf("any." + NAME))).isTrue();
      assertThat(pebble.orders()).isEqualTo(1);
      await("the records are gone")
          .atMost(AcmeBed.LONGEST)
          .until(() -> !bind.has("_acme-challenge." + NAME, "TXT"));
    }
  }

  @Test
  void byDns01AnsweredByTreelineItselfForADelegatedZone() throws Exception {
    AcmeBed bed = new AcmeBed(home);
    int port = FreePorts.next();
    Bind.Options zones =
        new Bind.Options()
            .zone(
                "example",
                "shop IN A 127.0.0.1",
                "_acme-challenge.shop IN CNAME shop.example.acme.test.")
            .forward("acme.test", port);
    try (Bind bind = zones.start(home);
        Pebble pebble = blindPebble(bind.address());
        RunningTreeline server =
            bed.from(pebble)
                .resolver(bind.address())
                .with(
                    "dns",
                    Map.of(
                        "responder",
                        Map.of("bind", "127.0.0.1", "port", port, "zone", "acme.test")))
                .start()) {
      AcmeBed.enable(server, NAME, "acme_challenge=dns-01", "acme_subdomains=*." + NAME);
      assertThat(AcmeBed.names(bed.awaitIssued(NAME))).containsExactlyInAnyOrder(NAME, "*." + NAME);
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  @Test
  void byDns01ThroughAProgramOfTheOperators() throws Exception {
    AcmeBed bed = new AcmeBed(home);
    try (Challtestsrv names = Challtestsrv.start(home);
        Pebble pebble = blindPebble(names.address());
        RunningTreeline server =
            bed.from(pebble)
                .resolver(names.address())
                .with("dns", Map.of("hook", hook(names).toString()))
                .start()) {
      AcmeBed.enable(server, NAME, "acme_challenge=dns-01");
      bed.awaitIssued(NAME);
      Path log = home.resolve("hook.log");
      await("add and remove")
          .atMost(AcmeBed.LONGEST)
          .until(() -> Files.readAllLines(log).size() == 2);
      List<String> lines = Files.readAllLines(log);
      assertThat(lines.getFirst()).startsWith("add _acme-challenge." + NAME + " ");
      assertThat(lines.getLast()).startsWith("remove _acme-challenge." + NAME + " ");
    }
  }

  @Test
  void byARecordThatStandsThereForGood() throws Exception {
    AcmeBed bed = new AcmeBed(home);
    try (Challtestsrv names = Challtestsrv.start(home);
        Pebble pebble = blindPebble(names.address());
        RunningTreeline server = bed.from(pebble).resolver(names.address()).start()) {
      server.run("domain", "add", NAME).ok();
      server.run("domain", "set", NAME, "acme_account_email=ops@example.com").ok();
      server.run("domain", "set", NAME, "acme_subdomains=www,*").ok();
      JsonNode authorization = server.run("acme", "authorize", NAME, "--json").ok().json();
      assertThat(authorization.get("found").asBoolean()).isFalse();
      assertThat(authorization.get("records"))
          .extracting(record -> record.get("recordName").asString())
          .containsExactly("_validation-persist." + NAME, "_validation-persist.www." + NAME);
      server.run("domain", "set", NAME, "acme_challenge=dns-persist-01", "acme_enabled=true").ok();
      await("the order fails before it is made")
          .atMost(AcmeBed.LONGEST)
          .until(() ->
              server.run("acme", "status", NAME, "--json").ok().json().get("failures").asInt()
                  == 1);
      assertThat(server.run("acme", "status", NAME).ok().out())
          .contains(authorization.get("records").get(0).get("recordValue").asString() + "\"");
      for (JsonNode record : authorization.get("records")) {
        assertThat(server.run("acme", "authorize", NAME).ok().out())
            .contains("No TXT record of " + record.get("recordName").asString() + " authorises");
        names.addTxt(record.get("recordName").asString(), record.get("recordValue").asString());
      }
      assertThat(server.run("acme", "authorize", NAME).ok().out())
          .contains("They are there", "acme_challenge=dns-persist-01");
      server.run("acme", "issue", NAME).ok();
      bed.awaitIssued(NAME);
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  /** An authority that finds nothing at the ports of the web. */
  private Pebble blindPebble(String resolver) {
    return new Pebble.Options()
        .validatingAt(FreePorts.next(), FreePorts.next())
        .start(home, resolver);
  }

  private Path secret(Bind.Options zones) throws IOException {
    return Files.writeString(home.resolve("tsig.secret"), zones.secret() + "\n");
  }

  /** Tells the resolver, as an operator's program tells his provider. */
  private Path hook(Challtestsrv names) throws IOException {
    return Files.write(
        Files.createFile(
            home.resolve("hook"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
        List.of(
            "#!/bin/sh -e",
            "echo \"$1 $2 $3\" >>" + home.resolve("hook.log"),
            "case $1 in add) path=set-txt ;; remove) path=clear-txt ;; esac",
            "curl -sf -d \"{\\\"host\\\":\\\"$2.\\\",\\\"value\\\":\\\"$3\\\"}\" "
                + names.management()
                + "/$path"));
  }
}
