package io.treeline.front.sg;

import io.treeline.config.HostPort;
import io.treeline.config.ProxyProtocol;

/**
 * The SIP server behind a gateway.
 *
 * @param address where the decrypted stream goes
 * @param proxyProtocol how it is told the phone's address
 */
public record GatewayUpstream(HostPort address, ProxyProtocol proxyProtocol) {}
