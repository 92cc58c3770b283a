package io.treeline.front.ws;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates as HTTP writes them (RFC 9110 §5.6.7): whole seconds, GMT. */
final class HttpDate {

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private HttpDate() {}

  static String format(Instant instant) {
    return WRITTEN.format(ZonedDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /** The instant, null if the text is no date: such a header is as good as absent. */
  static @Nullable Instant parse(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether {@code instant} is later, by whole seconds, than the text says. */
  static boolean isAfter(Instant instant, String text) {
    Instant limit = parse(text);
    return limit == null || instant.truncatedTo(ChronoUnit.SECONDS).isAfter(limit);
  }
}
