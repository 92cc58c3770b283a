package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a domain under automation, and of one that was. Immutable.
 *
 * @param status a word that the room {@code acme} knows
 * @param nextAt when it is looked at next; null for never
 * @param waitsFor why not earlier, in words; null where nothing holds it up
 * @param failures attempts that failed in a row
 * @param trouble the last failure, as JSON; null without one
 * @param directory the authority that issued or is asked
 * @param asked the names and kinds of key that it was last ordered for
 * @param certificate the one in force when it was judged last; null for none
 * @param window when the authority would have it renewed; null if it wasn't asked or doesn't say
 * @param askAt when the authority is asked next for that; null for never
 */
public record AcmeDomainRow(
    long domainId,
    String status,
    @Nullable Instant nextAt,
    @Nullable String waitsFor,
    int failures,
    @Nullable String trouble,
    @Nullable Instant troubleAt,
    @Nullable String directory,
    @Nullable String asked,
    @Nullable CertificateId certificate,
    @Nullable Window window,
    @Nullable Instant askAt) {

  /** A domain of which nothing is known but its status. */
  public static AcmeDomainRow of(long domainId, String status, @Nullable Instant nextAt) {
    return new AcmeDomainRow(
        domainId, status, nextAt, null, 0, null, null, null, null, null, null, null);
  }

  /**
   * When an authority would have a certificate renewed (RFC 9773 §4.2).
   *
   * @param reason a page that says why, null without one
   */
  public record Window(Instant start, Instant end, @Nullable String reason) {}

  /** The same with another status, looked at at another time, waiting for nothing. */
  public AcmeDomainRow standing(String status, @Nullable Instant nextAt) {
    return waiting(status, nextAt, null);
  }

  /** The same with another status, looked at at another time, and why not earlier. */
  public AcmeDomainRow waiting(String status, @Nullable Instant nextAt, @Nullable String waitsFor) {
    return new AcmeDomainRow(
        domainId,
        status,
        nextAt,
        waitsFor,
        failures,
        trouble,
        troubleAt,
        directory,
        asked,
        certificate,
        window,
        askAt);
  }

  /** The same with that many failures, and what is known of the last. */
  public AcmeDomainRow failing(
      int failures, @Nullable String trouble, @Nullable Instant troubleAt) {
    return new AcmeDomainRow(
        domainId,
        status,
        nextAt,
        waitsFor,
        failures,
        trouble,
        troubleAt,
        directory,
        asked,
        certificate,
        window,
        askAt);
  }

  /** The same, asking another authority. */
  public AcmeDomainRow at(@Nullable String directory) {
    return new AcmeDomainRow(
        domainId,
        status,
        nextAt,
        waitsFor,
        failures,
        trouble,
        troubleAt,
        directory,
        asked,
        certificate,
        window,
        askAt);
  }

  /** The same, judged by what was asked and what is in force. */
  public AcmeDomainRow judgedBy(@Nullable String asked, @Nullable CertificateId certificate) {
    return new AcmeDomainRow(
        domainId,
        status,
        nextAt,
        waitsFor,
        failures,
        trouble,
        troubleAt,
        directory,
        asked,
        certificate,
        window,
        askAt);
  }

  /** The same with what the authority said of renewal, and when it is asked again. */
  public AcmeDomainRow told(@Nullable Window window, @Nullable Instant askAt) {
    return new AcmeDomainRow(
        domainId,
        status,
        nextAt,
        waitsFor,
        failures,
        trouble,
        troubleAt,
        directory,
        asked,
        certificate,
        window,
        askAt);
  }
}
