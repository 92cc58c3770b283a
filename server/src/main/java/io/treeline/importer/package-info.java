/**
 * Other servers' layouts: what of them is a certificate for which names, and where in the tree it
 * would go.
 */
@NullMarked
package io.treeline.importer;

import org.jspecify.annotations.NullMarked;
