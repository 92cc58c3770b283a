package io.treeline.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code mware.acme}. */
final class AcmeReader {

  private static final Acme DEFAULT =
      new Acme(List.of(Acme.DEFAULT_DIRECTORY), null, true, null, null, Acme.AccountPer.EMAIL);

  private final PathReader paths;

  AcmeReader(PathReader paths) {
    this.paths = paths;
  }

  Acme read(Fields role) {
    return role.read("acme", this::acme, DEFAULT);
  }

  private Acme acme(Spot spot) {
    Fields fields =
        spot.fields("directories", "ca_file", "preflight", "eab", "profile", "account_per");
    return new Acme(
        fields.read("directories", AcmeReader::directories, DEFAULT.directories()),
        fields.spot("ca_file").map(paths::path).orElse(null),
        fields.read("preflight", Spot::flag, true),
        fields.spot("eab").map(this::externalAccount).orElse(null),
        fields.spot("profile").map(Spot::word).orElse(null),
        fields.read("account_per", AcmeReader::accountPer, DEFAULT.accountPer()));
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
    SecretSource key =
        fields
            .required("hmac_key", "write {\"env\": \"VARIABLE\"} or {\"file\": \"PATH\"}")
            .map(this::secret)
            .orElse(null);
    return keyId == null || key == null ? null : new Acme.ExternalAccount(keyId, key);
  }

  private @Nullable SecretSource secret(Spot spot) {
    if (spot.isText()) {
      spot.problem(
          "must not stand here itself; write {\"env\": \"VARIABLE\"} or {\"file\": \"PATH\"}.");
      return null;
    }
    Fields fields = spot.fields("env", "file");
    if (fields.wasObject() && fields.spot("env").isPresent() == fields.spot("file").isPresent()) {
      spot.problem("needs exactly one of 'env' and 'file'.");
      return null;
    }
    String variable = fields.spot("env").map(Spot::word).orElse(null);
    Path file = fields.spot("file").map(paths::path).orElse(null);
    return variable != null
        ? new SecretSource.Environment(variable)
        : file != null ? new SecretSource.InFile(file) : null;
  }
}
