package io.treeline.tls;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SniCompletionEvent;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Choice;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A Netty server on loopback that echoes; names it doesn't know get certificate 1. */
final class TestServer implements AutoCloseable {

  static final CertificateId MASTER = new CertificateId(1);

  final TestSource source = new TestSource();
  final KeyMaterialCache materials;
  final SelectingSslContext context;
  final Map<String, Choice> choices = new ConcurrentHashMap<>();
  final Map<String, CertificateId> validations = new ConcurrentHashMap<>();
  final List<Object> events = new CopyOnWriteArrayList<>();
  final List<String> unusable = new CopyOnWriteArrayList<>();
  final List<String> announced = new CopyOnWriteArrayList<>();
  final List<Throwable> escaped = new CopyOnWriteArrayList<>();
  volatile long handshakeTimeoutMillis = 10_000;
  volatile boolean autoRead = true;
  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listener;

  TestServer() {
    this(TlsPolicy.https("test"), KeyMaterialCache.DEFAULT_ENTRIES);
  }

  TestServer(TlsPolicy policy, int entries) {
    materials = new KeyMaterialCache(source, entries);
    context =
        new SelectingSslContext(
            policy,
            new Selector(),
            materials,
            (id, reason) -> unusable.add(id.value() + ": " + reason));
    listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Initializer())
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  /** A server with a master certificate, of this subject. */
  static TestServer withMaster(TestPairs pairs) {
    TestServer server = new TestServer();
    server.source.stored.put(MASTER, pairs);
    return server;
  }

  /** Gives a name a certificate of its own. */
  TestServer serve(String name, long id, TestPairs pairs) {
    source.stored.put(new CertificateId(id), pairs);
    return choose(name, id);
  }

  TestServer choose(String name, long id) {
    choices.put(name, new Choice.OfDomain(2, new CertificateId(id)));
    return this;
  }

  /** Has a validation of that name by tls-alpn-01 find this. */
  TestServer awaitValidation(String name, TestPairs pairs) {
    CertificateId id =
        CertificateId.ofChallenge(Fingerprint.of(pairs.made().getFirst().certificate()));
    source.stored.put(id, pairs);
    validations.put(name, id);
    return this;
  }

  private final class Selector implements CertificateSelector {
    @Override
    public Choice choose(ClientHello hello) {
      return TestServer.this.choose(hello);
    }

    @Override
    public @Nullable CertificateId validation(Sni sni) {
      return validations.get(sni.toString());
    }
  }

  private Choice choose(ClientHello hello) {
    if (hello.sni().toString().equals("bug.example")) {
      throw new IllegalStateException("a bug of the selector");
    }
    return choices.getOrDefault(hello.sni().toString(), new Choice.OfDefault(MASTER));
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    source.letGo();
    materials.close();
    context.close();
  }

  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel.config().setAutoRead(autoRead);
      SelectingSslHandler head = (SelectingSslHandler) context.newHandler(channel.alloc());
      head.setHandshakeTimeoutMillis(handshakeTimeoutMillis);
      channel.pipeline().addLast(head, new Echo());
    }
  }

  /** Echoes; closes after a line that says so. */
  private final class Echo extends ChannelInboundHandlerAdapter {

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.read();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      boolean last = ((ByteBuf) msg).toString(StandardCharsets.US_ASCII).contains("bye");
      var written = ctx.writeAndFlush(msg);
      if (last) {
        written.addListener(ChannelFutureListener.CLOSE);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      events.add(event);
      if (event instanceof SniCompletionEvent sni) {
        announced.add(sni.hostname());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      escaped.add(cause);
      ctx.close();
    }
  }
}
