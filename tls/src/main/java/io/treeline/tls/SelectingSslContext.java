package io.treeline.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.treeline.core.name.Sni;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/**
 * The TLS side of one listener: makes the handler that stands at the head of each connection and
 * chooses its certificate.
 *
 * <p>Made once for each listener, however many certificates there are. Safe for use by several
 * threads. Closing it stops new connections only: those that are open keep what they need.
 */
public final class SelectingSslContext extends SslContext implements AutoCloseable {

  /** BoringSSL's TLSEXT_MAXLEN_host_name. */
  private static final int MAX_SNI_OCTETS = 255;

  private final TlsPolicy policy;
  private final CertificateSelector selector;
  private final KeyMaterialCache materials;
  private final HandshakeObserver observer;
  private final ReferenceCountedOpenSslContext library;
  private final ValidationContext validations = new ValidationContext();
  private final Tally tally = new Tally();

  /**
   * For one listener.
   *
   * @throws IllegalStateException if the TLS library can't be loaded here, or knows something of
   *     the policy not
   */
  public SelectingSslContext(
      TlsPolicy policy,
      CertificateSelector selector,
      KeyMaterialCache materials,
      HandshakeObserver observer) {
    this.policy = policy;
    this.selector = selector;
    this.materials = materials;
    this.observer = observer;
    this.library = ServerContexts.create(policy);
  }

  /**
   * Takes these keys for the session tickets of this listener from the next handshake on. Until the
   * first call they are random keys of this process, and TLS 1.2 has no tickets.
   */
  public void useTicketKeys(TicketKeys keys) {
    sessions().setTicketKeys(keys.forListener(policy.label()));
  }

  /**
   * Whether a handshake with that SNI comes as far as the choice of a certificate: the library ends
   * one whose host name is longer than any of DNS, or has a NUL, with unrecognized_name.
   */
  public static boolean takes(Sni sni) {
    return !(sni instanceof Sni.NoName odd) || (odd.octets() <= MAX_SNI_OCTETS && !odd.hasNul());
  }

  /** What became of the handshakes so far. */
  public HandshakeCounts counts() {
    return tally.counts();
  }

  /** What this listener speaks. */
  public TlsPolicy policy() {
    return policy;
  }

  @Override
  public void close() {
    library.release();
    validations.close();
  }

  @Override
  protected SelectingSslHandler newHandler(ByteBufAllocator alloc, boolean startTls) {
    // Only so does Netty make an engine that takes several records at a time.
    SSLEngine engine = library.newHandler(alloc).engine();
    return new SelectingSslHandler(
        (ReferenceCountedOpenSslEngine) engine,
        startTls,
        selector,
        materials,
        validations,
        observer,
        tally);
  }

  @Override
  protected SelectingSslHandler newHandler(
      ByteBufAllocator alloc, boolean startTls, Executor executor) {
    return newHandler(alloc, startTls);
  }

  @Override
  protected SelectingSslHandler newHandler(
      ByteBufAllocator alloc, String peerHost, int peerPort, boolean startTls) {
    return newHandler(alloc, startTls);
  }

  @Override
  protected SelectingSslHandler newHandler(
      ByteBufAllocator alloc, String peerHost, int peerPort, boolean startTls, Executor executor) {
    return newHandler(alloc, startTls);
  }

  @Override
  public boolean isClient() {
    return false;
  }

  @Override
  public List<String> cipherSuites() {
    return library.cipherSuites();
  }

  @Override
  @SuppressWarnings("deprecation")
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return library.applicationProtocolNegotiator();
  }

  /** Not offered: an engine alone doesn't see the ClientHello in time. */
  @Override
  public SSLEngine newEngine(ByteBufAllocator alloc) {
    throw new UnsupportedOperationException("an engine alone can't choose a certificate");
  }

  /** Not offered: an engine alone doesn't see the ClientHello in time. */
  @Override
  public SSLEngine newEngine(ByteBufAllocator alloc, String peerHost, int peerPort) {
    return newEngine(alloc);
  }

  @Override
  public SSLSessionContext sessionContext() {
    return sessions();
  }

  private OpenSslServerSessionContext sessions() {
    return (OpenSslServerSessionContext) library.sessionContext();
  }
}
