package io.treeline.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The SIP gateway: TLS in front of a SIP server that speaks plain TCP.
 *
 * @param tlsPort the TLS listener's port; 0 lets the system choose one
 * @param upstream where the decrypted stream goes
 * @param certdir the directory with {@code server.key} and {@code server.crt}, null where none is
 *     set
 */
public record SgRole(
    String name,
    Bind bind,
    int tlsPort,
    HostPort upstream,
    ProxyProtocol proxyProtocol,
    @Nullable Path certdir)
    implements Role {}
