package io.treeline.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.internal.tcnative.SSL;
import io.netty.util.concurrent.ImmediateExecutor;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Choice;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The head of one TLS connection: looks at the ClientHello without consuming it, makes the one
 * {@link Selection} of the handshake, gives its key and chain to the TLS library, and only then
 * lets it begin.
 *
 * <p>Material that isn't in memory is loaded off the event loop while the connection waits; its
 * handshake timeout goes on. A connection without material (nothing chosen, a certificate that
 * can't be served, garbage) is the library's to end with an alert: it has no certificate to show.
 *
 * <p>A validation by tls-alpn-01 (RFC 8737) is passed to another TLS handler, which takes this
 * one's place, and ends when its handshake does: the handlers behind hear of its end only.
 *
 * <p>A {@link SniCompletionEvent} is fired for a name in its normal form.
 */
public final class SelectingSslHandler extends SslHandler {

  /** How far a connection has come. */
  private enum Phase {
    PEEKING,
    LOADING,
    SHAKING,
    SETTLED
  }

  private final ReferenceCountedOpenSslEngine engine;
  private final CertificateSelector selector;
  private final KeyMaterialCache materials;
  private final ValidationContext validations;
  private final HandshakeObserver observer;
  private final Tally tally;
  private Phase phase = Phase.PEEKING;
  private @Nullable Selection selection;

  SelectingSslHandler(
      ReferenceCountedOpenSslEngine engine,
      boolean startTls,
      CertificateSelector selector,
      KeyMaterialCache materials,
      ValidationContext validations,
      HandshakeObserver observer,
      Tally tally) {
    super(engine, startTls, ImmediateExecutor.INSTANCE);
    this.engine = engine;
    this.selector = selector;
    this.materials = materials;
    this.validations = validations;
    this.observer = observer;
    this.tally = tally;
  }

  /** What the client asked for; absent until its hello is whole. On the event loop only. */
  public Sni sni() {
    return selection == null ? Sni.ABSENT : selection.sni();
  }

  /** What the handshake is bound to; null until the hello is whole. On the event loop only. */
  public @Nullable Selection selection() {
    return selection;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws SSLException {
    switch (phase) {
      case SETTLED -> super.decode(ctx, in, out);
      case SHAKING -> shake(ctx, in, out);
      case LOADING -> refuseFlood(in);
      case PEEKING -> {
        peek(ctx, in);
        if (phase == Phase.SHAKING) {
          shake(ctx, in, out);
        }
      }
    }
  }

  private void peek(ChannelHandlerContext ctx, ByteBuf in) {
    switch (ClientHelloReader.read(in)) {
      case FirstBytes.Unfinished() -> {}
      case FirstBytes.NoHello() -> phase = Phase.SHAKING;
      case ClientHello hello when hello.offersOnly(ValidationContext.PROTOCOL) ->
          validate(ctx, hello.sni());
      case ClientHello hello -> select(ctx, hello);
    }
  }

  /** No certificate of the tree takes the place of one that isn't there. */
  private void validate(ChannelHandlerContext ctx, Sni sni) {
    selection = new Selection(sni, new Choice.Nothing());
    CertificateId id = askForValidation(ctx, sni);
    if (id == null || isClosed(ctx)) {
      goWithout();
      return;
    }
    phase = Phase.LOADING;
    materials.load(id, ctx.executor(), (loaded, reason) -> handOver(ctx, loaded));
  }

  private @Nullable CertificateId askForValidation(ChannelHandlerContext ctx, Sni sni) {
    try {
      return selector.validation(sni);
    } catch (RuntimeException e) {
      ctx.fireExceptionCaught(e);
      return null;
    }
  }

  /** The octets that have come go to the handler that follows when this one is removed. */
  private void handOver(ChannelHandlerContext ctx, @Nullable KeyMaterial loaded) {
    if (isClosed(ctx)) {
      return;
    }
    if (loaded == null) {
      goWithout();
      decodeAgain(ctx);
      return;
    }
    SslHandler next = validations.newHandler(ctx.alloc(), loaded);
    next.setHandshakeTimeoutMillis(getHandshakeTimeoutMillis());
    next.handshakeFuture()
        .addListener(done -> {
          (done.isSuccess() ? tally.completed : tally.failed).increment();
          ChannelFuture _ = ctx.channel().close();
        });
    phase = Phase.SETTLED;
    ctx.pipeline().addAfter(ctx.name(), null, new ValidationEnd());
    ctx.pipeline().addAfter(ctx.name(), null, next);
    ctx.pipeline().remove(this);
  }

  private void select(ChannelHandlerContext ctx, ClientHello hello) {
    Choice choice = ask(ctx, hello);
    selection = new Selection(hello.sni(), choice);
    if (hello.sni() instanceof Sni.Name(var name)) {
      ctx.fireUserEventTriggered(new SniCompletionEvent(name.text()));
    }
    if (isClosed(ctx)) {
      phase = Phase.SHAKING;
      return;
    }
    switch (choice) {
      case Choice.OfDomain(var domain, var id) -> equip(ctx, id);
      case Choice.OfCertdir(var id) -> equip(ctx, id);
      case Choice.OfDefault(var id) -> equip(ctx, id);
      case Choice.Nothing() -> goWithout();
    }
  }

  private Choice ask(ChannelHandlerContext ctx, ClientHello hello) {
    try {
      return selector.choose(hello);
    } catch (RuntimeException e) {
      ctx.fireExceptionCaught(e);
      return new Choice.Nothing();
    }
  }

  private void equip(ChannelHandlerContext ctx, CertificateId id) {
    KeyMaterial material = materials.acquire(id);
    if (material == null) {
      phase = Phase.LOADING;
      tally.waited.increment();
      materials.load(id, ctx.executor(), (loaded, reason) -> resume(ctx, id, loaded, reason));
      return;
    }
    try {
      material.giveTo(engine.sslPointer());
    } finally {
      material.release();
    }
    phase = Phase.SHAKING;
  }

  /** Without a resumption either: its session could be of another certificate. */
  private void goWithout() {
    tally.unusable.increment();
    if (engine.sslPointer() != 0) {
      SSL.setOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
    }
    phase = Phase.SHAKING;
  }

  private void resume(
      ChannelHandlerContext ctx, CertificateId id, @Nullable KeyMaterial loaded, String reason) {
    if (loaded == null) {
      observer.onUnusable(id, reason);
    }
    if (isClosed(ctx)) {
      return;
    }
    if (loaded == null) {
      goWithout();
    } else {
      loaded.giveTo(engine.sslPointer());
      phase = Phase.SHAKING;
    }
    decodeAgain(ctx);
  }

  /** A later handler may have closed the connection on an event, or the peer while it waited. */
  private boolean isClosed(ChannelHandlerContext ctx) {
    return ctx.isRemoved() || engine.sslPointer() == 0;
  }

  private void decodeAgain(ChannelHandlerContext ctx) {
    try {
      channelRead(ctx, Unpooled.EMPTY_BUFFER);
      channelReadComplete(ctx);
    } catch (Exception e) {
      endWith(ctx, e);
    }
  }

  /** A client has nothing more to say before it was answered. */
  private static void refuseFlood(ByteBuf in) throws SSLException {
    if (in.readableBytes() > 2 * ClientHelloReader.MAX_OCTETS) {
      in.skipBytes(in.readableBytes());
      throw new SSLException("too much data before the handshake");
    }
  }

  private void shake(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws SSLException {
    super.decode(ctx, in, out);
    if (handshakeFuture().isDone()) {
      settle();
    } else {
      limitSession();
    }
  }

  /**
   * Sets the end of the session that is being made, before its tickets are sent. The library's own
   * limit for TLS 1.3 is two days, and seven with renewals; this one holds in all.
   */
  private void limitSession() {
    long ssl = engine.sslPointer();
    if (ssl != 0 && !SSL.isSessionReused(ssl)) {
      SSL.setTimeout(ssl, ServerContexts.SESSION_SECONDS);
    }
  }

  private void settle() {
    phase = Phase.SETTLED;
    (handshakeFuture().isSuccess() ? tally.completed : tally.failed).increment();
  }

  /**
   * Until the handshake completed, whatever the peer or the network did wrong ends here: it was
   * told by the completion event, and counted. A fault of our own goes on to be seen.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (handshakeFuture().isSuccess()) {
      super.exceptionCaught(ctx, cause);
      return;
    }
    endWith(ctx, cause);
  }

  private static void endWith(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException || cause.getCause() instanceof IOException)) {
      ctx.fireExceptionCaught(cause);
    }
    ChannelFuture _ = ctx.close();
  }

  @Override
  public void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
    if (phase == Phase.SHAKING || phase == Phase.LOADING) {
      settle();
    }
    super.handlerRemoved0(ctx);
  }
}
