package io.treeline.app;

import io.treeline.api.ApiServer;
import io.treeline.config.ApiRole;
import io.treeline.config.DnsAnswers;
import io.treeline.config.General;
import io.treeline.config.MwareRole;
import io.treeline.config.Role;
import io.treeline.config.SgRole;
import io.treeline.config.WsRole;
import io.treeline.feed.ChangeFeed;
import io.treeline.front.Binding;
import io.treeline.front.EventLoops;
import io.treeline.front.ListenFailedException;
import io.treeline.front.dns.DnsResponder;
import io.treeline.front.sg.GatewayUpstream;
import io.treeline.front.sg.SipGateway;
import io.treeline.front.ws.TlsEngine;
import io.treeline.front.ws.WebFront;
import io.treeline.front.ws.WebListeners;
import io.treeline.tls.SelectingSslContext;
import io.treeline.tls.TlsPolicy;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts the listeners of roles. */
final class RoleStarter {

  private static final Duration WEB_DRAIN = Duration.ofSeconds(5);
  private static final Duration PHONE_DRAIN = Duration.ofSeconds(2);

  private final General general;
  private final EventLoops loops;
  private final TlsHeads heads;
  private final ChangeFeed feed;
  private final ApiServer api;
  private final Shutdown shutdown;

  RoleStarter(
      General general,
      EventLoops loops,
      TlsHeads heads,
      ChangeFeed feed,
      ApiServer api,
      Shutdown shutdown) {
    this.general = general;
    this.loops = loops;
    this.heads = heads;
    this.feed = feed;
    this.api = api;
    this.shutdown = shutdown;
  }

  /**
   * Starts one role and gives its addresses.
   *
   * @throws ListenFailedException if an address can't be had
   */
  List<Listening> start(Role role) {
    return switch (role) {
      case WsRole ws -> web(ws);
      case SgRole sg -> gateway(sg);
      case ApiRole own -> api(own);
      case MwareRole mware -> responder(mware);
    };
  }

  private List<Listening> web(WsRole role) {
    SelectingSslContext tls = heads.make(TlsPolicy.https(role.name()), role.certdir());
    WebListeners listeners =
        new WebListeners(
            role.name(),
            Binding.of(role.bind(), role.httpsPort()),
            Binding.of(role.bind(), role.httpPort()),
            general.publicHttpsPort());
    WebFront front =
        new WebFront(loops, listeners, tls, new HstsByDomain(feed), this::challenge, role.routes());
    front.start();
    shutdown.later(() -> front.drain(WEB_DRAIN));
    return Stream.concat(
            shown(role.name(), "https", front.httpsAddresses()),
            shown(role.name(), "http", front.httpAddresses()))
        .toList();
  }

  /** Whatever the host: which names a token is for is the authority's affair. */
  private @Nullable String challenge(String host, String token) {
    return feed.live().challenges().http01(token);
  }

  private List<Listening> gateway(SgRole role) {
    SelectingSslContext tls = heads.make(TlsPolicy.stream(role.name()), role.certdir());
    SipGateway gateway =
        new SipGateway(
            loops,
            role.name(),
            Binding.of(role.bind(), role.tlsPort()),
            tls,
            new GatewayUpstream(role.upstream(), role.proxyProtocol()));
    gateway.start();
    shutdown.later(() -> gateway.drain(PHONE_DRAIN));
    return shown(role.name(), "tls", gateway.localAddresses()).toList();
  }

  private List<Listening> responder(MwareRole role) {
    if (!(role.acme().dns() instanceof DnsAnswers.Responder how)) {
      return List.of();
    }
    DnsResponder responder =
        new DnsResponder(
            loops,
            role.name(),
            Binding.of(how.bind(), how.port()),
            ResponderZone.of(how, general, feed));
    responder.start();
    shutdown.later(responder);
    return shown(role.name(), "dns", responder.localAddresses()).toList();
  }

  private List<Listening> api(ApiRole role) {
    SelectingSslContext tls = heads.make(TlsPolicy.https(role.name()), null);
    List<InetSocketAddress> listening = new ArrayList<>();
    for (InetSocketAddress address : Binding.of(role.bind(), role.port())) {
      listening.add(new InetSocketAddress(address.getAddress(), listen(role, tls, address)));
    }
    return shown(role.name(), "https", listening).toList();
  }

  private int listen(ApiRole role, SelectingSslContext tls, InetSocketAddress address) {
    try {
      HttpServer server =
          Futures.await(
              api.listen(TlsEngine.serverOptions(tls), SocketAddress.inetSocketAddress(address)));
      return server.actualPort();
    } catch (StartFailedException e) {
      throw new ListenFailedException(role.name(), address, new BindException(e.getMessage()));
    }
  }

  private static Stream<Listening> shown(
      String role, String scheme, List<InetSocketAddress> addresses) {
    return addresses.stream().map(address -> new Listening(role, scheme, address));
  }
}
