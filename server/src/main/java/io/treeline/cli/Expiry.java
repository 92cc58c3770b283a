package io.treeline.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A moment to come as a person gives it. */
final class Expiry {

  private Expiry() {}

  /** Reads {@code 90d}, {@code 12h}, {@code 2027-06-30} or {@code 2027-06-30T00:00:00Z}. */
  static Instant parse(String given, Instant now) {
    try {
      if (given.matches("\\d{1,5}[dh]")) {
        long count = Long.parseLong(given.substring(0, given.length() - 1));
        return now.plus(given.endsWith("d") ? Duration.ofDays(count) : Duration.ofHours(count));
      }
      return given.length() == 10
          ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(given);
    } catch (DateTimeException e) {
      throw new WrongUsage(
          "'" + given + "' is no time: write 90d, 12h, 2027-06-30 or 2027-06-30T00:00:00Z.");
    }
  }
}
