package io.treeline.monitor;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.state.Condition;
import io.treeline.core.state.Reporter;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps track of stored certificates that a handshake could not be given, until they can be served
 * or are replaced. Hearing of one is cheap enough for an event loop.
 */
final class UnusableCertificates {

  static final String CHECK = "certificate-unusable";

  private final Reporter reporter;
  private final Function<CertificateId, @Nullable String> whyUnusable;
  private final Map<CertificateId, String> heard = new ConcurrentHashMap<>();

  UnusableCertificates(Reporter reporter, Function<CertificateId, @Nullable String> whyUnusable) {
    this.reporter = reporter;
    this.whyUnusable = whyUnusable;
  }

  void hear(CertificateId certificate, String reason) {
    heard.putIfAbsent(certificate, reason);
  }

  /** Looks again at all that was heard of. May block. */
  void run(DomainTree tree) {
    if (heard.isEmpty()) {
      return;
    }
    Map<CertificateId, DomainName> owners = owners(tree);
    for (CertificateId each : heard.keySet()) {
      String reason = owners.containsKey(each) ? whyUnusable.apply(each) : null;
      if (reason == null) {
        heard.remove(each);
      } else {
        heard.put(each, reason);
      }
    }
    reporter.replace(
        CHECK,
        heard.entrySet().stream()
            .filter(each -> owners.containsKey(each.getKey()))
            .map(each -> condition(owners.get(each.getKey()), each.getValue()))
            .toList());
  }

  private Map<CertificateId, DomainName> owners(DomainTree tree) {
    Map<CertificateId, DomainName> owners = new ConcurrentHashMap<>();
    tree.forEach(domain -> note(domain, owners));
    return owners;
  }

  private void note(Domain domain, Map<CertificateId, DomainName> owners) {
    CertificateId certificate = domain.certificate();
    if (certificate != null && heard.containsKey(certificate)) {
      owners.put(certificate, domain.name());
    }
  }

  private static Condition condition(@Nullable DomainName domain, String reason) {
    return new Condition(
        CHECK,
        Status.ERROR,
        "The certificate of '"
            + domain
            + "' can't be served, handshakes for it end with an alert: "
            + reason,
        "Put the certificate in again with 'treeline cert put "
            + domain
            + " FILE', or restore the master key that sealed it.",
        new Where(null, null, domain));
  }
}
