package io.treeline.core.cert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Instants and lists as a sentence has them. */
final class Words {

  private static final int MOST_NAMES = 20;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Words() {}

  /** Such as {@code 1 March 2024}. */
  static String day(Instant instant) {
    return DAY.format(instant);
  }

  /** Such as {@code 1 March 2024, 12:00 UTC}. */
  static String date(Instant instant) {
    return DATE.format(instant);
  }

  /** Such as {@code 1 certificate}, {@code 2 certificates}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The first names, and how many more there are. */
  static String names(List<String> names) {
    List<String> shown = names.stream().limit(MOST_NAMES).map(X509::shortened).toList();
    int more = names.size() - shown.size();
    return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
  }
}
