package io.treeline.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code mware.acme}. */
final class AcmeReader {

  private static final Acme DEFAULT =
      new Acme(
          List.of(Acme.DEFAULT_DIRECTORY),
          null,
          true,
          null,
          null,
          Acme.AccountPer.EMAIL,
          null,
          List.of(),
          List.of());

  private final PathReader paths;
  private final SecretReader secrets;
  private final DnsAnswersReader dnsAnswers;

  AcmeReader(PathReader paths) {
    this.paths = paths;
    this.secrets = new SecretReader(paths);
    this.dnsAnswers = new DnsAnswersReader(paths);
  }

  Acme read(Fields role) {
    return role.read("acme", this::acme, DEFAULT);
  }

  private Acme acme(Spot spot) {
    Fields fields =
        spot.fields(
            "directories",
            "ca_file",
            "preflight",
            "eab",
            "profile",
            "account_per",
            "dns",
            "resolvers",
            "limits");
    List<URI> directories =
        fields.read("directories", AcmeReader::directories, DEFAULT.directories());
    return new Acme(
        directories,
        fields.spot("ca_file").map(paths::path).orElse(null),
        fields.read("preflight", Spot::flag, true),
        fields.spot("eab").map(this::externalAccount).orElse(null),
        fields.spot("profile").map(Spot::word).orElse(null),
        fields.read("account_per", AcmeReader::accountPer, DEFAULT.accountPer()),
        fields.spot("dns").map(dnsAnswers::read).orElse(null),
        fields.read("resolvers", AcmeReader::resolvers, List.of()),
        LimitsReader.read(fields.items("limits"), directories));
  }

  private static List<URI> directories(Spot spot) {
    List<Spot> items = spot.items();
    if (spot.isList() && items.isEmpty()) {
      spot.problem("must name an authority; leave the key out for Let's Encrypt.");
    }
    return items.stream()
        .map(item -> AddressReader.url(item, List.of("https")))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Acme.@Nullable AccountPer accountPer(Spot spot) {
    return spot.choice(Map.of("email", Acme.AccountPer.EMAIL, "tenant", Acme.AccountPer.TENANT));
  }

  private Acme.@Nullable ExternalAccount externalAccount(Spot spot) {
    Fields fields = spot.fields("kid", "hmac_key");
    String keyId =
        fields.required("kid", "the authority gives it out").map(Spot::word).orElse(null);
    SecretSource key = secrets.required(fields, "hmac_key");
    return keyId == null || key == null ? null : new Acme.ExternalAccount(keyId, key);
  }

  private static List<HostPort> resolvers(Spot spot) {
    return spot.items().stream().map(AddressReader::hostPort).filter(Objects::nonNull).toList();
  }
}
