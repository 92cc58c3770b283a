package io.treeline.front.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.treeline.front.EventLoops;
import io.treeline.front.ListenFailedException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A small authoritative DNS server for dns-01 (RFC 8555 §8.4), by UDP and TCP. It knows what waits
 * for authorities and nothing else, and asks nobody.
 *
 * <p>On a machine with several addresses it should be bound to those that it is reached under: by
 * UDP the system chooses the address that an answer comes from.
 *
 * <p>Its methods block until done and are not for event loops. Safe for use by several threads.
 */
public final class DnsResponder implements AutoCloseable {

  private static final int DATAGRAM_OCTETS = 4096;
  private static final int MAX_MESSAGE = 4096;
  private static final int MAX_CONNECTIONS = 200;
  private static final int IDLE_SECONDS = 10;

  private final EventLoops loops;
  private final String role;
  private final List<InetSocketAddress> addresses;
  private final DnsAnswerer answerer;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final List<Channel> listeners = new ArrayList<>();

  /**
   * A responder that doesn't listen yet.
   *
   * @param role the role's name, for messages
   */
  public DnsResponder(
      EventLoops loops, String role, List<InetSocketAddress> addresses, DnsZone zone) {
    this.loops = loops;
    this.role = role;
    this.addresses = List.copyOf(addresses);
    this.answerer = new DnsAnswerer(zone);
  }

  /**
   * Listens on every address, by UDP and TCP on the same port, or on none.
   *
   * @throws ListenFailedException if one of them can't be had
   */
  public synchronized void start() {
    for (InetSocketAddress address : addresses) {
      InetSocketAddress stream = listen(address, streams().bind(address));
      InetSocketAddress unused =
          listen(
              address,
              datagrams().bind(new InetSocketAddress(address.getAddress(), stream.getPort())));
    }
  }

  private InetSocketAddress listen(InetSocketAddress wanted, ChannelFuture binding) {
    ChannelFuture bound = binding.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new ListenFailedException(role, wanted, bound.cause());
    }
    listeners.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private ServerBootstrap streams() {
    return new ServerBootstrap()
        .group(loops.group())
        .channelFactory(loops.serverChannels())
        .option(ChannelOption.SO_REUSEADDR, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel client) {
                accept(client);
              }
            });
  }

  private void accept(Channel client) {
    if (connections.size() >= MAX_CONNECTIONS) {
      client.close();
      return;
    }
    connections.add(client);
    client
        .pipeline()
        .addLast(
            new LengthFieldBasedFrameDecoder(MAX_MESSAGE, 0, 2, 0, 2),
            new IdleStateHandler(0, 0, IDLE_SECONDS),
            new StreamAnswers(answerer));
  }

  private Bootstrap datagrams() {
    return new Bootstrap()
        .group(loops.group())
        .channelFactory(loops.datagramChannels())
        .option(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_OCTETS))
        .handler(new DatagramAnswers(answerer));
  }

  /** Where it listens by TCP, and by UDP too, with the ports that the system chose. */
  public synchronized List<InetSocketAddress> localAddresses() {
    List<InetSocketAddress> local = new ArrayList<>();
    for (int i = 0; i < listeners.size(); i += 2) {
      local.add((InetSocketAddress) listeners.get(i).localAddress());
    }
    return local;
  }

  /** Stops listening and ends what is open. */
  @Override
  public synchronized void close() {
    listeners.forEach(each -> each.close().awaitUninterruptibly());
    listeners.clear();
    connections.close().awaitUninterruptibly();
  }
}
