/** The command line, against a running API and alone. */
@NullMarked
package io.treeline.cli;

import org.jspecify.annotations.NullMarked;
