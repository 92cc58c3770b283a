@NullMarked
package io.treeline.acme;

import org.jspecify.annotations.NullMarked;
