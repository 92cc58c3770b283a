package io.treeline.acme.challenge;

import io.treeline.config.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Update;

/**
 * One DNS server, which is asked directly. Every call blocks for {@link #LIMIT} at most; immutable
 * and safe for use by several threads.
 */
record Nameserver(InetSocketAddress address) {

  /** How long one question may take. */
  static final Duration LIMIT = Duration.ofSeconds(3);

  private static final Duration UPDATE_LIMIT = Duration.ofSeconds(10);

  static {
    // By default the library stops at once when the server is told to stop, and then fails whoever
    // asks; but orders have their time to come to the end of a step.
    System.setProperty("dnsjava.nio.register_shutdown_hook", "false");
  }

  /** The server of the configuration, its name looked up. */
  static Nameserver of(HostPort server) {
    return new Nameserver(new InetSocketAddress(server.host(), server.port()));
  }

  /** Asks for records; {@code recursive} for a resolver, not for a server of the zone. */
  DnsReply ask(Name name, int type, boolean recursive) {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    if (!recursive) {
      query.getHeader().unsetFlag(Flags.RD);
    }
    try {
      return reply(resolver(LIMIT).send(query));
    } catch (IOException e) {
      return DnsReply.failed(this + " gave no answer");
    }
  }

  /** Sends an update over TCP, signed, and gives the answer. */
  Message update(Update update, TSIG key) throws IOException {
    SimpleResolver resolver = resolver(UPDATE_LIMIT);
    resolver.setTCP(true);
    resolver.setTSIGKey(key);
    return resolver.send(update);
  }

  @Nullable String whyUnusable() {
    return address.isUnresolved()
        ? "the name " + address.getHostString() + " has no address"
        : null;
  }

  private SimpleResolver resolver(Duration limit) {
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setTimeout(limit);
    return resolver;
  }

  private DnsReply reply(Message answer) {
    boolean authoritative = answer.getHeader().getFlag(Flags.AA);
    var answers = answer.getSection(Section.ANSWER);
    var authority = answer.getSection(Section.AUTHORITY);
    return switch (answer.getRcode()) {
      case Rcode.NOERROR ->
          new DnsReply(
              answers.isEmpty() ? DnsReply.Kind.NO_DATA : DnsReply.Kind.FOUND,
              authoritative,
              answers,
              authority,
              "");
      case Rcode.NXDOMAIN ->
          new DnsReply(DnsReply.Kind.NO_NAME, authoritative, answers, authority, "");
      default -> DnsReply.failed(this + " answered " + Rcode.string(answer.getRcode()));
    };
  }

  /** As people write it, the port only where it is not 53. */
  @Override
  public String toString() {
    String host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    return address.getPort() == SimpleResolver.DEFAULT_PORT
        ? host
        : new HostPort(host, address.getPort()).toString();
  }
}
