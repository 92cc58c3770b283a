package io.treeline.acme.challenge;

import io.treeline.config.Acme;
import io.treeline.config.DnsAnswers;
import io.treeline.config.General;
import io.treeline.core.cert.ValidationCertificate;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.name.DomainName;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What can be known before an order, and costs no quota at the authority: whether the name leads
 * here, whether an answer of our own is found as the authority would look for it, whether CAA
 * records let the authority issue.
 *
 * <p>It connects to addresses of ours only, whatever a name points to. Every look is bounded by a
 * few seconds. Blocks; safe for use by several threads.
 */
public final class Preflight {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_OCTETS = 24;
  private static final int DIGEST_OCTETS = 32;

  private final General general;
  private final @Nullable DnsAnswers dns;
  private final Resolving resolving;
  private final ChallengeBoard board;
  private final InstantSource clock;

  /** For what the configuration says of this installation; own answers are put up on the board. */
  public Preflight(General general, Acme acme, ChallengeBoard board, InstantSource clock) {
    this.general = general;
    this.dns = acme.dns();
    this.resolving = new Resolving(acme.resolvers());
    this.board = board;
    this.clock = clock;
  }

  /**
   * Why an order for that name would fail, in one sentence with the next step; null if nothing
   * speaks against it.
   *
   * @param name without the {@code *.} of a wildcard
   * @param challenge {@code http-01}, {@code tls-alpn-01}, {@code dns-01} or {@code
   *     dns-persist-01}; whether the record of the last is there is {@link PersistentRecord}'s to
   *     say
   * @param caaIdentities the authority's own names in CAA records, empty if it has none
   */
  public @Nullable String objection(
      DomainName name, boolean wildcard, String challenge, List<String> caaIdentities) {
    Name asked;
    try {
      asked = Name.fromString(name.text() + ".");
    } catch (TextParseException e) {
      return name + " can't be looked up in the DNS: rename the domain.";
    }
    String answer = ofAnswer(name, asked, wildcard, challenge);
    return answer != null || caaIdentities.isEmpty()
        ? answer
        : new CaaCheck(resolving).objection(asked, wildcard, challenge, caaIdentities);
  }

  private @Nullable String ofAnswer(
      DomainName name, Name asked, boolean wildcard, String challenge) {
    boolean connects = challenge.equals("http-01") || challenge.equals("tls-alpn-01");
    if (wildcard && connects) {
      return "The wildcard *."
          + name
          + " can't be validated by "
          + challenge
          + ": set acme_challenge to dns-01.";
    }
    if (challenge.equals("dns-01")) {
      return ofRecord(name);
    }
    if (!connects) {
      return null;
    }
    OwnAddresses own = OwnAddresses.now(general.publicAddresses());
    AddressCheck addresses = AddressCheck.of(name, asked, resolving, own);
    if (!addresses.objection().isEmpty()) {
      return addresses.objection();
    }
    return challenge.equals("http-01") ? ofHttp(name, addresses) : ofTls(name, addresses);
  }

  private @Nullable String ofHttp(DomainName name, AddressCheck addresses) {
    String token = random(TOKEN_OCTETS);
    ChallengeAnswer.Http01 answer =
        new ChallengeAnswer.Http01(name, token, token + "." + random(DIGEST_OCTETS));
    HttpProbe probe = new HttpProbe(addresses.addresses().getFirst(), general.publicHttpPort());
    return withPosted(answer, () -> probe.objection(name, answer));
  }

  private @Nullable String ofTls(DomainName name, AddressCheck addresses) {
    byte[] digest = new byte[DIGEST_OCTETS];
    RANDOM.nextBytes(digest);
    ChallengeAnswer.TlsAlpn01 answer =
        new ChallengeAnswer.TlsAlpn01(
            name, ValidationCertificate.create(name, digest, clock.instant()));
    TlsProbe probe = new TlsProbe(addresses.addresses().getFirst(), general.publicHttpsPort());
    return withPosted(answer, () -> probe.objection(name, answer.pair().chainDer().getFirst()));
  }

  /** Only our own responder can be tried without a change in somebody's zone. */
  private @Nullable String ofRecord(DomainName name) {
    if (!board.canAnswerDns()) {
      return "A dns-01 challenge can't be answered, no way to publish TXT records is configured: set"
          + " 'acme.dns' of the mware role, or choose another acme_challenge.";
    }
    if (!(dns instanceof DnsAnswers.Responder responder)) {
      return null;
    }
    ChallengeAnswer.Dns01 answer = new ChallengeAnswer.Dns01(name, random(DIGEST_OCTETS));
    return withPosted(answer, () -> ofDelegation(answer, responder));
  }

  private @Nullable String ofDelegation(
      ChallengeAnswer.Dns01 answer, DnsAnswers.Responder responder) throws ChallengeException {
    Name record = ChallengeRecord.of(answer.name());
    DnsReply reply = resolving.ask(record, Type.TXT);
    if (ZoneServers.textsOf(reply, null).contains(answer.value())) {
      return null;
    }
    String shown = ChallengeRecord.shown(record);
    return (reply.isFailed()
            ? shown + " can't be looked up, " + reply.problem()
            : shown + " does not lead to Treeline's DNS responder")
        + ": add the record '"
        + shown
        + ". CNAME "
        + answer.name()
        + "."
        + responder.zone()
        + ".', and check that "
        + responder.zone()
        + " is delegated to this server and port 53 leads to port "
        + responder.port()
        + ".";
  }

  private interface Look {
    @Nullable String objection() throws ChallengeException;
  }

  private @Nullable String withPosted(ChallengeAnswer answer, Look look) {
    List<ChallengeAnswer> posted = List.of(answer);
    try {
      board.post(posted);
      try {
        return look.objection();
      } finally {
        board.withdraw(posted);
      }
    } catch (ChallengeException e) {
      return e.getMessage();
    }
  }

  private static String random(int octets) {
    byte[] random = new byte[octets];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
