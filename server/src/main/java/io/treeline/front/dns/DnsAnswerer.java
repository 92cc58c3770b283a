package io.treeline.front.dns;

import io.treeline.core.challenge.Challenges;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Answers DNS messages, from octets to octets (RFC 1035, RFC 2308, RFC 6891).
 *
 * <p>It answers for two kinds of names. In its zone {@code NAME.ZONE} has the values that wait for
 * {@code NAME}, so that {@code _acme-challenge.NAME} can be an alias of it; names between are there
 * as long as something is below them. And {@code _acme-challenge.NAME} itself is a zone, where that
 * was delegated. Anything else is refused; nothing is ever looked up elsewhere.
 *
 * <p>By UDP no answer is longer than 512 octets, whatever a client says it can take: nobody gains
 * by asking in another's name. Immutable, takes no lock; safe for use by several threads.
 */
final class DnsAnswerer {

  /** The longest answer by UDP. */
  static final int UDP_OCTETS = 512;

  private static final int HEADER_OCTETS = 12;
  private static final int OUR_PAYLOAD = 1232;

  /** An answer that is asked for once is not worth a place in a cache. */
  private static final long TTL = 1;

  private static final long NAME_SERVER_TTL = 3600;
  private static final Name CHALLENGE = Name.fromConstantString("_acme-challenge");

  private final DnsZone zone;
  private final Name apex;

  DnsAnswerer(DnsZone zone) {
    this.zone = zone;
    this.apex = Name.fromConstantString(zone.name().text() + ".");
  }

  /**
   * The answer to one message; null where there should be none: to what isn't a query at all.
   *
   * @param limit how long it may be; a longer one is cut to the mark that says so
   */
  byte @Nullable [] answer(byte[] octets, int limit) {
    if (octets.length < HEADER_OCTETS || (octets[2] & 0x80) != 0) {
      return null;
    }
    Message query;
    try {
      query = new Message(octets);
    } catch (IOException | RuntimeException e) {
      return withoutQuestion(octets, Rcode.FORMERR);
    }
    try {
      return wire(answer(query), limit);
    } catch (RuntimeException e) {
      return withoutQuestion(octets, Rcode.SERVFAIL);
    }
  }

