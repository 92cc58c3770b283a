package io.treeline.front.sg;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** The SIP server's end of the pipe, on the same event loop as the phone's. */
final class UpstreamHandler extends ChannelInboundHandlerAdapter {

  private final Channel phone;

  UpstreamHandler(Channel phone) {
    this.phone = phone;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object data) {
    phone.write(data);
    if (!phone.isWritable()) {
      ctx.channel().config().setAutoRead(false);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    phone.flush();
  }

  /** The SIP server takes no more, or takes again: the phone is read accordingly. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    phone.config().setAutoRead(ctx.channel().isWritable());
  }

  /** The SIP server has ended: the phone gets what is under way, then close_notify. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    phone.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> phone.close());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
