package io.treeline.core.tree;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Step.Kind;
import io.treeline.core.tree.Step.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Who watches a lookup: nobody in a handshake, a {@link Recorder} for an explanation. The lookup is
 * the same.
 */
public interface Trace {

  /** Watches nothing and takes every value for usable: a handshake finds out when it loads it. */
  Trace NONE =
      new Trace() {
        @Override
        public boolean watches() {
          return false;
        }

        @Override
        public void step(
            Kind kind, @Nullable Object name, Outcome outcome, @Nullable String detail) {}

        @Override
        public @Nullable String whyUnusable(CertificateId certificate) {
          return null;
        }
      };

  /** Whether it wants to know of steps at all: to name who was asked costs a handshake time. */
  boolean watches();

  /** Somebody was asked. {@code name} is turned into text only by who keeps it. */
  void step(Kind kind, @Nullable Object name, Outcome outcome, @Nullable String detail);

  /** Why a stored value can't be served at all, in a sentence; null when it can. */
  @Nullable String whyUnusable(CertificateId certificate);
}
