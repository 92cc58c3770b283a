/**
 * Certificates: reading what an operator pasted, judging it, and making self-signed ones. No I/O.
 */
@NullMarked
package io.treeline.core.cert;

import org.jspecify.annotations.NullMarked;
