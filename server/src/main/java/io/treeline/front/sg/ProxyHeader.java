package io.treeline.front.sg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProtocolVersion;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.handler.codec.haproxy.HAProxySSLTLV;
import io.netty.handler.codec.haproxy.HAProxyTLV;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSession;

/**
 * What the SIP server is told before the stream: the phone's address and, in version 2, how it came
 * (PROXY protocol, §2.2: {@code PP2_TYPE_AUTHORITY}, {@code PP2_TYPE_SSL} with version and cipher).
 */
final class ProxyHeader {

  private static final byte CLIENT_SSL = 1;
  private static final int VERIFY_NOT_ASKED = 1;

  /** {@code PP2_SUBTYPE_SSL_CIPHER}, for which Netty has no name. */
  private static final byte SSL_CIPHER = 0x23;

  private ProxyHeader() {}

  static HAProxyMessage version1(InetSocketAddress phone, InetSocketAddress local) {
    return message(HAProxyProtocolVersion.V1, phone, local, List.of());
  }

  /**
   * Version 2.
   *
   * @param sni the name that the phone asked for, empty where it asked for none
   */
  static HAProxyMessage version2(
      InetSocketAddress phone, InetSocketAddress local, String sni, SSLSession session) {
    List<HAProxyTLV> attributes = new ArrayList<>();
    if (!sni.isEmpty()) {
      attributes.add(new HAProxyTLV(HAProxyTLV.Type.PP2_TYPE_AUTHORITY, octets(sni)));
    }
    attributes.add(
        new HAProxySSLTLV(
            VERIFY_NOT_ASKED,
            CLIENT_SSL,
            List.of(
                new HAProxyTLV(HAProxyTLV.Type.PP2_TYPE_SSL_VERSION, octets(session.getProtocol())),
                new HAProxyTLV(SSL_CIPHER, octets(session.getCipherSuite())))));
    return message(HAProxyProtocolVersion.V2, phone, local, attributes);
  }

  private static HAProxyMessage message(
      HAProxyProtocolVersion version,
      InetSocketAddress phone,
      InetSocketAddress local,
      List<HAProxyTLV> attributes) {
    boolean four = isFour(phone.getAddress()) && isFour(local.getAddress());
    return new HAProxyMessage(
        version,
        HAProxyCommand.PROXY,
        four ? HAProxyProxiedProtocol.TCP4 : HAProxyProxiedProtocol.TCP6,
        text(phone.getAddress(), four),
        text(local.getAddress(), four),
        phone.getPort(),
        local.getPort(),
        attributes);
  }

  private static boolean isFour(InetAddress address) {
    return address instanceof Inet4Address;
  }

  /** Both addresses of a header are of one family: beside an IPv6 one an IPv4 one is mapped. */
  private static String text(InetAddress address, boolean four) {
    if (isFour(address) && !four) {
      return "::ffff:" + address.getHostAddress();
    }
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  private static ByteBuf octets(String value) {
    return Unpooled.copiedBuffer(value, StandardCharsets.US_ASCII);
  }
}
