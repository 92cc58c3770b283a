package io.treeline.front;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * One of Vert.x's transports, whose loops accept connections too.
 *
 * <p>Vert.x's own way is a thread apart that only accepts: each connection then costs a wake-up of
 * another thread, about a tenth of the price of a handshake on one core. It also keeps the group to
 * itself, and the SIP gateway wants the same loops.
 */
final class SharedLoops implements Transport {

  private final Transport below;
  private final ChannelFactory<? extends SocketChannel> socketChannels;
  private final String name;
  private @Nullable EventLoopGroup group;

  SharedLoops(io.treeline.config.Transport kind) {
    this.name = kind.name();
    this.below = implementation(kind);
    this.socketChannels = socketChannels(kind);
  }

  private static Transport implementation(io.treeline.config.Transport kind) {
    return switch (kind) {
      case IO_URING -> io.vertx.core.transport.Transport.IO_URING.implementation();
      case EPOLL -> io.vertx.core.transport.Transport.EPOLL.implementation();
      case NIO, AUTO -> io.vertx.core.transport.Transport.NIO.implementation();
    };
  }

  private static ChannelFactory<? extends SocketChannel> socketChannels(
      io.treeline.config.Transport kind) {
    return switch (kind) {
      case IO_URING -> IoUringSocketChannel::new;
      case EPOLL -> EpollSocketChannel::new;
      case NIO, AUTO -> NioSocketChannel::new;
    };
  }

  EventLoopGroup group() {
    return Objects.requireNonNull(group, "Vert.x has not started");
  }

  ChannelFactory<? extends SocketChannel> socketChannels() {
    return socketChannels;
  }

  /** This transport as Vert.x's builder takes it. */
  io.vertx.core.transport.Transport asChoice() {
    return new Choice(name, this);
  }

  @Override
  public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
    EventLoopGroup started = group;
    if (started == null) {
      started = below.eventLoopGroup(type, threads, factory, ioRatio);
      group = started;
    }
    return started;
  }

  @Override
  public boolean supportsDomainSockets() {
    return below.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return below.supportFileRegion();
  }

  @Override
  public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
    return below.convert(address);
  }

  @Override
  public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
    return below.convert(address);
  }

  @Override
  public IoHandlerFactory ioHandlerFactory() {
    return below.ioHandlerFactory();
  }

  @Override
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return below.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
    return below.datagramChannelFactory();
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return below.channelFactory(domainSocket);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return below.serverChannelFactory(domainSocket);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    below.configure(channel, options);
  }

  @Override
  public void configure(
      TcpConfig config, boolean domainSocket, io.netty.bootstrap.Bootstrap bootstrap) {
    below.configure(config, domainSocket, bootstrap);
  }

  @Override
  public void configure(
      TcpConfig config, boolean domainSocket, io.netty.bootstrap.ServerBootstrap bootstrap) {
    below.configure(config, domainSocket, bootstrap);
  }

  private record Choice(String name, Transport implementation)
      implements io.vertx.core.transport.Transport {

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
      return null;
    }
  }
}
