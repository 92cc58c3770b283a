package io.treeline.tls;

import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLCredential;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Turns a pair into a credential of BoringSSL, which keeps its own copy of everything. */
final class NativePair {

  private static final byte[] NEW_LINE = {'\n'};

  private NativePair() {}

  /** The address of a credential that is the caller's to free. */
  static long credential(ServableMaterial.Pair pair) throws UnusableMaterialException {
    long key = parseKey(pair.key());
    try {
      long chain = parseChain(pair.chain());
      try {
        return join(chain, key);
      } finally {
        SSL.freeX509Chain(chain);
      }
    } finally {
      SSL.freePrivateKey(key);
    }
  }

  private static long join(long chain, long key) throws UnusableMaterialException {
    long credential = 0;
    try {
      credential = SSLCredential.newX509();
      SSLCredential.setCertChain(credential, chain);
      SSLCredential.setPrivateKey(credential, key);
      return credential;
    } catch (Exception e) {
      free(credential);
      throw new UnusableMaterialException("The private key isn't the certificate's.", e);
    }
  }

  private static void free(long credential) {
    if (credential != 0) {
      try {
        SSLCredential.free(credential);
      } catch (Exception e) {
        throw new IllegalStateException("no TLS library with credentials", e);
      }
    }
  }

  private static long parseKey(byte[] pkcs8) throws UnusableMaterialException {
    byte[] pem = pem("PRIVATE KEY", List.of(pkcs8));
    try {
      return parse(pem, bio -> SSL.parsePrivateKey(bio, null));
    } catch (Exception e) {
      throw new UnusableMaterialException("The TLS library can't read the private key.", e);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  private static long parseChain(List<byte[]> chain) throws UnusableMaterialException {
    try {
      return parse(pem("CERTIFICATE", chain), SSL::parseX509Chain);
    } catch (Exception e) {
      throw new UnusableMaterialException("The TLS library can't read the certificate chain.", e);
    }
  }

  private interface Parser {
    long parse(long bio) throws Exception;
  }

  private static long parse(byte[] pem, Parser parser) throws Exception {
    long bio = SSL.newMemBIO();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(pem.length);
      copy.copyFrom(MemorySegment.ofArray(pem));
      int written = SSL.bioWrite(bio, copy.address(), pem.length);
      copy.fill((byte) 0);
      if (written != pem.length) {
        throw new IllegalStateException("the TLS library is out of memory");
      }
      return parser.parse(bio);
    } finally {
      SSL.freeBIO(bio);
    }
  }

  /** The library's only way in is PEM (RFC 7468). */
  private static byte[] pem(String label, List<byte[]> ders) {
    byte[] begin = ("-----BEGIN " + label + "-----\n").getBytes(StandardCharsets.US_ASCII);
    byte[] end = ("\n-----END " + label + "-----\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[ders.stream().mapToInt(der -> size(der, begin, end)).sum()];
    int at = 0;
    for (byte[] der : ders) {
      byte[] body = Base64.getMimeEncoder(64, NEW_LINE).encode(der);
      for (byte[] part : List.of(begin, body, end)) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
      Arrays.fill(body, (byte) 0);
    }
    return Arrays.copyOf(all, at);
  }

  private static int size(byte[] der, byte[] begin, byte[] end) {
    int base64 = (der.length + 2) / 3 * 4;
    return begin.length + base64 + base64 / 64 + end.length;
  }
}
