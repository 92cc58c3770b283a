package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a domain under automation, and of one that was. Immutable. What changes
 * together stands together; it is read as if it were one.
 *
 * @param directory the authority that issued or is asked
 */
public record AcmeDomainRow(
    long domainId,
    Turn turn,
    Failing failing,
    @Nullable String directory,
    Basis basis,
    Announced announced) {

  /**
   * Where the domain stands.
   *
   * @param status a word that the room {@code acme} knows
   * @param nextAt when it is looked at next; null for never
   * @param waitsFor why not earlier, as JSON; null where nothing holds it up
   */
  public record Turn(String status, @Nullable Instant nextAt, @Nullable String waitsFor) {}

  /**
   * What failed.
   *
   * @param count attempts in a row
   * @param trouble the last failure, as JSON; null without one
   * @param at when that was
   */
  public record Failing(int count, @Nullable String trouble, @Nullable Instant at) {

    /** Nothing did. */
    public static final Failing NOTHING = new Failing(0, null, null);
  }

  /**
   * By what the domain was judged last.
   *
   * @param asked the names and kinds of key that it was ordered for
   * @param certificate the one in force; null for none
   */
  public record Basis(@Nullable String asked, @Nullable CertificateId certificate) {}

  /**
   * What the authority says of its renewal.
   *
   * @param window null if it wasn't asked or doesn't say
   * @param askAt when it is asked next; null for never
   */
  public record Announced(@Nullable Window window, @Nullable Instant askAt) {}

  /**
   * When an authority would have a certificate renewed (RFC 9773 §4.2).
   *
   * @param reason a page that says why, null without one
   */
  public record Window(Instant start, Instant end, @Nullable String reason) {}

  /** A domain of which nothing is known but its status. */
  public static AcmeDomainRow of(long domainId, String status, @Nullable Instant nextAt) {
    return new AcmeDomainRow(
        domainId,
        new Turn(status, nextAt, null),
        Failing.NOTHING,
        null,
        new Basis(null, null),
        new Announced(null, null));
  }

  /** The same with another status, looked at at another time, waiting for nothing. */
  public AcmeDomainRow standing(String status, @Nullable Instant nextAt) {
    return waiting(status, nextAt, null);
  }

  /** The same with another status, looked at at another time, and why not earlier. */
  public AcmeDomainRow waiting(String status, @Nullable Instant nextAt, @Nullable String waitsFor) {
    Turn other = new Turn(status, nextAt, waitsFor);
    return new AcmeDomainRow(domainId, other, failing, directory, basis, announced);
  }

  /** The same with that many failures, and what is known of the last. */
  public AcmeDomainRow failing(
      int failures, @Nullable String trouble, @Nullable Instant troubleAt) {
    Failing other = new Failing(failures, trouble, troubleAt);
    return new AcmeDomainRow(domainId, turn, other, directory, basis, announced);
  }

  /** The same, asking another authority. */
  public AcmeDomainRow at(@Nullable String directory) {
    return new AcmeDomainRow(domainId, turn, failing, directory, basis, announced);
  }

  /** The same, judged by what was asked and what is in force. */
  public AcmeDomainRow judgedBy(@Nullable String asked, @Nullable CertificateId certificate) {
    Basis other = new Basis(asked, certificate);
    return new AcmeDomainRow(domainId, turn, failing, directory, other, announced);
  }

  /** The same with what the authority said of renewal, and when it is asked again. */
  public AcmeDomainRow told(@Nullable Window window, @Nullable Instant askAt) {
    Announced other = new Announced(window, askAt);
    return new AcmeDomainRow(domainId, turn, failing, directory, basis, other);
  }

  /** {@link Turn#status}. */
  public String status() {
    return turn.status();
  }

  /** {@link Turn#nextAt}. */
  public @Nullable Instant nextAt() {
    return turn.nextAt();
  }

  /** {@link Turn#waitsFor}. */
  public @Nullable String waitsFor() {
    return turn.waitsFor();
  }

  /** {@link Failing#count}. */
  public int failures() {
    return failing.count();
  }

  /** {@link Failing#trouble}. */
  public @Nullable String trouble() {
    return failing.trouble();
  }

  /** {@link Failing#at}. */
  public @Nullable Instant troubleAt() {
    return failing.at();
  }

  /** {@link Basis#asked}. */
  public @Nullable String asked() {
    return basis.asked();
  }

  /** {@link Basis#certificate}. */
  public @Nullable CertificateId certificate() {
    return basis.certificate();
  }

  /** {@link Announced#window}. */
  public @Nullable Window window() {
    return announced.window();
  }

  /** {@link Announced#askAt}. */
  public @Nullable Instant askAt() {
    return announced.askAt();
  }
}
