/** Role ws: HTTP and WebSocket behind TLS, static files, a reverse proxy, and the plain port. */
@NullMarked
package io.treeline.front.ws;

import org.jspecify.annotations.NullMarked;
