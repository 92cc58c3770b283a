package io.treeline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** A certificate that a test made, with its key. */
record MadeCertificate(KeyPair keys, byte[] der) {

  /** The SHA-256 of the certificate, in hexadecimal. */
  String sha256() {
    return sha256(der);
  }

  /** The SHA-256 of the public key, in hexadecimal. */
  String keySha256() {
    return sha256(keys.getPublic().getEncoded());
  }

  /** Key and certificate, as an operator has them in one file. */
  String pem() {
    return keyPem() + certificatePem();
  }

  String keyPem() {
    return block("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  String certificatePem() {
    return certificatePem(der);
  }

  /** Any certificate as PEM. */
  static String certificatePem(byte[] der) {
    return block("CERTIFICATE", der);
  }

  /** Writes {@link #pem} to a file, whatever was in it before. */
  Path write(Path file) {
    try {
      return Files.writeString(file, pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String block(String label, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, lines.encodeToString(der));
  }
}
