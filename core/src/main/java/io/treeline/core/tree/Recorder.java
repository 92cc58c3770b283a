package io.treeline.core.tree;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Step.Kind;
import io.treeline.core.tree.Step.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A trace that keeps the steps. Belongs to one thread. */
public final class Recorder implements Trace {

  private final List<Step> steps = new ArrayList<>();
  private final Function<CertificateId, @Nullable String> whyUnusable;

  /**
   * A recorder that asks whether values can be served.
   *
   * @param whyUnusable says why a stored value can't be served, null when it can; it may block
   */
  public Recorder(Function<CertificateId, @Nullable String> whyUnusable) {
    this.whyUnusable = whyUnusable;
  }

  @Override
  public boolean watches() {
    return true;
  }

  @Override
  public void step(Kind kind, @Nullable Object name, Outcome outcome, @Nullable String detail) {
    steps.add(new Step(kind, name == null ? null : name.toString(), outcome, detail));
  }

  @Override
  public @Nullable String whyUnusable(CertificateId certificate) {
    return whyUnusable.apply(certificate);
  }

  /** What was recorded, in the order of asking. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }
}
