package io.treeline.config;

import io.treeline.core.name.DomainName;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code general}. */
final class GeneralReader {

  private static final Map<String, Transport> TRANSPORTS =
      Map.of(
          "auto", Transport.AUTO,
          "io_uring", Transport.IO_URING,
          "epoll", Transport.EPOLL,
          "nio", Transport.NIO);

  private GeneralReader() {}

  static @Nullable General read(Fields root) {
    Optional<Spot> found =
        root.required("general", "it names the master domain: {\"generaldomain\": \"NAME\"}");
    return found.map(GeneralReader::general).orElse(null);
  }

  private static @Nullable General general(Spot spot) {
    Fields fields =
        spot.fields(
            "generaldomain",
            "public_addresses",
            "public_http_port",
            "public_https_port",
            "transport");
    DomainName master =
        fields
            .required("generaldomain", "name the master domain, for example \"platform.local\"")
            .map(AddressReader::domainName)
            .orElse(null);
    List<InetAddress> addresses =
        fields.items("public_addresses").stream()
            .map(AddressReader::ipAddress)
            .filter(Objects::nonNull)
            .toList();
    int http = fields.port("public_http_port", 1, 80);
    int https = fields.port("public_https_port", 1, 443);
    Transport transport =
        fields.read("transport", choice -> choice.choice(TRANSPORTS), Transport.AUTO);
    return master == null ? null : new General(master, addresses, http, https, transport);
  }
}
