package io.treeline.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A tree of domains that a seed decides: tenants of their own name, with what is below them. */
final class RandomTree {

  private final RandomGenerator random;
  private final CertificateMaker maker = new CertificateMaker();
  private final List<String> names = new ArrayList<>();
  private final Map<String, List<MadeCertificate>> certificates = new LinkedHashMap<>();

  RandomTree(long seed, int domains) {
    random = new java.util.Random(seed);
    int tenants = Math.max(1, domains / 12);
    for (int i = 0; i < domains; i++) {
      String name = i < tenants ? tenant(i) : label() + "." + any(names);
      if (name.length() < 200 && !names.contains(name)) {
        names.add(name);
        certify(name);
      }
    }
  }

  /** The domains, parents before children. */
  List<String> names() {
    return names;
  }

  /** The fingerprints that stand for one value, in its order, by the first of them. */
  Map<String, List<MadeCertificate>> values() {
    Map<String, List<MadeCertificate>> byFirst = new HashMap<>();
    certificates.values().forEach(pairs -> byFirst.put(pairs.getFirst().sha256(), pairs));
    return byFirst;
  }

  /** Writes it for {@code domain import}. */
  Path write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("name", name);
      List<MadeCertificate> pairs = certificates.get(name);
      if (pairs != null) {
        line.put(
            "certificate_pem", String.join("", pairs.stream().map(MadeCertificate::pem).toList()));
      }
      lines.add(JsonMapper.shared().writeValueAsString(line));
    }
    return Files.write(file, lines);
  }

  private void certify(String name) {
    int kind = random.nextInt(10);
    if (kind < 3) {
      certificates.put(name, List.of(maker.ec(name, "*." + name)));
    } else if (kind < 4) {
      certificates.put(name, List.of(maker.rsa(name)));
    } else if (kind < 5) {
      certificates.put(name, List.of(maker.ec(name), maker.rsa(name)));
    }
  }

  private String tenant(int number) {
    return number % 7 == 6 ? "site" + number + ".platform.local" : "t" + number + ".example";
  }

  private String label() {
    return switch (random.nextInt(6)) {
      case 0 -> "_" + letters();
      case 1 -> String.valueOf(random.nextInt(1000));
      case 2 -> "xn--" + letters() + "-kva";
      default -> letters();
    };
  }

  private String letters() {
    StringBuilder letters = new StringBuilder();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
