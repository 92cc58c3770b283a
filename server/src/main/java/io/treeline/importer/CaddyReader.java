package io.treeline.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads Caddy's data directory and its Caddyfile, whichever are there. For one use. */
final class CaddyReader {

  private static final String CERTIFICATES = "certificates";

  /** Under this issuer Caddy keeps what its own authority issued, for hours each. */
  private static final String OWN_AUTHORITY = "local";

  private final LayoutNotes notes;

  CaddyReader(LayoutNotes notes) {
    this.notes = notes;
  }

  void read(Path path) {
    if (!Files.isDirectory(path)) {
      new CaddyfileReader(notes).read(path);
      return;
    }
    if (Files.exists(path.resolve("Caddyfile"))) {
      new CaddyfileReader(notes).read(path.resolve("Caddyfile"));
    }
    for (Path each :
        List.of(
            path.resolve(CERTIFICATES),
            path.resolve("caddy").resolve(CERTIFICATES),
            path.endsWith(CERTIFICATES) ? path : path.resolve("data/caddy/" + CERTIFICATES))) {
      Globs.entries(each, "*").forEach(this::issuer);
    }
    if (notes.layout().isEmpty() && notes.layout().remarks().isEmpty()) {
      notes.remark(
          Origin.of(path),
          "There is neither a Caddyfile nor a directory 'certificates': name Caddy's data"
              + " directory, such as /var/lib/caddy/.local/share/caddy.");
    }
  }

  private void issuer(Path issuer) {
    for (Path name : Globs.entries(issuer, "*")) {
      for (Path crt : Globs.entries(name, "*.crt")) {
        if (issuer.endsWith(OWN_AUTHORITY)) {
          notes.remark(
              Origin.of(crt),
              "Caddy's own authority issued it, for some hours: have Treeline's issue with"
                  + " 'treeline cert local-ca issue NAME'.");
        } else {
          String file = crt.getFileName().toString();
          Path key = crt.resolveSibling(file.substring(0, file.length() - 3) + "key");
          notes.site(Origin.of(crt), List.of(), List.of(crt, key));
        }
      }
    }
  }
}
