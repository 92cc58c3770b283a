package io.treeline.core.cert;

/** Whether the leaf is meant for TLS servers (RFC 5280 §4.2.1.12). */
final class ServerAuthCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    ExtendedUsage usage = ExtendedUsage.of(pair.leaf().certificate());
    if (usage.namesServers()) {
      return;
    }
    findings.add(
        usage.namesClients() ? FindingCode.CLIENT_AUTH_ONLY : FindingCode.NO_SERVER_AUTH,
        pair.leaf().place(),
        what(usage),
        "have it issued again with serverAuth in its extended key usage");
  }

  private static String what(ExtendedUsage usage) {
    if (usage.purposes().isEmpty()) {
      return "The certificate doesn't say that it is for TLS servers, which Apple's systems want";
    }
    return "The certificate is for "
        + (usage.namesClients() ? "TLS clients only" : "other uses than TLS servers")
        + ", so clients refuse it from a server";
  }
}
