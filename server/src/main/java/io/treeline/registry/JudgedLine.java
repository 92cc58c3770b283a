package io.treeline.registry;

import io.treeline.core.cert.Finding;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Setting;
import io.treeline.store.NewCertificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of an import once it was read and judged by itself, without the tree. */
sealed interface JudgedLine {

  /** The line's number in the file, from 1. */
  long number();

  /** A line that can't be taken, and why, in one sentence. */
  record Bad(long number, @Nullable DomainName name, String sentence) implements JudgedLine {}

  /** A line that is good by itself. */
  record Good(
      long number,
      DomainName name,
      Parent parent,
      Map<Setting, @Nullable String> settings,
      Certificate certificate)
      implements JudgedLine {}

  /** What a line says of the parent. */
  sealed interface Parent {
    /** Nothing. */
    record Unsaid() implements Parent {}

    /** Null: the line is the master's. */
    record None() implements Parent {}

    /** A name. */
    record Named(DomainName name) implements Parent {}
  }

  /** What a line says of the certificate. */
  sealed interface Certificate {
    /** Nothing: it stays as it is. */
    record Unsaid() implements Certificate {}

    /** It ends. */
    record Cleared() implements Certificate {}

    /** A value, judged. */
    record Put(NewCertificate certificate, List<Finding> findings) implements Certificate {}
  }
}
