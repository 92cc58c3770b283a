package io.treeline.front.sg;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.treeline.config.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Finds the address of an upstream by the system's own resolver, which blocks: on a virtual thread,
 * never on an event loop. The JDK remembers answers for half a minute.
 */
final class HostResolver {

  Future<InetSocketAddress> resolve(HostPort host, EventExecutor loop) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host.host());
    Promise<InetSocketAddress> found = loop.newPromise();
    if (literal != null) {
      return found.setSuccess(address(literal, host.port()));
    }
    Thread.ofVirtual().name("resolve-upstream").start(() -> resolve(host, found));
    return found;
  }

  private static void resolve(HostPort host, Promise<InetSocketAddress> found) {
    try {
      found.setSuccess(new InetSocketAddress(InetAddress.getByName(host.host()), host.port()));
    } catch (UnknownHostException e) {
      found.setFailure(e);
    }
  }

  private static InetSocketAddress address(byte[] literal, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(literal), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("4 or 16 octets make an address", e);
    }
  }
}
