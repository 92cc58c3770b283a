package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds which key and which leaf belong together, and takes one pair of each of two families. */
final class PairFinder {

  private static final int MOST_PAIRS = 2;

  private final Contents contents;
  private final ReadOptions options;
  private final Findings findings;
  private final ChainFinder chains;

  PairFinder(Contents contents, ReadOptions options, Findings findings) {
    this.contents = contents;
    this.options = options;
    this.findings = findings;
    this.chains = new ChainFinder(contents.certificates());
  }

  /** One or two pairs in the order of their leaves; none, with the reason in the findings. */
  List<FoundPair> find() {
    Map<Fingerprint, List<FoundCertificate>> leaves = new HashMap<>();
    for (FoundCertificate each : contents.certificates()) {
      leaves
          .computeIfAbsent(X509.keySha256(each.certificate()), spki -> new ArrayList<>())
          .add(each);
    }
    List<FoundPair> all = new ArrayList<>();
    for (FoundKey key : contents.keys()) {
      leaves.getOrDefault(key.material().spkiSha256(), List.of()).stream()
          .min(preference())
          .ifPresent(leaf -> all.add(chains.pair(key, leaf)));
    }
    if (all.isEmpty()) {
      mismatch();
      return List.of();
    }
    List<FoundPair> chosen = chosenOf(all);
    Leftovers.report(contents, all, chosen, findings);
    return chosen;
  }

  private List<FoundPair> chosenOf(List<FoundPair> all) {
    List<FoundPair> chosen = new ArrayList<>();
    all.stream()
        .sorted(Comparator.comparing(FoundPair::leaf, preference()))
        .filter(pair -> chosen.stream().noneMatch(each -> each.family() == pair.family()))
        .limit(MOST_PAIRS)
        .forEach(chosen::add);
    chosen.sort(Comparator.comparingInt(pair -> pair.leaf().position()));
    return chosen;
  }

  /** What covers the name before what doesn't, what is valid before what isn't, then the first. */
  private Comparator<FoundCertificate> preference() {
    return Comparator.comparing((FoundCertificate leaf) -> !covers(leaf))
        .thenComparing(leaf -> !isValid(leaf))
        .thenComparing(FoundCertificate::isAuthority)
        .thenComparingInt(FoundCertificate::position);
  }

  private boolean covers(FoundCertificate leaf) {
    DomainName name = options.name();
    return name == null || CoveredNames.of(leaf.certificate()).covers(name);
  }

  private boolean isValid(FoundCertificate leaf) {
    Instant now = options.now();
    return !now.isBefore(leaf.certificate().getNotBefore().toInstant())
        && !now.isAfter(leaf.certificate().getNotAfter().toInstant());
  }

  private void mismatch() {
    FoundKey key = contents.keys().getFirst();
    FoundCertificate leaf =
        contents.certificates().stream()
            .filter(each -> !each.isAuthority())
            .findFirst()
            .orElse(contents.certificates().getFirst());
    findings.add(
        FindingCode.KEY_MISMATCH,
        leaf.place(),
        "The private key doesn't belong to the certificate "
            + leaf.shown()
            + ": the key has sha256="
            + key.material().spkiSha256()
            + ", the certificate was made for the key with sha256="
            + X509.keySha256(leaf.certificate()),
        "give the key that the certificate was requested with, or the certificate that was issued"
            + " for this key");
  }
}
