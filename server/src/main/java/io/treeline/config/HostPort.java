package io.treeline.config;

/**
 * Where to connect.
 *
 * @param host a name, or an IP address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

  /** As the file has it, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
