@NullMarked
package io.treeline.store.jdbc;

import org.jspecify.annotations.NullMarked;
