/** Other servers' layouts, made in a directory. */
@NullMarked
package io.treeline.importer;

import org.jspecify.annotations.NullMarked;
