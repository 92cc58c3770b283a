/** The command line: what each command takes, asks of a server or of the core, and prints. */
@NullMarked
package io.treeline.cli;

import org.jspecify.annotations.NullMarked;
