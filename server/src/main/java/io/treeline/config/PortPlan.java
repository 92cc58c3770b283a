package io.treeline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ports that one server's roles listen on, each of which only one may have. */
final class PortPlan {

  private record Claim(String place, int port, Bind bind) {

    boolean collides(Claim other) {
      return port != 0 && port == other.port && bind.overlaps(other.bind);
    }
  }

  private PortPlan() {}

  /**
   * Reports each port that two listeners of one server would take.
   *
   * @param where a clause that names the server, empty where there is only one
   */
  static void check(List<PlacedRole> roles, String where, List<Problem> problems) {
    List<Claim> taken = new ArrayList<>();
    for (Claim claim : roles.stream().flatMap(PortPlan::claims).toList()) {
      taken.stream()
          .filter(claim::collides)
          .findFirst()
          .ifPresent(first -> problems.add(problem(claim, first, where)));
      taken.add(claim);
    }
  }

  private static Problem problem(Claim claim, Claim first, String where) {
    return new Problem(
        claim.place,
        "the port " + claim.port + " is taken by " + first.place + where + "; choose another one.");
  }

  private static Stream<Claim> claims(PlacedRole placed) {
    String place = placed.place();
    return switch (placed.role()) {
      case WsRole ws ->
          Stream.of(
              new Claim(place + ".http_port", ws.httpPort(), ws.bind()),
              new Claim(place + ".https_port", ws.httpsPort(), ws.bind()));
      case SgRole sg -> Stream.of(new Claim(place + ".tls_port", sg.tlsPort(), sg.bind()));
      case ApiRole api -> Stream.of(new Claim(place + ".port", api.port(), api.bind()));
      case MwareRole mware -> responder(place, mware.acme().dns());
    };
  }

  private static Stream<Claim> responder(String place, @Nullable DnsAnswers dns) {
    return dns instanceof DnsAnswers.Responder(Bind bind, int port, var zone)
        ? Stream.of(new Claim(place + ".acme.dns.responder.port", port, bind))
        : Stream.empty();
  }
}
