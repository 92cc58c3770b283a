/**
 * The data plane for any Netty server: the certificate of each handshake, chosen by its
 * ClientHello.
 *
 * <p>Nothing outside this package knows which TLS library is below it.
 */
@NullMarked
package io.treeline.tls;

import org.jspecify.annotations.NullMarked;
