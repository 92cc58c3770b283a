package io.treeline.app;

import io.treeline.certdir.CertdirListener;
import io.treeline.certdir.CertdirPair;
import io.treeline.config.Role;
import io.treeline.config.SgRole;
import io.treeline.config.WsRole;
import io.treeline.core.state.Condition;
import io.treeline.core.state.Reporter;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what becomes of certdirs into entries of system_state, one for each role that names it. */
final class CertdirReports implements CertdirListener {

  private static final Logger LOG = LoggerFactory.getLogger(CertdirReports.class);
  private static final String CHECK = "certdir-unusable";

  private final Reporter reporter;
  private final Map<Path, List<String>> roles;

  private CertdirReports(Reporter reporter, Map<Path, List<String>> roles) {
    this.reporter = reporter;
    this.roles = roles;
  }

  /** For the certdirs that these roles name. */
  static CertdirReports of(Reporter reporter, List<Role> roles) {
    Map<Path, List<String>> byPath = new HashMap<>();
    for (Role role : roles) {
      Path certdir = certdir(role);
      if (certdir != null) {
        byPath
            .computeIfAbsent(certdir.toAbsolutePath().normalize(), path -> new ArrayList<>())
            .add(role.name());
      }
    }
    return new CertdirReports(reporter, byPath);
  }

  @Override
  public void usable(Path directory, CertdirPair pair) {
    LOG.info(
        "certdir {}: in force, for {} until {}",
        directory,
        pair.certificate().names(),
        pair.certificate().notAfter());
    for (String role : roles.getOrDefault(directory, List.of())) {
      reporter.close(new Condition.Key(CHECK, Where.role(role)));
    }
  }

  @Override
  public void unusable(Path directory, String reason, boolean lastGoodKept) {
    LOG.warn("certdir {}: {}", directory, reason);
    String served =
        lastGoodKept ? "the last good pair stays in force" : "the default certificate is in force";
    for (String role : roles.getOrDefault(directory, List.of())) {
      reporter.open(
          new Condition(
              CHECK,
              Status.ERROR,
              "The certdir " + directory + " can't be used, " + served + ": " + reason,
              "Put a server.key there, and the server.crt that belongs to it.",
              Where.role(role)));
    }
  }

  private static @Nullable Path certdir(Role role) {
    return switch (role) {
      case WsRole ws -> ws.certdir();
      case SgRole sg -> sg.certdir();
      default -> null;
    };
  }
}
