package io.treeline.acme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.treeline.config.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * BIND on a port of loopback, with the zones {@code example.test} and {@code other.test} that a key
 * may change, {@code frozen.test} that it may not, and {@code broken.test} that can't be loaded.
 */
final class Named implements AutoCloseable {

  static final String KEY = "treeline";
  static final String SECRET = "c2VjcmV0IG9mIHRoZSB0ZXN0cyBvZiBUcmVlbGluZSE=";

  private static final String START =
      """
      $TTL 60
      @ IN SOA ns hostmaster 1 3600 600 86400 1
      @ IN NS ns
      ns IN A 127.0.0.1
      """;

  private final Process process;
  private final int port;
  private final Path log;

  private Named(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Skips the test where BIND isn't installed; with {@code CI=true} it fails. */
  static void require() {
    boolean installed = Files.isExecutable(program());
    if ("true".equals(System.getenv("CI"))) {
      assertThat(installed).as("named (package bind9) is installed").isTrue();
    }
    assumeThat(installed).as("named (package bind9) is installed").isTrue();
  }

  private static Path program() {
    return Path.of("/usr/sbin/named");
  }

  /** Starts it; {@code records} are more lines of {@code example.test}. */
  static Named start(Path directory, String records) throws IOException {
    require();
    int port = FreePorts.next();
    Files.writeString(directory.resolve("example.test.zone"), START + records + "\n");
    Files.writeString(directory.resolve("other.test.zone"), START);
    Files.writeString(directory.resolve("frozen.test.zone"), START);
    Files.writeString(directory.resolve("test.zone"), START);
    Files.writeString(directory.resolve("broken.test.zone"), "no zone\n");
    Path configuration = directory.resolve("named.conf");
    Files.writeString(configuration, configuration(directory, port));
    Path log = directory.resolve("named.log");
    Process process =
        new ProcessBuilder(program().toString(), "-g", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Named named = new Named(process, port, log);
    Name zone = Name.fromConstantString("example.test.");
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !named.server().ask(zone, Type.SOA, false).isFailed());
      return named;
    } catch (RuntimeException e) {
      named.close();
      throw new IllegalStateException(named.log(), e);
    }
  }

  private static String configuration(Path directory, int port) {
    return """
    options {
      directory "%s";
      listen-on port %d { 127.0.0.1; };
      listen-on-v6 { none; };
      pid-file none;
      session-keyfile none;
      recursion no;
      notify no;
      dnssec-validation no;
      check-names primary ignore;
    };
    controls { };
    key "%s" { algorithm hmac-sha256; secret "%s"; };
    key "another" { algorithm hmac-sha256; secret "%s"; };
    zone "example.test" { type primary; file "example.test.zone"; allow-update { key %s; }; };
    zone "other.test" { type primary; file "other.test.zone"; allow-update { key %s; }; };
    zone "test" { type primary; file "test.zone"; };
    zone "frozen.test" { type primary; file "frozen.test.zone"; };
    zone "broken.test" { type primary; file "broken.test.zone"; };
    """
        .formatted(directory, port, KEY, SECRET, SECRET, KEY, KEY);
  }

  HostPort at() {
    return new HostPort("127.0.0.1", port);
  }

  Nameserver server() {
    return Nameserver.of(at());
  }

  Resolving resolving() {
    return new Resolving(List.of(at()));
  }

  /** The values of a TXT record. */
  List<String> texts(String name) {
    return ZoneServers.textsOf(
        server().ask(Name.fromConstantString(name + "."), Type.TXT, false), null);
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }
}
