package io.treeline.front.dns;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers by UDP. Nothing that comes in ends it. */
@Sharable
final class DatagramAnswers extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final Logger LOG = LoggerFactory.getLogger(DatagramAnswers.class);

  private final DnsAnswerer answerer;

  DatagramAnswers(DnsAnswerer answerer) {
    this.answerer = answerer;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    if (packet.sender().getPort() == 0) {
      return;
    }
    byte[] answer = answerer.answer(ByteBufUtil.getBytes(packet.content()), DnsAnswerer.UDP_OCTETS);
    if (answer != null) {
      ctx.write(
          new DatagramPacket(Unpooled.wrappedBuffer(answer), packet.sender()), ctx.voidPromise());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
  }

  /** An answer that could not be sent is the asker's to ask for again. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("dns: {}", cause.toString());
  }
}
