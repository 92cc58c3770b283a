package io.treeline.core.challenge;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.PairParts;
import io.treeline.core.name.DomainName;

/** What an authority has to find when it asks whether a name is ours. Immutable. */
public sealed interface ChallengeAnswer {

  /** The name for which it is asked. */
  DomainName name();

  /**
   * The body of {@code /.well-known/acme-challenge/TOKEN} on the plain port (RFC 8555 §8.3).
   *
   * @param name for which it is asked; any host gets it
   */
  record Http01(DomainName name, String token, String keyAuthorization)
      implements ChallengeAnswer {}

  /** The certificate that a handshake with ALPN {@code acme-tls/1} alone gets (RFC 8737). */
  record TlsAlpn01(DomainName name, PairParts pair) implements ChallengeAnswer {

    /** By which handshakes find the certificate. */
    public CertificateId id() {
      return CertificateId.ofChallenge(Fingerprint.of(pair.chainDer().getFirst()));
    }
  }

  /**
   * A TXT record (RFC 8555 §8.4).
   *
   * @param name whose {@code _acme-challenge} record it is, without the {@code *.} of a wildcard
   * @param value the record's text
   */
  record Dns01(DomainName name, String value) implements ChallengeAnswer {}
}
