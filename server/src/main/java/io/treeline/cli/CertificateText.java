package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A certificate as a person reads it. */
final class CertificateText {

  private static final int NAMES_SHOWN = 6;

  private CertificateText() {}

  /** Everything about it, a line each. */
  static void print(JsonObject certificate, PrintStream out, TimeWords times, Style style) {
    DomainText.line(out, "names", names(certificate, Integer.MAX_VALUE));
    DomainText.line(out, "subject", certificate.text("subject"));
    DomainText.line(out, "issuer", certificate.text("issuer"));
    DomainText.line(out, "not before", times.of(certificate.text("notBefore")));
    DomainText.line(out, "not after", expiry(certificate, times, style));
    DomainText.line(out, "sha256", certificate.text("sha256"));
    for (JsonObject key : certificate.objects("keys")) {
      DomainText.line(out, "key", key.text("type") + ", sha256 " + key.text("sha256"));
    }
    DomainText.line(out, "chain", certificate.number("chain") + " more after the leaf");
    String source = certificate.optionalText("source");
    String from = certificate.optionalText("from");
    if (source != null && from != null) {
      DomainText.line(out, "source", source + ", since " + times.of(from));
    }
    if (Boolean.FALSE.equals(certificate.members().get("covers"))) {
      out.println(style.warning("  It doesn't cover the domain's own name."));
    }
  }

  /** When it expires, set off where that is past. */
  static String expiry(JsonObject certificate, TimeWords times, Style style) {
    Instant notAfter = Instant.parse(certificate.text("notAfter"));
    String text = times.of(notAfter);
    return times.isPast(notAfter) ? style.bad(text + " EXPIRED") : text;
  }

  /** The names that it covers, not more than so many of them. */
  static String names(JsonObject certificate, int most) {
    List<String> names = certificate.texts("names");
    if (names.isEmpty()) {
      return "none";
    }
    String shown = names.stream().limit(most).collect(Collectors.joining(", "));
    return names.size() <= most ? shown : shown + " and " + (names.size() - most) + " more";
  }

  static String names(JsonObject certificate) {
    return names(certificate, NAMES_SHOWN);
  }
}
