package io.treeline.importer;

import java.nio.file.Path;
import java.util.Locale;

/** The other servers and clients whose layouts are read. */
public enum ServerKind {
  /** A configuration of nginx: {@code nginx.conf}, its directory, or one site's file. */
  NGINX {
    @Override
    void read(Path path, LayoutNotes notes) {
      new NginxReader(path, notes).read();
    }
  },
  /** What certbot keeps: {@code /etc/letsencrypt}. */
  CERTBOT {
    @Override
    void read(Path path, LayoutNotes notes) {
      new CertbotReader(notes).read(path);
    }
  },
  /** Caddy's data directory, or a {@code Caddyfile}. */
  CADDY {
    @Override
    void read(Path path, LayoutNotes notes) {
      new CaddyReader(notes).read(path);
    }
  },
  /** A configuration of HAProxy, or a directory of its certificates. */
  HAPROXY {
    @Override
    void read(Path path, LayoutNotes notes) {
      new HaproxyReader(notes).read(path);
    }
  };

  /** The word that commands use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the path holds. What can't be read is a remark; nothing is thrown, nothing is changed. */
  public Layout read(Path path) {
    LayoutNotes notes = new LayoutNotes();
    read(path.toAbsolutePath().normalize(), notes);
    return notes.layout();
  }

  abstract void read(Path path, LayoutNotes notes);
}
