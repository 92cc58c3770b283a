package io.treeline.tls;

import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The secrets that session tickets are sealed with: the first for new tickets, all of them for
 * those that come back.
 *
 * <p>A secret is 32 random octets that all servers of an installation share. Each listener's keys
 * are derived from it with HKDF (RFC 5869) and the listener's label, so a ticket of one listener is
 * noise to another. Immutable.
 */
public final class TicketKeys {

  /** The length of a secret. */
  public static final int SECRET_OCTETS = 32;

  private final List<byte[]> secrets;

  private TicketKeys(List<byte[]> secrets) {
    this.secrets = secrets;
  }

  /** Of secrets, the current one first; the older ones still open tickets. */
  public static TicketKeys of(List<byte[]> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("no ticket secret was given");
    }
    for (byte[] secret : secrets) {
      if (secret.length != SECRET_OCTETS) {
        throw new IllegalArgumentException(
            "a ticket secret of " + secret.length + " octets was given, it has 32");
      }
    }
    return new TicketKeys(secrets.stream().map(byte[]::clone).toList());
  }

  /** The keys of the listener with this label, in the form of the TLS library. */
  OpenSslSessionTicketKey[] forListener(String label) {
    return secrets.stream()
        .map(secret -> derive(secret, label))
        .toArray(OpenSslSessionTicketKey[]::new);
  }

  private static OpenSslSessionTicketKey derive(byte[] secret, String label) {
    byte[] info = ("treeline ticket key for " + label).getBytes(StandardCharsets.UTF_8);
    byte[] derived = null;
    try {
      derived =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(secret)
                      .thenExpand(info, OpenSslSessionTicketKey.TICKET_KEY_SIZE));
      return new OpenSslSessionTicketKey(
          Arrays.copyOfRange(derived, 0, 16),
          Arrays.copyOfRange(derived, 16, 32),
          Arrays.copyOfRange(derived, 32, 48));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JDK 25 has HKDF-SHA256", e);
    } finally {
      if (derived != null) {
        Arrays.fill(derived, (byte) 0);
      }
    }
  }

  /** The number of secrets, nothing of them. */
  @Override
  public String toString() {
    return "TicketKeys[" + secrets.size() + "]";
  }
}