  private Message answer(Message query) {
    Header asked = query.getHeader();
    Message answer = new Message(asked.getID());
    Header header = answer.getHeader();
    header.setFlag(Flags.QR);
    header.setOpcode(asked.getOpcode());
    if (asked.getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    Record question = query.getQuestion();
    if (question != null) {
      answer.addRecord(question, Section.QUESTION);
    }
    OPTRecord options = query.getOPT();
    boolean version = options == null || options.getVersion() == 0;
    int code = version ? fill(query, question, answer) : Rcode.BADVERS;
    header.setRcode(code & 0xf);
    if (options != null) {
      int flags = options.getFlags() & ExtendedFlags.DO;
      answer.addRecord(new OPTRecord(OUR_PAYLOAD, code >> 4, 0, flags), Section.ADDITIONAL);
    }
    return answer;
  }

  private int fill(Message query, @Nullable Record question, Message answer) {
    Header asked = query.getHeader();
    if (asked.getOpcode() != Opcode.QUERY) {
      return Rcode.NOTIMP;
    }
    if (question == null || asked.getCount(Section.QUESTION) != 1) {
      return Rcode.FORMERR;
    }
    int type = question.getType();
    boolean transfer = type == Type.AXFR || type == Type.IXFR;
    if (question.getDClass() != DClass.IN || transfer) {
      return Rcode.REFUSED;
    }
    Challenges challenges = zone.challenges().get();
    Name name = question.getName();
    if (name.subdomain(apex)) {
      return inZone(name, type, challenges, answer);
    }
    return delegated(name, type, challenges, answer);
  }

  private int inZone(Name name, int type, Challenges challenges, Message answer) {
    Holder at = new Holder(answer, name, type);
    if (name.equals(apex)) {
      at.give(start(name, challenges));
      at.give(new NSRecord(name, DClass.IN, NAME_SERVER_TTL, apex));
      zone.addresses().forEach(address -> at.give(address(name, address)));
      return at.done(start(apex, challenges));
    }
    DomainName waiting = domain(name.relativize(apex));
    boolean exists = false;
    if (waiting != null) {
      List<String> values = challenges.dns01(waiting);
      values.forEach(value -> at.give(new TXTRecord(name, DClass.IN, TTL, value)));
      exists = !values.isEmpty() || challenges.hasDns01Below(waiting);
    }
    int code = at.done(start(apex, challenges));
    return exists ? code : Rcode.NXDOMAIN;
  }

  /** The name may be of a zone that is one {@code _acme-challenge} name and nothing else. */
  private int delegated(Name name, int type, Challenges challenges, Message answer) {
    int above = above(name);
    DomainName domain = above < 0 ? null : domain(new Name(name, above + 1));
    if (domain == null || !zone.ours().test(domain)) {
      return Rcode.REFUSED;
    }
    answer.getHeader().setFlag(Flags.AA);
    Name start = new Name(name, above);
    Holder at = new Holder(answer, name, type);
    if (above > 0) {
      int unused = at.done(start(start, challenges));
      return Rcode.NXDOMAIN;
    }
    at.give(start(name, challenges));
    at.give(new NSRecord(name, DClass.IN, NAME_SERVER_TTL, apex));
    for (String value : challenges.dns01(domain)) {
      at.give(new TXTRecord(name, DClass.IN, TTL, value));
    }
    return at.done(start(start, challenges));
  }

  /** How many labels stand before {@code _acme-challenge}; -1 if there is none. */
  private static int above(Name name) {
    for (int i = 0; i < name.labels() - 1; i++) {
      if (name.getLabelString(i).equalsIgnoreCase(CHALLENGE.getLabelString(0))) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable DomainName domain(Name name) {
    try {
      return DomainName.parse(name.toString(true).toLowerCase(Locale.ROOT));
    } catch (InvalidNameException e) {
      return null;
    }
  }

  private SOARecord start(Name name, Challenges challenges) {
    return new SOARecord(
        name,
        DClass.IN,
        TTL,
        apex,
        hostmaster(),
        challenges.stand().change() & 0xffff_ffffL,
        3600,
        600,
        86_400,
        TTL);
  }

  private Name hostmaster() {
    try {
      return Name.concatenate(Name.fromConstantString("hostmaster"), apex);
    } catch (NameTooLongException e) {
      return apex;
    }
  }

  private static Record address(Name name, InetAddress address) {
    return address instanceof Inet4Address
        ? new ARecord(name, DClass.IN, NAME_SERVER_TTL, address)
        : new AAAARecord(name, DClass.IN, NAME_SERVER_TTL, address);
  }

  /** Takes of what is at a name what was asked for (all of it for ANY, RFC 8482 §4.1). */
  private record Holder(Message answer, Name name, int type) {

    void give(Record record) {
      if (type == record.getType() || type == Type.ANY) {
        answer.addRecord(record, Section.ANSWER);
      }
    }

    /** Says with the zone's start that there is nothing, if nothing was given (RFC 2308 §2). */
    int done(SOARecord start) {
      answer.getHeader().setFlag(Flags.AA);
      if (answer.getSection(Section.ANSWER).isEmpty()) {
        answer.addRecord(start, Section.AUTHORITY);
      }
      return Rcode.NOERROR;
    }
  }

  private static byte[] wire(Message answer, int limit) {
    byte[] whole = answer.toWire(Message.MAXLENGTH);
    if (whole.length <= limit) {
      return whole;
    }
    answer.removeAllRecords(Section.ANSWER);
    answer.removeAllRecords(Section.AUTHORITY);
    answer.getHeader().setFlag(Flags.TC);
    return answer.toWire(Message.MAXLENGTH);
  }

  private static byte[] withoutQuestion(byte[] octets, int code) {
    Header header = new Header((octets[0] & 0xff) << 8 | octets[1] & 0xff);
    header.setFlag(Flags.QR);
    header.setOpcode((octets[2] >> 3) & 0xf);
    header.setRcode(code);
    return header.toWire();
  }
}
