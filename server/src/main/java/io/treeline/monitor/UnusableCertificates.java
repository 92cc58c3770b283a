package io.treeline.monitor;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.state.Condition;
import io.treeline.core.state.Reporter;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.Live;
import io.treeline.store.StateEntryRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

  /** Takes up what was found before the start: no handshake may ask for it for days. */
  void recall(List<StateEntryRow> entries, Live live) {
    for (StateEntryRow entry : entries) {
      CertificateId certificate = entry.check().equals(CHECK) ? ofEntry(entry, live) : null;
      if (certificate != null) {
        hear(certificate, entry.reason());
      }
    }
  }

  private static @Nullable CertificateId ofEntry(StateEntryRow entry, Live live) {
    if (entry.domain() == null) {
      return live.defaultCertificate();
    }
    Domain domain = live.tree().domain(DomainName.ofStored(entry.domain()));
    return domain == null ? null : domain.certificate();
  }

  /** Looks again at all that was heard of. May block. */
  void run(Live live) {
    if (heard.isEmpty()) {
      return;
    }
    Map<CertificateId, Where> owners = owners(live);
    List<Condition> found = new ArrayList<>();
    for (CertificateId each : List.copyOf(heard.keySet())) {
      Where owner = owners.get(each);
      String reason = owner == null ? null : whyUnusable.apply(each);
      if (owner == null || reason == null) {
        heard.remove(each);
      } else {
        found.add(condition(owner, reason));
      }
    }
    reporter.replace(CHECK, found);
  }

  private Map<CertificateId, Where> owners(Live live) {
    Map<CertificateId, Where> owners = new HashMap<>();
    DomainTree tree = live.tree();
    tree.forEach(domain -> {
      CertificateId certificate = domain.certificate();
      if (certificate != null && heard.containsKey(certificate)) {
        owners.put(certificate, Where.domain(domain.name()));
      }
    });
    CertificateId last = live.defaultCertificate();
    if (last != null && heard.containsKey(last)) {
      owners.put(last, Where.INSTALLATION);
    }
    return owners;
  }

  private static Condition condition(Where owner, String reason) {
    DomainName domain = owner.domain();
    return new Condition(
        CHECK,
        Status.ERROR,
        (domain == null ? "The default certificate" : "The certificate of '" + domain + "'")
            + " can't be served, handshakes for it end with an alert: "
            + reason,
        domain == null
            ? "Restore the master key that sealed it, or a backup of the store."
            : "Put the certificate in again with 'treeline cert put "
                + domain
                + " FILE', or restore the master key that sealed it.",
        owner);
  }
}
