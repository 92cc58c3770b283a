package io.treeline.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a configuration of nginx: which server block shows which files for which names. What
 * depends on variables or patterns is noted, not guessed. For one use.
 */
final class NginxReader {

  private static final int MAX_DEPTH = 16;

  private final Path start;
  private final Path prefix;
  private final LayoutNotes notes;
  private final Set<String> tlsSockets = new HashSet<>();

  NginxReader(Path path, LayoutNotes notes) {
    boolean directory = Files.isDirectory(path);
    this.start = directory ? path.resolve("nginx.conf") : path;
    Path parent = start.getParent();
    this.prefix = parent == null ? start : parent;
    this.notes = notes;
  }

  void read() {
    List<NginxDirective> all = new ArrayList<>();
    if (Files.exists(start) || !Files.isDirectory(prefix)) {
      all.addAll(file(start, Origin.of(start), 0));
    } else {
      for (Path each : Globs.entries(prefix, "*")) {
        if (Files.isRegularFile(each)) {
          all.addAll(file(each, Origin.of(each), 0));
        }
      }
    }
    NginxDirective root = new NginxDirective(Origin.of(start), "", List.of(), all);
    findTlsSockets(root);
    level(root, List.of());
  }

  private List<NginxDirective> file(Path file, Origin mentioned, int depth) {
    String text = notes.text(file, mentioned);
    return text == null ? List.of() : included(new NginxText(file, text, notes).read(), depth);
  }

  /** The same directives with the files that they include in their places. */
  private List<NginxDirective> included(List<NginxDirective> directives, int depth) {
    List<NginxDirective> all = new ArrayList<>();
    for (NginxDirective each : directives) {
      if (each.name().equals("include")) {
        all.addAll(include(each, depth));
      } else {
        all.add(each.block().isEmpty() ? each : each.with(included(each.block(), depth)));
      }
    }
    return all;
  }

  private List<NginxDirective> include(NginxDirective directive, int depth) {
    if (directive.first().contains("$") || depth >= MAX_DEPTH) {
      notes.remark(directive.origin(), "The include of " + directive.first() + " isn't followed.");
      return List.of();
    }
    List<NginxDirective> all = new ArrayList<>();
    for (Path file : Globs.expand(prefix.resolve(directive.first()))) {
      all.addAll(file(file, directive.origin(), depth + 1));
    }
    return all;
  }

  /** A parameter of one listen holds for the socket, whichever server block names it again. */
  private void findTlsSockets(NginxDirective block) {
    for (NginxDirective listen : block.inside("listen").toList()) {
      if (listen.arguments().contains("ssl") || listen.arguments().contains("quic")) {
        tlsSockets.add(listen.first());
      }
    }
    block.block().forEach(this::findTlsSockets);
  }

  private void level(NginxDirective block, List<NginxDirective> inherited) {
    List<NginxDirective> own = certificates(block).toList();
    List<NginxDirective> inForce = own.isEmpty() ? inherited : own;
    if (block.name().equals("server")) {
      server(block, inForce, !own.isEmpty());
      return;
    }
    for (NginxDirective each : block.block()) {
      if (List.of("http", "stream", "mail", "server").contains(each.name())) {
        level(each, inForce);
      }
    }
  }

  private static Stream<NginxDirective> certificates(NginxDirective block) {
    return block.block().stream()
        .filter(each ->
            each.name().equals("ssl_certificate") || each.name().equals("ssl_certificate_key"));
  }

  private void server(NginxDirective server, List<NginxDirective> certificates, boolean own) {
    boolean tls =
        server.inside("listen").anyMatch(listen -> tlsSockets.contains(listen.first()))
            || server.inside("ssl").anyMatch(ssl -> ssl.first().equals("on"));
    if (!tls || certificates.isEmpty()) {
      if (own) {
        notes.remark(
            server.origin(),
            "The server block names a certificate, but no 'listen … ssl' uses it.");
      }
      return;
    }
    if (server.inside("ssl_password_file").findAny().isPresent()) {
      notes.remark(
          server.origin(),
          "'ssl_password_file' isn't read: give the key's passphrase with --passphrase-file.");
    }
    List<Path> files = new ArrayList<>();
    for (NginxDirective each : certificates) {
      if (!isFile(each)) {
        return;
      }
      files.add(prefix.resolve(each.first()).normalize());
    }
    notes.site(server.origin(), names(server), files);
  }

  private boolean isFile(NginxDirective certificate) {
    String value = certificate.first();
    String why =
        value.contains("$")
            ? "has a variable, so which file it is depends on the connection"
            : value.matches("(data|engine|store):.*") ? "is no file" : null;
    if (why != null) {
      notes.remark(
          certificate.origin(),
          "'"
              + certificate.name()
              + " "
              + value
              + "' "
              + why
              + ": put those certificates in with"
              + " 'treeline cert put'.");
    }
    return why == null;
  }

  private List<String> names(NginxDirective server) {
    List<String> names = new ArrayList<>();
    for (NginxDirective each : server.inside("server_name").toList()) {
      each.arguments().forEach(name -> name(name, each.origin(), names));
    }
    return names;
  }

  private void name(String name, Origin origin, List<String> names) {
    if (name.equals("_") || name.isEmpty()) {
      return;
    }
    if (name.startsWith(".")) {
      names.add(name.substring(1));
      names.add("*" + name);
    } else if (name.startsWith("~") || name.endsWith(".*") || name.contains("$")) {
      notes.remark(
          origin,
          "The server name '"
              + name
              + "' is a pattern, which a tree of domains doesn't have: add"
              + " the names that it stands for yourself.");
    } else {
      names.add(name);
    }
  }
}
