package io.treeline.front.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers on one TCP connection (RFC 7766), as long as the other side takes what it asked for. */
final class StreamAnswers extends SimpleChannelInboundHandler<ByteBuf> {

  private static final Logger LOG = LoggerFactory.getLogger(StreamAnswers.class);
  private static final int MAX_OCTETS = 65_535;

  private final DnsAnswerer answerer;

  StreamAnswers(DnsAnswerer answerer) {
    this.answerer = answerer;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf message) {
    byte[] answer = answerer.answer(ByteBufUtil.getBytes(message), MAX_OCTETS);
    if (answer == null || !ctx.channel().isWritable()) {
      ctx.close();
      return;
    }
    ctx.write(
        Unpooled.buffer(2 + answer.length).writeShort(answer.length).writeBytes(answer),
        ctx.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("dns {}: {}", ctx.channel().remoteAddress(), cause.toString());
    ctx.close();
  }
}
