package io.treeline.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what authorities allow: a list, one object for an authority. */
final class LimitsReader {

  private static final int MOST = 100_000_000;
  private static final int LONGEST = 24 * 366;

  private LimitsReader() {}

  /**
   * The limits that were given.
   *
   * @param directories the authorities that are configured: of others nothing is to be said
   */
  static List<Acme.Limits> read(List<Spot> items, List<URI> directories) {
    List<Acme.Limits> all = new ArrayList<>();
    Set<String> authorities = new HashSet<>();
    for (Spot item : items) {
      Fields fields =
          item.fields("directory", "account_orders", "registered_domain", "name_set", "failures");
      Spot spot = fields.required("directory", "name the authority by its directory").orElse(null);
      URI directory = spot == null ? null : directory(spot, directories);
      Acme.Allowance accountOrders = allowance(fields, "account_orders");
      Acme.Allowance registeredDomain = allowance(fields, "registered_domain");
      Acme.Allowance nameSet = allowance(fields, "name_set");
      Acme.Allowance failures = allowance(fields, "failures");
      if (spot != null && directory != null) {
        if (!authorities.add(directory.getAuthority().toLowerCase(Locale.ROOT))) {
          spot.problem("the limits of this authority are given already; give them once.");
        }
        all.add(new Acme.Limits(directory, accountOrders, registeredDomain, nameSet, failures));
      }
    }
    return all;
  }

  private static @Nullable URI directory(Spot spot, List<URI> directories) {
    URI directory = AddressReader.url(spot, List.of("https"));
    if (directory != null && !directories.contains(directory)) {
      spot.problem("is not among 'directories'; name one that is.");
      return null;
    }
    return directory;
  }

  private static Acme.@Nullable Allowance allowance(Fields fields, String key) {
    return fields.spot(key).map(LimitsReader::allowance).orElse(null);
  }

  private static Acme.@Nullable Allowance allowance(Spot spot) {
    Fields fields = spot.fields("count", "hours");
    Integer count =
        fields
            .required("count", "say how many are allowed")
            .map(each -> each.number(1, MOST))
            .orElse(null);
    Integer hours =
        fields
            .required("hours", "say in how many hours")
            .map(each -> each.number(1, LONGEST))
            .orElse(null);
    return count == null || hours == null
        ? null
        : new Acme.Allowance(count, Duration.ofHours(hours));
  }
}
