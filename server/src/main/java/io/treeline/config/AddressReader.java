package io.treeline.config;

import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads names, IP addresses and where to connect. It never asks a resolver. */
final class AddressReader {

  private AddressReader() {}

  static @Nullable DomainName domainName(Spot spot) {
    String text = spot.text();
    return text == null ? null : domainName(text, spot);
  }

  static @Nullable HostPattern hostPattern(Spot spot) {
    String text = spot.text();
    if (text == null) {
      return null;
    }
    boolean wildcard = text.startsWith("*.");
    DomainName name = domainName(wildcard ? text.substring(2) : text, spot);
    return name == null ? null : new HostPattern(name, wildcard);
  }

  static @Nullable InetAddress ipAddress(Spot spot) {
    String text = spot.text();
    if (text == null) {
      return null;
    }
    InetAddress address = literal(text);
    if (address == null) {
      spot.problem("'" + text + "' is no IP address; write one as 192.0.2.1 or 2001:db8::1.");
    }
    return address;
  }

  static @Nullable Bind bind(Spot spot) {
    if (spot.isList() && spot.items().isEmpty()) {
      spot.problem("must name an address; leave the key out to listen on all.");
      return null;
    }
    List<InetAddress> addresses = new ArrayList<>();
    for (Spot item : spot.itemOrItems()) {
      InetAddress address = ipAddress(item);
      if (address != null) {
        if (!addresses.isEmpty() && new Bind(addresses).overlaps(new Bind(List.of(address)))) {
          item.problem("'" + address.getHostAddress() + "' is covered by an address before it.");
        }
        addresses.add(address);
      }
    }
    return addresses.isEmpty() ? null : asBind(addresses);
  }

  static @Nullable HostPort hostPort(Spot spot) {
    String text = spot.text();
    if (text == null) {
      return null;
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? null : host(text.substring(0, colon));
    int port = colon < 0 ? -1 : port(text.substring(colon + 1));
    if (host == null || port < 0) {
      spot.problem(
          "'" + text + "' is no address to connect to; write HOST:PORT, an IPv6 address in [ ].");
      return null;
    }
    return new HostPort(host, port);
  }

  /** An absolute URL with a host, of one of the schemes, without user, query and fragment. */
  static @Nullable URI url(Spot spot, List<String> schemes) {
    String text = spot.text();
    if (text == null) {
      return null;
    }
    URI uri = parse(text);
    boolean good =
        uri != null
            && uri.getHost() != null
            && schemes.contains(uri.getScheme())
            && uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && (uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= 65_535));
    if (!good) {
      spot.problem("must be a URL as " + schemes.getFirst() + "://HOST:PORT.");
      return null;
    }
    return uri;
  }

  private static @Nullable URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static @Nullable DomainName domainName(String text, Spot spot) {
    try {
      return DomainName.parse(text);
    } catch (InvalidNameException e) {
      spot.problem(Objects.requireNonNull(e.getMessage()));
      return null;
    }
  }

  /** {@code ::} takes IPv4 connections too on every system that Treeline runs on. */
  private static Bind asBind(List<InetAddress> addresses) {
    boolean all = addresses.contains(literal("::"));
    return all ? Bind.EVERYWHERE : new Bind(addresses);
  }

  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String host(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      String inner = text.substring(1, text.length() - 1);
      return inner.indexOf(':') >= 0 && literal(inner) != null ? inner : null;
    }
    if (literal(text) != null) {
      return text.indexOf(':') < 0 ? text : null;
    }
    try {
      return DomainName.parse(text).text();
    } catch (InvalidNameException e) {
      return null;
    }
  }

  private static int port(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535 ? port : -1;
  }
}
