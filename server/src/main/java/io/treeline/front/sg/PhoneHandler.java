package io.treeline.front.sg;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageEncoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.treeline.config.ProxyProtocol;
import io.treeline.tls.SelectingSslHandler;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phone's end of the pipe: dials the SIP server when the handshake is done, and then passes on.
 *
 * <p>What arrives in one read together with the end of the handshake is kept until the SIP server
 * has answered; nothing more is read before.
 */
final class PhoneHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(PhoneHandler.class);

  private final SslHandler head;
  private final UpstreamDialler dialler;
  private final Queue<Object> early = new ArrayDeque<>();
  private @Nullable PipeEnd pipe;
  private boolean dialling;

  PhoneHandler(SslHandler head, UpstreamDialler dialler) {
    this.head = head;
    this.dialler = dialler;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    switch (event) {
      case SslHandshakeCompletionEvent done when done.isSuccess() -> dial(ctx);
      case SslHandshakeCompletionEvent failed -> ctx.close();
      case SslCloseCompletionEvent closed -> endOfPhone(ctx);
      case IdleStateEvent idle -> ctx.close();
      default -> ctx.fireUserEventTriggered(event);
    }
  }

  private void dial(ChannelHandlerContext ctx) {
    dialling = true;
    ctx.channel().config().setAutoRead(false);
    UpstreamHandler upstream = new UpstreamHandler(ctx.channel());
    dialler
        .dial(ctx.channel(), upstream)
        .addListener((Future<Channel> dialled) -> dialled(ctx, dialled));
  }

  private void dialled(ChannelHandlerContext ctx, Future<Channel> dialled) {
    if (!dialled.isSuccess()) {
      LOG.debug("SIP server {} can't be reached: {}", dialler, dialled.cause().getMessage());
      ctx.close();
      return;
    }
    Channel upstream = dialled.getNow();
    if (!ctx.channel().isActive()) {
      upstream.close();
      return;
    }
    pipe = new PipeEnd(ctx.channel(), upstream);
    sendHeader(ctx.channel(), upstream);
    for (Object data = early.poll(); data != null; data = early.poll()) {
      upstream.write(data);
    }
    upstream.flush();
    if (head.engine().isInboundDone()) {
      pipe.close();
      return;
    }
    upstream.config().setAutoRead(true);
    ctx.channel().config().setAutoRead(upstream.isWritable());
  }

  private void sendHeader(Channel phone, Channel upstream) {
    if (dialler.proxyProtocol() == ProxyProtocol.NONE) {
      return;
    }
    InetSocketAddress from = (InetSocketAddress) phone.remoteAddress();
    InetSocketAddress to = (InetSocketAddress) phone.localAddress();
    HAProxyMessage header =
        dialler.proxyProtocol() == ProxyProtocol.V1
            ? ProxyHeader.version1(from, to)
            : ProxyHeader.version2(from, to, sni(), head.engine().getSession());
    ChannelPipeline pipeline = upstream.pipeline();
    pipeline.addFirst(HAProxyMessageEncoder.INSTANCE);
    upstream.write(header);
    pipeline.remove(HAProxyMessageEncoder.INSTANCE);
  }

  private String sni() {
    return head instanceof SelectingSslHandler selecting ? selecting.sni().toString() : "";
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object data) {
    if (pipe != null) {
      pipe.write(data);
    } else if (dialling) {
      early.add(data);
    } else {
      ReferenceCountUtil.release(data);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (pipe != null) {
      pipe.flush();
    }
  }

  /** The phone takes no more, or takes again: the SIP server is read accordingly. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (pipe != null) {
      pipe.readOtherEnd(ctx.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    endOfPhone(ctx);
  }

  /** close_notify, or the end of the connection: what has come still goes to the SIP server. */
  private void endOfPhone(ChannelHandlerContext ctx) {
    if (pipe != null) {
      pipe.close();
      ctx.close();
    } else if (!ctx.channel().isActive()) {
      early.forEach(ReferenceCountUtil::release);
      early.clear();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("phone {}: {}", ctx.channel().remoteAddress(), cause.toString());
    ctx.close();
  }

  /** The way from the phone to the SIP server. */
  private record PipeEnd(Channel phone, Channel upstream) {

    void write(Object data) {
      upstream.write(data);
      if (!upstream.isWritable()) {
        phone.config().setAutoRead(false);
      }
    }

    void flush() {
      upstream.flush();
    }

    void readOtherEnd(boolean read) {
      upstream.config().setAutoRead(read);
    }

    /** After the octets that are under way. */
    void close() {
      upstream.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> upstream.close());
    }
  }
}
