package io.treeline.front.sg;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.treeline.front.EventLoops;
import io.treeline.front.ListenFailedException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Role {@code sg}: completes TLS, then dials the SIP server over TCP and passes the decrypted
 * stream both ways, as fast as the slower side takes it.
 *
 * <p>Its methods block until done and are not for event loops. A change of the upstream holds for
 * connections that begin after it. Safe for use by several threads.
 */
public final class SipGateway {

  private static final int BACKLOG = 4096;

  private final EventLoops loops;
  private final String role;
  private final List<InetSocketAddress> addresses;
  private final SslContext tls;
  private final HostResolver resolver = new HostResolver();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<Channel> listeners = new ArrayList<>();
  private volatile GatewayUpstream upstream;

  /**
   * A gateway that doesn't listen yet.
   *
   * @param role the role's name, for messages
   * @param tls makes the handler at the head of each connection, without ALPN
   */
  public SipGateway(
      EventLoops loops,
      String role,
      List<InetSocketAddress> addresses,
      SslContext tls,
      GatewayUpstream upstream) {
    this.loops = loops;
    this.role = role;
    this.addresses = List.copyOf(addresses);
    this.tls = tls;
    this.upstream = upstream;
  }

  /**
   * Listens on every address, or on none.
   *
   * @throws ListenFailedException if one of them can't be had
   */
  public synchronized void start() {
    for (InetSocketAddress address : addresses) {
      ChannelFuture bound = bootstrap().bind(address).awaitUninterruptibly();
      if (!bound.isSuccess()) {
        stopListening();
        throw new ListenFailedException(role, address, bound.cause());
      }
      listeners.add(bound.channel());
    }
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(loops.group())
        .channelFactory(loops.serverChannels())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childHandler(new PhoneInitializer(loops, tls, resolver, () -> upstream, connections));
  }

  /** The SIP server for connections that begin from now on. */
  public void use(GatewayUpstream next) {
    upstream = next;
  }

  /** Where it listens, with the ports that the system chose. */
  public synchronized List<InetSocketAddress> localAddresses() {
    return listeners.stream().map(each -> (InetSocketAddress) each.localAddress()).toList();
  }

  /** The number of phones that are connected. */
  public int connections() {
    return connections.size();
  }

  /**
   * Stops listening at once, waits up to {@code limit} for the phones to end their connections, and
   * closes what is then left: phones keep theirs for days and come back to another server.
   */
  public synchronized void drain(Duration limit) {
    stopListening();
    boolean ended =
        connections.newCloseFuture().awaitUninterruptibly(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      connections.close().awaitUninterruptibly();
    }
  }

  private void stopListening() {
    listeners.forEach(each -> each.close().awaitUninterruptibly());
    listeners.clear();
  }
}
