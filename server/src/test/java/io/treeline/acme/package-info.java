/** Tests of issuance, at a real authority. */
@NullMarked
package io.treeline.acme;

import org.jspecify.annotations.NullMarked;
