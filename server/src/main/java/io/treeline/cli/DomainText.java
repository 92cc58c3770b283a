package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** A domain as a person reads it. */
final class DomainText {

  private static final Set<String> NO_SETTINGS =
      Set.of("name", "unicode", "parent", "certificate", "certificate_pem", "children", "version");

  private DomainText() {}

  /** Such as {@code below example.com}, with a space before; empty for the top. */
  static String below(JsonObject domain) {
    String parent = domain.optionalText("parent");
    return parent == null ? "" : " below " + parent;
  }

  /** Everything about one domain. */
  static void print(JsonObject domain, PrintStream out, TimeWords times, Style style) {
    String name = domain.text("name");
    String shown = domain.text("unicode");
    out.println(style.strong(name) + (shown.equals(name) ? "" : "  " + shown));
    String parent = domain.optionalText("parent");
    line(out, "parent", parent == null ? "none: it is the top" : parent);
    line(out, "children", String.valueOf(domain.number("children")));
    line(out, "version", String.valueOf(domain.number("version")));
    settings(domain, out);
    JsonObject certificate = domain.optionalObject("certificate");
    if (certificate == null) {
      line(
          out,
          "certificate_pem",
          "not set: 'treeline cert explain " + name + "' says what it" + " gets");
    } else {
      CertificateText.print(certificate, out, times, style);
      out.println();
      out.print(domain.text("certificate_pem"));
    }
  }

  private static void settings(JsonObject domain, PrintStream out) {
    domain
        .members()
        .forEach((key, value) -> {
          if (!NO_SETTINGS.contains(key)) {
            line(out, key, value instanceof List<?> list ? join(list) : String.valueOf(value));
          }
        });
  }

  private static String join(List<?> items) {
    return String.join(", ", items.stream().map(String::valueOf).toList());
  }

  static void line(PrintStream out, String label, String value) {
    out.println("  " + label + " ".repeat(Math.max(1, 22 - label.length())) + value);
  }
}
