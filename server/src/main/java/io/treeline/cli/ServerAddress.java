package io.treeline.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which server a command speaks to, and how it gets in. */
sealed interface ServerAddress {

  /** The server of a data directory, on this machine. */
  record Local(Path dataDirectory) implements ServerAddress {}

  /**
   * A server elsewhere.
   *
   * @param token a secret
   * @param caFile null for the system's authorities
   * @param pin the fingerprint of its key in hexadecimal; null for none
   */
  record Remote(String host, int port, String token, @Nullable Path caFile, @Nullable String pin)
      implements ServerAddress {
    @Override
    public String toString() {
      return "https://" + host + ":" + port;
    }
  }

  /** What the options and the environment say. */
  static ServerAddress of(Arguments given, Terminal terminal) throws IOException {
    String url = given.option("--url");
    if (url == null) {
      for (String remoteOnly : new String[] {"--token", "--token-file", "--ca-file", "--pin"}) {
        if (given.option(remoteOnly) != null) {
          throw new WrongUsage(remoteOnly + " is for a server elsewhere: name it with --url.");
        }
      }
      return new Local(dataDirectory(given, terminal));
    }
    if (given.option("--data") != null) {
      throw new WrongUsage("--data and --url name two servers: give one of them.");
    }
    return remote(url, given, terminal);
  }

  /** The data directory that is meant. */
  static Path dataDirectory(Arguments given, Terminal terminal) {
    String option = given.option("--data");
    String named =
        option != null ? option : terminal.environment().getOrDefault("TREELINE_DATA", "data");
    return terminal.path(named);
  }

  private static Remote remote(String url, Arguments given, Terminal terminal) throws IOException {
    URI uri = https(url);
    String caFile = given.option("--ca-file");
    return new Remote(
        uri.getHost(),
        uri.getPort() < 0 ? 443 : uri.getPort(),
        token(given, terminal),
        caFile == null ? null : terminal.path(caFile),
        pin(given.option("--pin")));
  }

  private static URI https(String url) {
    try {
      URI uri = new URI(url);
      String path = uri.getPath();
      if ("https".equals(uri.getScheme())
          && uri.getHost() != null
          && (path == null || path.isEmpty() || path.equals("/"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, in one sentence with the other cases.
    }
    throw new WrongUsage("--url must look like https://admin.example.com:7443, not '" + url + "'.");
  }

  private static String token(Arguments given, Terminal terminal) throws IOException {
    String file = given.option("--token-file");
    String token =
        file != null
            ? Files.readString(terminal.path(file), StandardCharsets.UTF_8)
            : given.option("--token");
    if (token == null) {
      token = terminal.environment().get("TREELINE_TOKEN");
    }
    if (token == null || token.isBlank()) {
      throw new WrongUsage(
          "A server elsewhere wants a token: set TREELINE_TOKEN, or name a file with --token-file.");
    }
    if (!token.strip().matches("[!-~]+")) {
      throw new WrongUsage("The token holds what no token holds: check where it comes from.");
    }
    return token.strip();
  }

  private static @Nullable String pin(@Nullable String given) {
    if (given == null) {
      return null;
    }
    String hex =
        given.toLowerCase(java.util.Locale.ROOT).replaceFirst("^sha256[:=/]", "").replace(":", "");
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new WrongUsage(
          "--pin must be the SHA-256 of the server's public key, 64 hexadecimal digits.");
    }
    return hex;
  }
}
