package io.treeline.tls;

import java.util.List;

/**
 * What one listener speaks.
 *
 * <p>Sessions are resumed only under the policy, by its label, for which they were made: listeners
 * whose policies differ in anything that guards access need labels that differ.
 *
 * @param label names the policy; goes into its ticket keys and its session id context
 * @param versions {@code TLSv1.2}, {@code TLSv1.3}
 * @param suites names of IANA's registry, the preferred first; the order among those of TLS 1.3 is
 *     the library's
 * @param groups for the key exchange, the preferred first
 * @param alpn protocols by ALPN (RFC 7301), the preferred first; empty: the extension is ignored
 */
public record TlsPolicy(
    String label,
    List<String> versions,
    List<String> suites,
    List<String> groups,
    List<String> alpn) {

  private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

  /** Mozilla's "intermediate", version 5.7, without finite-field Diffie-Hellman. */
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final List<String> GROUPS = List.of("X25519MLKEM768", "X25519", "P-256", "P-384");

  /** Copies the lists. */
  public TlsPolicy {
    versions = List.copyOf(versions);
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    alpn = List.copyOf(alpn);
  }

  /** For HTTP: ALPN {@code h2} and {@code http/1.1}. */
  public static TlsPolicy https(String label) {
    return new TlsPolicy(label, VERSIONS, SUITES, GROUPS, List.of("h2", "http/1.1"));
  }

  /** For a stream without ALPN, such as SIP. */
  public static TlsPolicy stream(String label) {
    return new TlsPolicy(label, VERSIONS, SUITES, GROUPS, List.of());
  }

  /** For validations by tls-alpn-01 (RFC 8737), and nothing else. */
  static TlsPolicy validation() {
    String protocol = ValidationContext.PROTOCOL;
    return new TlsPolicy(protocol, VERSIONS, SUITES, GROUPS, List.of(protocol));
  }
}
