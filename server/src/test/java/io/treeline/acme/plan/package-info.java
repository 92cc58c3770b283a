/** Tests of the rules of renewal and of limits. */
@NullMarked
package io.treeline.acme.plan;

import org.jspecify.annotations.NullMarked;
