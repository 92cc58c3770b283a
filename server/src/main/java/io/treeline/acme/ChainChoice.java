package io.treeline.acme;

import io.treeline.core.cert.PublicPair;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.exception.AcmeException;

/**
 * Takes the chain that leads to a wanted root among those that an authority offers (RFC 8555
 * §7.4.2), and its first where none does. It has no state.
 */
final class ChainChoice {

  private ChainChoice() {}

  /**
   * The chain of an issued certificate.
   *
   * @param root the subject of the wanted root, whole or its common name; null for any
   */
  static PublicPair of(Certificate certificate, @Nullable String root) throws AcmeException {
    PublicPair first = new PublicPair(certificate.getCertificateChain());
    if (root == null || leadsTo(first, root)) {
      return first;
    }
    for (Certificate each : certificate.getAlternateCertificates()) {
      each.download();
      PublicPair other = new PublicPair(each.getCertificateChain());
      if (leadsTo(other, root)) {
        return other;
      }
    }
    return first;
  }

  static boolean leadsTo(PublicPair chain, String root) {
    X500Principal subject = rootOf(chain);
    return same(subject.getName(), root)
        || same(subject.toString(), root)
        || same(commonName(subject), root);
  }

  /** The topmost certificate names it, whether it is that root itself or issued by it. */
  static X500Principal rootOf(PublicPair chain) {
    return chain.chain().getLast().getIssuerX500Principal();
  }

  private static boolean same(@Nullable String one, String other) {
    return one != null
        && one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }

  private static @Nullable String commonName(X500Principal subject) {
    try {
      for (Rdn part : new LdapName(subject.getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return part.getValue().toString();
        }
      }
      return null;
    } catch (InvalidNameException e) {
      return null;
    }
  }
}
