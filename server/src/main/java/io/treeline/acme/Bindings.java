package io.treeline.acme;

import io.treeline.acme.AuthorityException.Refused;
import io.treeline.config.Acme;
import io.treeline.config.SecretUnreadableException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What binds a new account to one that the operator has at the authority (RFC 8555 §7.3.4). The
 * secret is read when it is needed and not kept. Immutable.
 */
final class Bindings {

  private static final int LEAST_OCTETS = 32;

  private final @Nullable URI directory;
  private final Acme.@Nullable ExternalAccount account;
  private final Map<String, String> environment;

  private Bindings(
      @Nullable URI directory,
      Acme.@Nullable ExternalAccount account,
      Map<String, String> environment) {
    this.directory = directory;
    this.account = account;
    this.environment = Map.copyOf(environment);
  }

  /** The binding that the configuration has for its first authority. */
  static Bindings of(Acme acme, Map<String, String> environment) {
    return new Bindings(acme.directories().getFirst(), acme.externalAccount(), environment);
  }

  /**
   * An account's binding. Holds a secret: {@link #toString} doesn't show it.
   *
   * @param key the HMAC key
   */
  record Binding(String keyId, SecretKey key) {
    @Override
    public String toString() {
      return "Binding[" + keyId + "]";
    }
  }

  /**
   * The binding for a new account at that authority; null for none.
   *
   * @throws Refused if there is none where the authority wants one, or it can't be read
   */
  @Nullable Binding of(URI authority, Offer offer) throws Refused {
    if (account == null || !authority.equals(directory)) {
      if (offer.needsExternalAccount()) {
        throw refused(
            "The authority at " + authority + " makes accounts only for its customers.",
            "Put the key id and HMAC key that it gave you into 'eab' of role mware; it holds"
                + " for the first of its directories.");
      }
      return null;
    }
    try {
      byte[] octets = Base64.getUrlDecoder().decode(account.hmacKey().read(environment));
      if (octets.length < LEAST_OCTETS) {
        throw refused(
            "The HMAC key in 'eab' of role mware has only "
                + octets.length * Byte.SIZE
                + " bits, too few for HS256 (RFC 7518 §3.2).",
            "Copy it from the authority's page again, whole.");
      }
      return new Binding(account.keyId(), new SecretKeySpec(octets, "HMAC"));
    } catch (SecretUnreadableException e) {
      throw refused(String.valueOf(e.getMessage()), "It is the HMAC key of 'eab' of role mware.");
    } catch (IllegalArgumentException e) {
      // No cause: it may quote a part of the secret.
      throw refused(
          "The HMAC key in 'eab' of role mware is no base64url text.",
          "Copy it from the authority's page again, whole.");
    }
  }

  /** Why an authority makes no account by a binding, with what to do about it. */
  static Refused explained(Refused refusal) {
    Trouble trouble = refusal.trouble();
    return refusal.type().equals("unauthorized") || refusal.type().equals("malformed")
        ? new Refused(
            new Trouble(
                trouble.kind(),
                trouble.sentence(),
                "Compare the key id and the HMAC key in 'eab' of role mware with those that the"
                    + " authority gave you.",
                trouble.problem()),
            refusal.type(),
            0)
        : refusal;
  }

  private static Refused refused(String sentence, String nextStep) {
    return new Refused(
        new Trouble("account", sentence, nextStep, null), "externalAccountRequired", 0);
  }
}
