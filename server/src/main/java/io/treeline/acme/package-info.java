/** Automatic issuance: the active part of role {@code mware} (RFC 8555). */
@NullMarked
package io.treeline.acme;

import org.jspecify.annotations.NullMarked;
