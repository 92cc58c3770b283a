package io.treeline.front.sg;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.treeline.config.ProxyProtocol;
import io.treeline.front.EventLoops;
import java.net.InetSocketAddress;

/** Connects to the SIP server on the event loop of the phone, so that no octet changes threads. */
final class UpstreamDialler {

  private static final int CONNECT_MILLIS = 5_000;

  private final EventLoops loops;
  private final HostResolver resolver;
  private final GatewayUpstream upstream;

  UpstreamDialler(EventLoops loops, HostResolver resolver, GatewayUpstream upstream) {
    this.loops = loops;
    this.resolver = resolver;
    this.upstream = upstream;
  }

  /** The channel, which doesn't read yet. Called on the phone's loop. */
  Future<Channel> dial(Channel phone, ChannelHandler handler) {
    Promise<Channel> dialled = phone.eventLoop().newPromise();
    resolver
        .resolve(upstream.address(), phone.eventLoop())
        .addListener((Future<InetSocketAddress> found) -> {
          if (found.isSuccess()) {
            connect(phone, handler, found.getNow(), dialled);
          } else {
            dialled.setFailure(found.cause());
          }
        });
    return dialled;
  }

  private void connect(
      Channel phone, ChannelHandler handler, InetSocketAddress to, Promise<Channel> dialled) {
    ChannelFuture connected =
        new Bootstrap()
            .group(phone.eventLoop())
            .channelFactory(loops.clientChannels())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.AUTO_READ, false)
            .handler(handler)
            .connect(to);
    connected.addListener(done -> {
      if (done.isSuccess()) {
        dialled.setSuccess(connected.channel());
      } else {
        dialled.setFailure(done.cause());
      }
    });
  }

  ProxyProtocol proxyProtocol() {
    return upstream.proxyProtocol();
  }

  /** The upstream, for messages. */
  @Override
  public String toString() {
    return upstream.address().toString();
  }
}
