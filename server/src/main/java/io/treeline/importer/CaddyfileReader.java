package io.treeline.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code tls} directives of a Caddyfile that name files. For one use. */
final class CaddyfileReader {

  private static final int MAX_DEPTH = 16;

  private final LayoutNotes notes;
  private final Map<String, List<CaddySegment>> snippets = new HashMap<>();

  CaddyfileReader(LayoutNotes notes) {
    this.notes = notes;
  }

  void read(Path file) {
    List<CaddySegment> segments = segments(file, Origin.of(file), 0);
    if (segments.isEmpty()) {
      return;
    }
    boolean braces = segments.stream().anyMatch(segment -> !segment.block().isEmpty());
    boolean oneSite = !braces || segments.stream().anyMatch(each -> each.first().equals("tls"));
    if (oneSite) {
      site(segments.getFirst(), segments.subList(1, segments.size()));
    } else {
      segments.forEach(each -> site(each, each.block()));
    }
  }

  /** The segments of a file with what it imports at its top; its snippets are kept. */
  private List<CaddySegment> segments(Path file, Origin mentioned, int depth) {
    String text = notes.text(file, mentioned);
    List<CaddySegment> all = new ArrayList<>();
    if (text == null) {
      return all;
    }
    for (CaddySegment each : new CaddyText(file, text, notes).read()) {
      String first = each.first();
      if (first.equals("import")) {
        all.addAll(imported(each, depth));
      } else if (first.startsWith("(") && first.endsWith(")")) {
        snippets.put(first.substring(1, first.length() - 1), each.block());
      } else {
        all.add(each);
      }
    }
    return all;
  }

  private List<CaddySegment> imported(CaddySegment statement, int depth) {
    String what = statement.arguments().isEmpty() ? "" : statement.arguments().getFirst();
    if (snippets.containsKey(what)) {
      return snippets.get(what);
    }
    if (what.contains("{") || depth >= MAX_DEPTH) {
      notes.remark(statement.origin(), "The import of " + what + " isn't followed.");
      return List.of();
    }
    List<CaddySegment> all = new ArrayList<>();
    for (Path file : Globs.expand(beside(statement, what))) {
      all.addAll(segments(file, statement.origin(), depth + 1));
    }
    return all;
  }

  private void site(CaddySegment addresses, List<CaddySegment> directives) {
    List<String> names = new ArrayList<>();
    boolean plain = !addresses.words().isEmpty();
    for (String word : addresses.words()) {
      String address = word.replaceFirst(",$", "");
      plain &= address.startsWith("http://") || address.endsWith(":80");
      name(address, addresses.origin(), names);
    }
    if (!plain && !addresses.words().isEmpty()) {
      directives(names, directives, 0);
    }
  }

  private void name(String address, Origin origin, List<String> names) {
    String host =
        address.replaceFirst("^https?://", "").replaceFirst("/.*$", "").replaceFirst(":\\d*$", "");
    if (host.contains("{")) {
      notes.remark(
          origin,
          "The address '"
              + address
              + "' has a placeholder: add the names that it stands for"
              + " yourself.");
    } else if (!host.isEmpty()) {
      names.add(host);
    }
  }

  private void directives(List<String> names, List<CaddySegment> directives, int depth) {
    for (CaddySegment each : directives) {
      if (each.first().equals("tls")) {
        tls(names, each);
      } else if (each.first().equals("import") && depth < MAX_DEPTH) {
        directives(names, imported(each, depth + 1), depth + 1);
      }
    }
  }

  private void tls(List<String> names, CaddySegment tls) {
    List<String> arguments = tls.arguments();
    if (arguments.equals(List.of("internal"))) {
      notes.remark(
          tls.origin(),
          "'tls internal' is Caddy's own authority: have Treeline's issue with 'treeline cert"
              + " local-ca issue NAME'.");
    } else if (arguments.stream().anyMatch(argument -> argument.contains("{"))) {
      notes.remark(
          tls.origin(),
          "A file of 'tls' has a placeholder, so it isn't known: put that certificate in with"
              + " 'treeline cert put'.");
    } else if (arguments.size() >= 2) {
      notes.site(tls.origin(), names, arguments.stream().map(file -> beside(tls, file)).toList());
    }
    for (CaddySegment each : tls.block()) {
      if (each.first().equals("load")) {
        each.arguments().forEach(directory -> load(beside(tls, directory), each.origin()));
      }
    }
  }

  /** Each PEM file of the directory has a key and its certificate. */
  private void load(Path directory, Origin origin) {
    List<Path> files = Globs.entries(directory, "*.pem");
    if (files.isEmpty()) {
      notes.remark(origin, "There is no .pem file in " + directory + ".");
    }
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        notes.site(Origin.of(file), List.of(), List.of(file));
      }
    }
  }

  private static Path beside(CaddySegment segment, String file) {
    return segment.origin().file().resolveSibling(file).normalize();
  }
}
