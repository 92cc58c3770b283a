package io.treeline.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSLContext;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import javax.net.ssl.KeyManagerFactory;

/**
 * Makes the native server contexts.
 *
 * <p>Such a context holds no certificate and no callback: a handshake that was given no material
 * ends with an alert, and none calls back into Java.
 */
final class ServerContexts {

  /** No session is resumed beyond this, in all, however often it is renewed. */
  static final int SESSION_SECONDS = 86_400;

  /**
   * A server's first flight with a chain of three fits in, so it is written at once (7 % less CPU
   * than with Netty's 2048). Each open connection pays for it.
   */
  private static final int FLIGHT_OCTETS = 4096;

  private ServerContexts() {}

  /** A context for listeners with this policy. */
  static ReferenceCountedOpenSslContext create(TlsPolicy policy) {
    try {
      ReferenceCountedOpenSslContext context = build(policy);
      dropCallbacks(context);
      context.setBioNonApplicationBufferSize(FLIGHT_OCTETS);
      OpenSslServerSessionContext sessions = (OpenSslServerSessionContext) context.sessionContext();
      sessions.setSessionCacheEnabled(false);
      sessions.setSessionIdContext(sessionIdContext(policy.label()));
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "The TLS library refuses the policy '" + policy.label() + "': " + e.getMessage(), e);
    }
  }

  private static ReferenceCountedOpenSslContext build(TlsPolicy policy)
      throws GeneralSecurityException, IOException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(noKeys())
            .sslProvider(SslProvider.OPENSSL_REFCNT)
            .trustManager(new NoClientCertificates())
            .protocols(policy.versions())
            .ciphers(policy.suites())
            .sessionTimeout(SESSION_SECONDS)
            .option(OpenSslContextOption.USE_TASKS, false)
            .option(OpenSslContextOption.GROUPS, policy.groups().toArray(String[]::new));
    if (!policy.alpn().isEmpty()) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              Protocol.ALPN,
              SelectorFailureBehavior.NO_ADVERTISE,
              SelectedListenerFailureBehavior.ACCEPT,
              policy.alpn()));
    }
    return (ReferenceCountedOpenSslContext) builder.build();
  }

  /** Netty wants a key to build a server with. */
  private static KeyManagerFactory noKeys() throws GeneralSecurityException, IOException {
    KeyStore none = KeyStore.getInstance("PKCS12");
    none.load(null, null);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(none, new char[0]);
    return factory;
  }

  /**
   * Takes away the two callbacks of every handshake: Netty's choice of a certificate, which would
   * end it for want of a key, and its SNI matcher. Netty has no switch for either.
   */
  private static void dropCallbacks(ReferenceCountedOpenSslContext context) {
    long address = address(context);
    SSLContext.setCertificateCallback(address, null);
    SSLContext.setSniHostnameMatcher(address, null);
  }

  private static long address(ReferenceCountedOpenSslContext context) {
    try {
      return (long)
          MethodHandles.privateLookupIn(
                  ReferenceCountedOpenSslContext.class, MethodHandles.lookup())
              .findVarHandle(ReferenceCountedOpenSslContext.class, "ctx", long.class)
              .get(context);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of Netty keeps its context elsewhere", e);
    }
  }

  /** At most 32 octets. */
  private static byte[] sessionIdContext(String label) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256")
        .digest(("treeline sessions of " + label).getBytes(StandardCharsets.UTF_8));
  }
}
