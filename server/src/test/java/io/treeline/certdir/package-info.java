/** Tests of certdirs on a real file system. */
@NullMarked
package io.treeline.certdir;

import org.jspecify.annotations.NullMarked;
