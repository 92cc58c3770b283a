package io.treeline.config;

import io.treeline.core.name.DomainName;
import java.net.InetAddress;
import java.util.List;

/**
 * What holds for the whole installation. Immutable.
 *
 * @param generalDomain the master domain's name at the first start
 * @param publicAddresses further addresses under which the internet reaches the installation (the
 *     router's, behind NAT); the servers' own aren't listed
 * @param publicHttpPort the port under which the internet reaches the plain HTTP listener
 * @param publicHttpsPort the port to which plain HTTP is redirected
 */
public record General(
    DomainName generalDomain,
    List<InetAddress> publicAddresses,
    int publicHttpPort,
    int publicHttpsPort,
    Transport transport) {

  public General {
    publicAddresses = List.copyOf(publicAddresses);
  }
}
