package io.treeline.acme.challenge;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Record;

/**
 * What came of a DNS question. Immutable.
 *
 * @param authoritative whether a server of the zone itself said so
 * @param answers the records that lead to the answer, aliases included; empty but for {@code FOUND}
 * @param authority whose answer it is
 * @param problem why there is no answer, as the rest of a sentence; empty but for {@code FAILED}
 */
record DnsReply(
    Kind kind,
    boolean authoritative,
    List<Record> answers,
    List<Record> authority,
    String problem) {

  /** What came. */
  enum Kind {
    /** Records. */
    FOUND,
    /** The name is there, without records of that type. */
    NO_DATA,
    /** There is no such name (NXDOMAIN). */
    NO_NAME,
    /** No answer: a refusal, a failure of the server, silence. */
    FAILED
  }

  static DnsReply failed(String problem) {
    return new DnsReply(Kind.FAILED, false, List.of(), List.of(), problem);
  }

  boolean isFailed() {
    return kind == Kind.FAILED;
  }

  /** The records of one kind among the answers. */
  <T extends Record> List<T> all(Class<T> type) {
    return of(answers, type);
  }

  static <T extends Record> List<T> of(List<Record> records, Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Record record : records) {
      if (type.isInstance(record)) {
        found.add(type.cast(record));
      }
    }
    return found;
  }
}
