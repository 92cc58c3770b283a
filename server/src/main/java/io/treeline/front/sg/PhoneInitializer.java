package io.treeline.front.sg;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.treeline.front.EventLoops;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The pipeline of a phone's connection: TLS, then the pipe. */
final class PhoneInitializer extends ChannelInitializer<Channel> {

  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  /**
   * Phones ping every half minute to two minutes (RFC 5626 §4.4), some not at all and register
   * every hour; what is silent for longer is gone.
   */
  private static final Duration IDLE = Duration.ofMinutes(70);

  private final EventLoops loops;
  private final SslContext tls;
  private final HostResolver resolver;
  private final Supplier<GatewayUpstream> upstream;
  private final ChannelGroup connections;

  PhoneInitializer(
      EventLoops loops,
      SslContext tls,
      HostResolver resolver,
      Supplier<GatewayUpstream> upstream,
      ChannelGroup connections) {
    this.loops = loops;
    this.tls = tls;
    this.resolver = resolver;
    this.upstream = upstream;
    this.connections = connections;
  }

  @Override
  protected void initChannel(Channel phone) {
    connections.add(phone);
    SslHandler head = tls.newHandler(phone.alloc());
    head.setHandshakeTimeout(HANDSHAKE.toSeconds(), TimeUnit.SECONDS);
    UpstreamDialler dialler = new UpstreamDialler(loops, resolver, upstream.get());
    ChannelPipeline pipeline = phone.pipeline();
    pipeline.addLast(head);
    pipeline.addLast(new IdleStateHandler(0, 0, IDLE.toSeconds(), TimeUnit.SECONDS));
    pipeline.addLast(new PhoneHandler(head, dialler));
  }
}
