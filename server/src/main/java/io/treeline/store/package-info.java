/**
 * The contract of the store: one consistent place for the tree, its certificates and everything
 * else that must outlive a process. No SQL here; {@code store.jdbc} keeps the promises.
 */
@NullMarked
package io.treeline.store;

import org.jspecify.annotations.NullMarked;
