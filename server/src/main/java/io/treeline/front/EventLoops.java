package io.treeline.front;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.treeline.config.Transport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of the process: one for each core, shared by every role. Vert.x runs on them, and
 * plain Netty listeners take the same group with {@link #group()}.
 *
 * <p>Safe for use by several threads.
 */
public final class EventLoops implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final GrantedTransport transport;
  private final int count;
  private final SharedLoops loops;
  private final Vertx vertx;
  private final AtomicInteger choices = new AtomicInteger();

  private EventLoops(GrantedTransport transport, int count, SharedLoops loops, Vertx vertx) {
    this.transport = transport;
    this.count = count;
    this.loops = loops;
    this.vertx = vertx;
  }

  /** Starts one loop for each processor that the JVM may use, and says in the log on what. */
  public static EventLoops start(Transport wanted) {
    return start(wanted, Runtime.getRuntime().availableProcessors());
  }

  /** Starts {@code count} loops. */
  public static EventLoops start(Transport wanted, int count) {
    GrantedTransport granted = GrantedTransport.of(wanted);
    SharedLoops loops = new SharedLoops(granted.kind());
    Vertx vertx = Vertx.builder().with(options(count)).withTransport(loops.asChoice()).build();
    LOG.info("Transport {}, {} event loops", granted, count);
    return new EventLoops(granted, count, loops, vertx);
  }

  /** The transport that the kernel granted. */
  public GrantedTransport transport() {
    return transport;
  }

  /** How many loops there are. */
  public int count() {
    return count;
  }

  /** The one Vert.x instance of the process. */
  public Vertx vertx() {
    return vertx;
  }

  /** A number that stands for a port of the system's choice, to be shared by all loops. */
  public int nextChoice() {
    return choices.incrementAndGet();
  }

  /** The loops, for plain Netty. Don't shut them down. */
  public EventLoopGroup group() {
    return loops.group();
  }

  /** Listening channels of the transport. */
  public ChannelFactory<? extends ServerChannel> serverChannels() {
    return loops.serverChannelFactory(false);
  }

  /** Connecting channels of the transport. */
  public ChannelFactory<? extends SocketChannel> clientChannels() {
    return loops.socketChannels();
  }

  /** Datagram channels of the transport. */
  public ChannelFactory<? extends DatagramChannel> datagramChannels() {
    return loops.datagramChannelFactory();
  }

  /** Ends every connection and every loop. Not to be called from a loop. */
  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The event loops did not end in {} s: {}", CLOSE_LIMIT.toSeconds(), e.toString());
    }
  }

  private static VertxOptions options(int count) {
    FileSystemOptions noCopies =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return new VertxOptions()
        .setEventLoopPoolSize(count)
        .setFileSystemOptions(noCopies)
        .setAddressResolverOptions(new AddressResolverOptions().setQueryTimeout(3000));
  }
}
