package io.treeline.core.cert;

/** What is said about passphrases that are missing or don't fit. */
final class Passphrases {

  private Passphrases() {}

  static BlockException needed(String what) {
    return new BlockException(
        FindingCode.PASSPHRASE_NEEDED,
        what,
        "give its passphrase ('--passphrase-file FILE', or 'passphrase' in JSON)");
  }

  static BlockException wrong(String what) {
    return new BlockException(
        FindingCode.PASSPHRASE_WRONG,
        "The passphrase doesn't open " + what + ", or it is damaged",
        "check the passphrase, capitals and line end included");
  }

  /** The container opened, a key in it doesn't. */
  static BlockException differs() {
    return new BlockException(
        FindingCode.PASSPHRASE_WRONG,
        "The container opens, but a key in it has another passphrase or is damaged",
        "give the key the container's passphrase with 'keytool -keypasswd', or export it again");
  }
}
