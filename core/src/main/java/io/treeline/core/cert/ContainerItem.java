package io.treeline.core.cert;

/** A key or a certificate out of a container. A key's octets are a secret. */
sealed interface ContainerItem {

  /** What it is in its container, such as {@code key 1 'web'}. */
  String what();

  /** A private key in PKCS#8, not encrypted. */
  final class Key implements ContainerItem {

    private final String what;
    private final byte[] pkcs8;

    Key(String what, byte[] pkcs8) {
      this.what = what;
      this.pkcs8 = pkcs8;
    }

    @Override
    public String what() {
      return what;
    }

    /** A secret. */
    byte[] pkcs8() {
      return pkcs8;
    }

    /** Without the key. */
    @Override
    public String toString() {
      return what;
    }
  }

  /** A certificate in DER. */
  record Certificate(String what, byte[] der) implements ContainerItem {}
}
