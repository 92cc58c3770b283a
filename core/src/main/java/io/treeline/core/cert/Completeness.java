package io.treeline.core.cert;

/** Refuses an input in which a key or a certificate is missing altogether. */
final class Completeness {

  private Completeness() {}

  static void check(Contents contents, Findings findings) {
    boolean noKey = contents.keys().isEmpty();
    boolean noCertificate = contents.certificates().isEmpty();
    if (noKey && noCertificate) {
      findings.add(
          FindingCode.NOTHING_FOUND,
          Place.WHOLE,
          "There is neither a private key nor a certificate in the input",
          "give the text of both, each from its BEGIN line to its END line");
    } else if (noKey) {
      findings.add(
          FindingCode.NO_KEY,
          Place.WHOLE,
          "There is no private key in the input",
          "put it before the certificate, from '-----BEGIN PRIVATE KEY-----' to its END line");
    } else if (noCertificate) {
      findings.add(
          FindingCode.NO_CERTIFICATE,
          Place.WHOLE,
          "There is no certificate in the input",
          "put it after the private key, from '-----BEGIN CERTIFICATE-----' to its END line");
    }
  }
}
