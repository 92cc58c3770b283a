package io.treeline.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code roles}; which keys it may have depends on its {@code roletype}. */
final class RoleReader {

  private static final Map<String, Kind> KINDS =
      Map.of("ws", Kind.WS, "sg", Kind.SG, "mware", Kind.MWARE, "api", Kind.API);

  private static final Map<String, ProxyProtocol> PROXY_PROTOCOLS =
      Map.of("none", ProxyProtocol.NONE, "v1", ProxyProtocol.V1, "v2", ProxyProtocol.V2);

  private static final List<String> ANY_KEY =
      Stream.of(Kind.values()).flatMap(kind -> kind.keys.stream()).distinct().toList();

  private enum Kind {
    WS("name", "roletype", "bind", "http_port", "https_port", "certdir", "routes"),
    SG("name", "roletype", "bind", "tls_port", "upstream", "proxy_protocol", "certdir"),
    MWARE("name", "roletype", "acme"),
    API("name", "roletype", "bind", "port");

    private final List<String> keys;

    Kind(String... keys) {
      this.keys = List.of(keys);
    }
  }

  private final PathReader paths;

  RoleReader(PathReader paths) {
    this.paths = paths;
  }

  @Nullable Role read(Spot spot) {
    Kind kind = kind(spot);
    Fields fields = spot.fields(kind == null ? ANY_KEY : kind.keys);
    fields.required("roletype", "one of " + Suggestion.listed(KINDS.keySet()));
    String name = fields.required("name", "give the role a name").map(Spot::word).orElse(null);
    if (kind == null) {
      fields.spot("roletype").ifPresent(type -> type.choice(KINDS));
      return null;
    }
    // Read under any name, so that the problems of a nameless role are reported too.
    Role role = role(kind, name == null ? "" : name, fields);
    return name == null ? null : role;
  }

  private static @Nullable Kind kind(Spot spot) {
    String type = spot.textAt("roletype");
    return type == null ? null : KINDS.get(type);
  }

  private @Nullable Role role(Kind kind, String name, Fields fields) {
    return switch (kind) {
      case WS -> ws(name, fields);
      case SG -> sg(name, fields);
      case MWARE -> new MwareRole(name, new AcmeReader(paths).read(fields));
      case API -> new ApiRole(name, bind(fields), fields.port("port", 0, 7443));
    };
  }

  private Role ws(String name, Fields fields) {
    return new WsRole(
        name,
        bind(fields),
        fields.port("http_port", 0, 80),
        fields.port("https_port", 0, 443),
        certdir(fields),
        new RouteReader(paths).read(fields));
  }

  private @Nullable Role sg(String name, Fields fields) {
    Bind bind = bind(fields);
    int port = fields.port("tls_port", 0, 5061);
    Path certdir = certdir(fields);
    ProxyProtocol proxy =
        fields.read("proxy_protocol", spot -> spot.choice(PROXY_PROTOCOLS), ProxyProtocol.V2);
    HostPort upstream =
        fields
            .required("upstream", "name the SIP server, for example \"127.0.0.1:5060\"")
            .map(AddressReader::hostPort)
            .orElse(null);
    return upstream == null ? null : new SgRole(name, bind, port, upstream, proxy, certdir);
  }

  private static Bind bind(Fields fields) {
    return fields.read("bind", AddressReader::bind, Bind.EVERYWHERE);
  }

  private @Nullable Path certdir(Fields fields) {
    return fields.spot("certdir").map(paths::path).orElse(null);
  }
}
