package io.treeline.front.dns;

import io.treeline.core.challenge.Challenges;
import io.treeline.core.name.DomainName;
import java.net.InetAddress;
import java.util.List;

/**
 * The zone {@code acme.example}, where values wait for {@code a.test}, {@code deep.b.test} and, too
 * many for one datagram, {@code many.test}. The tree has {@code test}.
 */
final class TestZone {

  static final int MANY = 40;

  private TestZone() {}

  static DnsZone zone() {
    Challenges challenges = challenges();
    return new DnsZone(
        DomainName.parse("acme.example"),
        List.of(InetAddress.getLoopbackAddress()),
        () -> challenges,
        name -> name.text().equals("test") || name.isBelow(DomainName.parse("test")));
  }

  private static Challenges challenges() {
    Challenges.Builder builder =
        Challenges.at(new Challenges.Stand(3, 77))
            .dns01(DomainName.parse("a.test"), "of the name")
            .dns01(DomainName.parse("a.test"), "of its wildcard")
            .dns01(DomainName.parse("deep.b.test"), "deep");
    for (int i = 0; i < MANY; i++) {
      builder.dns01(DomainName.parse("many.test"), "value " + i);
    }
    return builder.build();
  }
}
