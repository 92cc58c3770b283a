package io.treeline.core.cert;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a DER encoding is by its outer structure, whatever the label above it says.
 *
 * <p>Only the tags of the outermost elements are looked at (X.690 §8.1); the content is left to the
 * reader of that kind.
 */
enum DerShape {
  /** {@code SEQUENCE { tbsCertificate, algorithm, BIT STRING }} (RFC 5280 §4.1). */
  CERTIFICATE("a certificate"),
  /** {@code SEQUENCE { INTEGER, algorithm, OCTET STRING, … }} (RFC 5958 §2). */
  PKCS8("a private key"),
  /** {@code SEQUENCE { algorithm, OCTET STRING }} (RFC 5958 §3). */
  ENCRYPTED_PKCS8("an encrypted private key"),
  /** {@code SEQUENCE { INTEGER 0, eight further INTEGERs }} (RFC 8017 §A.1.2). */
  PKCS1("an RSA private key"),
  /** {@code SEQUENCE { INTEGER 1, OCTET STRING, [0], [1] }} (RFC 5915 §3). */
  SEC1("an EC private key"),
  /** {@code SEQUENCE { six INTEGERs }}, as old OpenSSL wrote it. */
  DSA_KEY("a DSA private key"),
  /** {@code SEQUENCE { algorithm, BIT STRING }}. */
  PUBLIC_KEY("a public key"),
  /** A bare OBJECT IDENTIFIER. */
  EC_PARAMETERS("the name of a curve"),
  /** {@code SEQUENCE { INTEGER 3, authSafe, … }} (RFC 7292 §4). */
  PKCS12("a PKCS#12 container"),
  /** {@code SEQUENCE { OBJECT IDENTIFIER, [0] }} (RFC 2315 §7). */
  PKCS7("a PKCS#7 container"),
  /** A keystore of Java in its older forms, JKS and JCEKS; no DER. */
  JAVA_KEYSTORE("a Java keystore"),
  /** {@code SEQUENCE { requestInfo, algorithm, BIT STRING }} (RFC 2986 §4). */
  REQUEST("a certificate request"),
  /** A CRL, parameters: nothing that is read here. */
  OTHER("neither a key nor a certificate");

  private static final int JKS = 0xFEEDFEED;
  private static final int JCEKS = 0xCECECECE;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OID = 0x06;
  private static final int SEQUENCE = 0x30;
  private static final int CONTEXT_0 = 0xA0;

  /** What stands in place of a label over a file that is no text. */
  static final String FILE = "DER";

  private final String text;

  DerShape(String text) {
    this.text = text;
  }

  /** Whether the label is right for this shape; shapes that aren't stored allow all. */
  boolean allowsLabel(String label) {
    return label.equals(FILE)
        || switch (this) {
          case CERTIFICATE ->
              label.equals("CERTIFICATE")
                  || label.equals("X509 CERTIFICATE")
                  || label.equals("TRUSTED CERTIFICATE");
          case PKCS8 -> label.equals("PRIVATE KEY");
          case ENCRYPTED_PKCS8 -> label.equals("ENCRYPTED PRIVATE KEY");
          case PKCS1 -> label.equals("RSA PRIVATE KEY");
          case SEC1 -> label.equals("EC PRIVATE KEY");
          default -> true;
        };
  }

  boolean isKey() {
    return this == PKCS8
        || this == ENCRYPTED_PKCS8
        || this == PKCS1
        || this == SEC1
        || this == DSA_KEY;
  }

  /** Whether a block of this kind gives keys or certificates. */
  boolean isRead() {
    return isKey()
        || this == CERTIFICATE
        || this == PKCS12
        || this == PKCS7
        || this == JAVA_KEYSTORE;
  }

  /** What stands in place of a label where there is none. */
  String label() {
    return switch (this) {
      case CERTIFICATE -> "CERTIFICATE";
      case PKCS8 -> "PRIVATE KEY";
      case ENCRYPTED_PKCS8 -> "ENCRYPTED PRIVATE KEY";
      case PKCS1 -> "RSA PRIVATE KEY";
      case SEC1 -> "EC PRIVATE KEY";
      case PKCS12 -> "PKCS12";
      case PKCS7 -> "PKCS7";
      default -> FILE;
    };
  }

  /** What it is, with its article. */
  @Override
  public String toString() {
    return text;
  }

  static DerShape of(byte[] der) {
    DerWalk outer = DerWalk.over(der);
    if (outer == null) {
      return isJavaKeystore(der) ? JAVA_KEYSTORE : OTHER;
    }
    if (outer.tag() == OID) {
      return EC_PARAMETERS;
    }
    if (outer.tag() != SEQUENCE) {
      return OTHER;
    }
    int[] tags = outer.childTags();
    if (startWith(tags, SEQUENCE, SEQUENCE, BIT_STRING)) {
      return signed(outer.firstChildTags());
    }
    if (startWith(tags, INTEGER, SEQUENCE, OCTET_STRING)) {
      return PKCS8;
    }
    if (startWith(tags, SEQUENCE, OCTET_STRING)) {
      return ENCRYPTED_PKCS8;
    }
    if (startWith(tags, SEQUENCE, BIT_STRING)) {
      return PUBLIC_KEY;
    }
    if (startWith(tags, OID, CONTEXT_0)) {
      return PKCS7;
    }
    return ofIntegerFirst(tags);
  }

  /** Both forms begin with their magic number and a version. */
  static boolean isJavaKeystore(byte[] input) {
    int magic = input.length < 8 ? 0 : ByteBuffer.wrap(input).getInt();
    return magic == JKS || magic == JCEKS;
  }

  private static DerShape signed(int[] body) {
    if (isCertificateBody(body)) {
      return CERTIFICATE;
    }
    return startWith(body, INTEGER, SEQUENCE, SEQUENCE, CONTEXT_0) ? REQUEST : OTHER;
  }

  private static DerShape ofIntegerFirst(int[] tags) {
    if (startWith(tags, INTEGER, OCTET_STRING)) {
      return SEC1;
    }
    if (startWith(tags, INTEGER, SEQUENCE)) {
      return PKCS12;
    }
    long integers = Arrays.stream(tags).takeWhile(tag -> tag == INTEGER).count();
    return integers >= 9 ? PKCS1 : integers == 6 ? DSA_KEY : OTHER;
  }

  /** Version 3 begins with {@code [0]}; version 1 has six elements, where a request has four. */
  private static boolean isCertificateBody(int[] tags) {
    return startWith(tags, CONTEXT_0, INTEGER, SEQUENCE)
        || startWith(tags, INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE);
  }

  private static boolean startWith(int[] tags, int... wanted) {
    return tags.length >= wanted.length
        && Arrays.equals(tags, 0, wanted.length, wanted, 0, wanted.length);
  }
}
