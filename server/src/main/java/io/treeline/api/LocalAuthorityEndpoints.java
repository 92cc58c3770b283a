package io.treeline.api;

import io.treeline.access.Principal;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.LeafFacts;
import io.treeline.core.name.DomainName;
import io.treeline.registry.LocalRoot;
import io.treeline.registry.PutOutcome;
import io.treeline.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The installation's own authority. */
final class LocalAuthorityEndpoints {

  private static final long DAYS = 397;

  /** What Apple's systems take at most of an authority that a person told them to trust. */
  private static final long MOST_DAYS = 825;

  private static final Map<String, KeyType> KEYS =
      Map.of(KeyType.EC256.text(), KeyType.EC256, KeyType.RSA2048.text(), KeyType.RSA2048);

  private final Registry registry;

  LocalAuthorityEndpoints(Registry registry) {
    this.registry = registry;
  }

  /** The root, which is public, in JSON. */
  record RootJson(
      String subject,
      String sha256,
      Instant notBefore,
      Instant notAfter,
      Instant from,
      String pem) {

    static RootJson of(LocalRoot root) {
      LeafFacts facts = LeafFacts.of(root.root().leaf());
      return new RootJson(
          facts.subject(),
          facts.sha256().hex(),
          facts.notBefore(),
          facts.notAfter(),
          root.from(),
          root.root().chainPem());
    }
  }

  /** {@code GET /v1/local-ca}. */
  Answer root(Call call) {
    return Answer.json(RootJson.of(registry.localRoot(call.who())));
  }

  /** {@code POST /v1/local-ca}. */
  Answer create(Call call) {
    boolean replace = call.json().only("replace").flag("replace");
    Principal who = call.who();
    RootJson made = RootJson.of(registry.createLocalAuthority(who, replace));
    return new Answer.OfJson(201, made, null, "/v1/local-ca");
  }

  /** {@code POST /v1/domains/{name}/certificate/local-ca}. */
  Answer issue(Call call) {
    DomainName name = call.domain();
    JsonObject json = call.json().only("days", "key");
    PutOutcome outcome =
        registry.issueLocally(call.who(), name, Duration.ofDays(days(json)), keyType(json));
    return Answer.json(PutJson.of(outcome, name), registry.show(call.who(), name).version());
  }

  private static long days(JsonObject json) {
    long days = json.members().get("days") == null ? DAYS : json.number("days");
    if (days < 1 || days > MOST_DAYS) {
      throw new UnreadableJsonException(
          "'days' must be a whole number from 1 to "
              + MOST_DAYS
              + ", the most that browsers take.");
    }
    return days;
  }

  private static KeyType keyType(JsonObject json) {
    @Nullable String said = json.optionalText("key");
    KeyType type = said == null ? KeyType.EC256 : KEYS.get(said);
    if (type == null) {
      throw new UnreadableJsonException("'key' must be \"ec256\" or \"rsa2048\".");
    }
    return type;
  }
}
