package io.treeline.acme.plan;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Candidates for tests. */
final class Wishes {

  static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  static final URI LETS_ENCRYPT = URI.create("https://acme-v02.api.letsencrypt.org/directory");
  static final String ACCOUNT = "email:ops@example.com";

  private Wishes() {}

  static Candidate first(long id, long tenant, String... names) {
    return new Candidate(id, tenant, LETS_ENCRYPT, ACCOUNT, List.of(names), 1, NOW, null);
  }

  /** A renewal of a certificate of 45 days for the same names, that many days after its issue. */
  static Candidate renewal(
      long id, long tenant, double age, @Nullable Window announced, String name) {
    Instant issued = NOW.minusMillis((long) (age * Duration.ofDays(1).toMillis()));
    return renewal(id, tenant, issued, Duration.ofDays(45), announced, name);
  }

  static Candidate renewal(
      long id,
      long tenant,
      Instant issued,
      Duration lifetime,
      @Nullable Window announced,
      String name) {
    Instant end = issued.plus(lifetime);
    RenewalPlan plan = RenewalPlan.of(issued, end, announced, id);
    return new Candidate(
        id,
        tenant,
        LETS_ENCRYPT,
        ACCOUNT,
        List.of(name),
        1,
        plan.due(),
        new Candidate.Renewal(plan, end, true, announced));
  }
}
