package io.treeline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * BIND's name server on loopback: with zones of its own, which whoever has its TSIG key may change
 * (RFC 2136, RFC 8945), and with zones about which it asks others. Nothing leaves the machine.
 */
final class Bind implements AutoCloseable {

  /** The name of its TSIG key. */
  static final String KEY = "treeline.";

  private static final String NOBODY = "forward only; forwarders { 127.0.0.1 port 9; };";

  private final PeerProcess process;
  private final int port;

  private Bind(PeerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** What it is to know. For one thread. */
  static final class Options {

    private final String secret;
    private final List<String> zones = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final Map<String, String> contents = new LinkedHashMap<>();

    /** With a TSIG key that nobody else has. */
    Options() {
      byte[] octets = new byte[32];
      new SecureRandom().nextBytes(octets);
      secret = Base64.getEncoder().encodeToString(octets);
    }

    /** The secret of its TSIG key, hmac-sha256, in Base64. */
    String secret() {
      return secret;
    }

    /** A zone of its own in which every name is 127.0.0.1, but for what the records say. */
    Options zone(String name, String... records) {
      contents.put(
          name,
          """
          $TTL 1
          @ IN SOA ns.%1$s. admin.%1$s. ( 1 60 60 60 1 )
          @ IN NS ns.%1$s.
          @ IN A 127.0.0.1
          * IN A 127.0.0.1
          ns IN A 127.0.0.1
          %2$s
          """
              .formatted(name, String.join("\n", records)));
      zones.add(
          "zone \"%1$s\" { type primary; file \"%1$s.zone\"; allow-update { key \"%2$s\"; }; };"
              .formatted(name, KEY));
      return this;
    }

    /** A zone about which it asks another server, on loopback. */
    Options forward(String name, int port) {
      zones.add(
          "zone \"%s\" { type forward; forward only; forwarders { 127.0.0.1 port %d; }; };"
              .formatted(name, port));
      return this;
    }

    Bind start(Path home) {
      int port = FreePorts.next();
      Path directory = home.resolve("bind");
      try {
        Files.createDirectories(directory);
        for (Map.Entry<String, String> zone : contents.entrySet()) {
          Files.writeString(directory.resolve(zone.getKey() + ".zone"), zone.getValue());
        }
        Path file =
            Files.writeString(directory.resolve("named.conf"), configuration(directory, port));
        return new Bind(
            PeerProcess.start(
                "named", List.of("-g", "-c", file.toString()), Map.of(), directory, port),
            port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String configuration(Path directory, int port) {
      return """
      options {
        directory "%s"; pid-file "named.pid"; session-keyfile "session.key";
        listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
        recursion yes; allow-recursion { any; }; dnssec-validation no; max-cache-ttl 0;
        %s
      };
      controls { };
      key "%s" { algorithm hmac-sha256; secret "%s"; };
      %s
      """
          .formatted(directory, port, NOBODY, KEY, secret, String.join("\n", zones));
    }
  }

  /** Where it answers. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** Whether it has records of that name and type. */
  boolean has(String name, String type) {
    List<String> dig = List.of("dig", "+short", "@127.0.0.1", "-p", "" + port, name, type);
    return !Launcher.runProgram(dig).ok().out().isBlank();
  }

  /** All that it wrote. */
  String log() {
    return process.log();
  }

  @Override
  public void close() {
    process.close();
  }
}
