package io.treeline.core.cert;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/** A certificate that demands a stapled OCSP answer (RFC 7633), of which there is none here. */
final class StapleCheck implements PairCheck {

  private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

  /** status_request and status_request_v2. */
  private static final Set<BigInteger> STAPLES =
      Set.of(BigInteger.valueOf(5), BigInteger.valueOf(17));

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    if (demandsStaple(pair.leaf().certificate())) {
      findings.add(
          FindingCode.MUST_STAPLE,
          pair.leaf().place(),
          "The certificate demands a stapled OCSP answer (must-staple), and Treeline staples none,"
              + " so Firefox refuses it",
          "have it issued again without the TLS feature extension");
    }
  }

  private static boolean demandsStaple(X509Certificate leaf) {
    byte[] value = leaf.getExtensionValue(TLS_FEATURE);
    if (value == null) {
      return false;
    }
    try {
      ASN1Sequence features =
          ASN1Sequence.getInstance(ASN1OctetString.getInstance(value).getOctets());
      for (ASN1Encodable each : features) {
        if (STAPLES.contains(ASN1Integer.getInstance(each).getValue())) {
          return true;
        }
      }
      return false;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
