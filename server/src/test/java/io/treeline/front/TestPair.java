package io.treeline.front;

import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.DomainName;
import io.treeline.tls.ServableMaterial;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A self-signed P-256 pair for a name. */
public record TestPair(CertifiedKey key) {

  public static TestPair forName(String name) {
    return new TestPair(
        SelfSigned.create(
            DomainName.parse(name), Duration.ofDays(30), KeyType.EC256, Instant.now()));
  }

  public ServableMaterial material() {
    try {
      return ServableMaterial.of(
          new ServableMaterial.Pair(List.of(key.leaf().getEncoded()), key.pkcs8()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
