package io.treeline.importer;

import io.treeline.core.cert.CertificateReader;
import io.treeline.core.cert.Intake;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.cert.ReadOptions;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the certificates of a layout, once each, and sorts them by name. For one use. */
final class Candidates {

  private final ReadOptions options;
  private final List<Remark> notUnderstood = new ArrayList<>();
  private final Map<List<Path>, Intake> read = new HashMap<>();

  /** Names above come before those below them. */
  private final Map<DomainName, List<Candidate>> byName =
      new TreeMap<>(
          Comparator.comparingInt((DomainName name) -> labels(name))
              .thenComparing(DomainName::text));

  Candidates(ReadOptions options) {
    this.options = options;
  }

  void add(Site site) {
    Intake intake = intake(site);
    switch (intake) {
      case null -> {}
      case Intake.Refused refused -> remark(site.origin(), refused.reason());
      case Intake.Accepted accepted -> add(site, accepted);
    }
  }

  Map<DomainName, List<Candidate>> byName() {
    return byName;
  }

  List<Remark> notUnderstood() {
    return notUnderstood;
  }

  private void add(Site site, Intake.Accepted accepted) {
    List<String> names = site.names().isEmpty() ? accepted.bundle().names() : site.names();
    Set<DomainName> domains = new LinkedHashSet<>();
    for (String name : names) {
      DomainName domain = domain(name, site.origin());
      if (domain != null) {
        domains.add(domain);
      }
    }
    if (names.isEmpty()) {
      remark(site.origin(), "The certificate covers no name, and none is named for it.");
    }
    for (DomainName name : domains) {
      byName
          .computeIfAbsent(name, unused -> new ArrayList<>())
          .add(new Candidate(name, accepted.bundle(), accepted.findings(), site.origin()));
    }
  }

  /** A wildcard is its domain's: names below that are not in the tree get the domain's own. */
  private @Nullable DomainName domain(String name, Origin origin) {
    try {
      return DomainName.parse(name.startsWith("*.") ? name.substring(2) : name);
    } catch (InvalidNameException e) {
      remark(origin, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Intake intake(Site site) {
    Intake known = read.get(site.files());
    if (known != null) {
      return known;
    }
    List<NamedInput> inputs = new ArrayList<>();
    for (Path file : site.files()) {
      try (InputStream in = Files.newInputStream(file)) {
        inputs.add(
            new NamedInput(file.toString(), in.readNBytes(CertificateReader.MAX_OCTETS + 1)));
      } catch (IOException e) {
        remark(
            site.origin(), file + " can't be read: check that it is there, its owner and modes.");
        return null;
      }
    }
    Intake intake = CertificateReader.merge(inputs, options);
    read.put(site.files(), intake);
    return intake;
  }

  private void remark(Origin origin, String sentence) {
    Remark remark = new Remark(origin, sentence);
    if (!notUnderstood.contains(remark)) {
      notUnderstood.add(remark);
    }
  }

  private static int labels(DomainName name) {
    return (int) name.text().chars().filter(c -> c == '.').count();
  }
}
