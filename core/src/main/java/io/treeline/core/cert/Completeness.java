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
      noKey(contents, findings);
    } else if (noCertificate) {
      noCertificate(contents, findings);
    }
  }

  private static void noKey(Contents contents, Findings findings) {
    String what = "There is no private key in the input";
    String todo =
        "put it before the certificate, from '-----BEGIN PRIVATE KEY-----' to its END line";
    if (contents.have(DerShape.PKCS7)) {
      todo = "give the key that the request was made with beside it, PKCS#7 never has one";
    } else if (contents.have(DerShape.PKCS12) || contents.have(DerShape.JAVA_KEYSTORE)) {
      todo = "export the container again with its private key, or give the key beside it";
    } else if (contents.have(DerShape.PUBLIC_KEY)) {
      what = "There is a public key in the input but no private key";
    }
    findings.add(FindingCode.NO_KEY, Place.WHOLE, what, todo);
  }

  private static void noCertificate(Contents contents, Findings findings) {
    String what = "There is no certificate in the input";
    String todo =
        "put it after the private key, from '-----BEGIN CERTIFICATE-----' to its END line";
    if (contents.have(DerShape.REQUEST)) {
      what = "There is a certificate request in the input but no certificate";
      todo = "send the request to an authority and give the certificate that it answers with";
    }
    findings.add(FindingCode.NO_CERTIFICATE, Place.WHOLE, what, todo);
  }
}
