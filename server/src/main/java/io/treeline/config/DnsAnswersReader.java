package io.treeline.config;

import io.treeline.core.name.DomainName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code mware.acme.dns}: one of {@code update}, {@code hook} and {@code responder}. */
final class DnsAnswersReader {

  private static final String DEFAULT_ALGORITHM = "hmac-sha256";

  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "hmac-sha224", "hmac-sha224",
          "hmac-sha256", "hmac-sha256",
          "hmac-sha384", "hmac-sha384",
          "hmac-sha512", "hmac-sha512");

  private final PathReader paths;
  private final SecretReader secrets;

  DnsAnswersReader(PathReader paths) {
    this.paths = paths;
    this.secrets = new SecretReader(paths);
  }

  @Nullable DnsAnswers read(Spot spot) {
    Fields fields = spot.fields("update", "hook", "responder");
    List<String> given =
        List.of("update", "hook", "responder").stream()
            .filter(key -> fields.spot(key).isPresent())
            .toList();
    if (fields.wasObject() && given.size() != 1) {
      spot.problem("needs exactly one of 'update', 'hook' and 'responder'.");
      return null;
    }
    return fields
        .spot("update")
        .<DnsAnswers>map(this::update)
        .or(() -> fields.spot("hook").map(paths::path).map(DnsAnswers.Hook::new))
        .or(() -> fields.spot("responder").map(DnsAnswersReader::responder))
        .orElse(null);
  }

  private @Nullable DnsAnswers update(Spot spot) {
    Fields fields = spot.fields("server", "zone", "key", "algorithm", "secret");
    HostPort server =
        fields
            .required("server", "name the zone's primary, for example \"192.0.2.1:53\"")
            .map(AddressReader::hostPort)
            .orElse(null);
    DomainName zone = fields.spot("zone").map(AddressReader::domainName).orElse(null);
    DomainName key =
        fields.required("key", "name the TSIG key").map(AddressReader::domainName).orElse(null);
    String algorithm = fields.read("algorithm", at -> at.choice(ALGORITHMS), DEFAULT_ALGORITHM);
    SecretSource secret = secrets.required(fields, "secret");
    return server == null || key == null || secret == null
        ? null
        : new DnsAnswers.Update(server, zone, key, algorithm, secret);
  }

  private static @Nullable DnsAnswers responder(Spot spot) {
    Fields fields = spot.fields("bind", "port", "zone");
    Bind bind = fields.read("bind", AddressReader::bind, Bind.EVERYWHERE);
    int port = fields.port("port", 0, 53);
    DomainName zone =
        fields
            .required("zone", "name the zone that is delegated to it")
            .map(AddressReader::domainName)
            .orElse(null);
    return zone == null ? null : new DnsAnswers.Responder(bind, port, zone);
  }
}
