package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a part of the tree, with the certificate that each domain gets by the rules. */
final class TreeDrawing {

  private static final Duration SOON = Duration.ofDays(14);

  private final PrintStream out;
  private final TimeWords times;
  private final Style style;
  private final String fork;
  private final String corner;
  private final String trunk;

  TreeDrawing(PrintStream out, TimeWords times, Style style, boolean unicode) {
    this.out = out;
    this.times = times;
    this.style = style;
    this.fork = unicode ? "├─ " : "|- ";
    this.corner = unicode ? "└─ " : "`- ";
    this.trunk = unicode ? "│  " : "|  ";
  }

  /**
   * Draws it.
   *
   * @param inherited the domain whose certificate the top gets where it has none; null for none
   */
  void draw(DomainBranch tree, @Nullable JsonObject inherited) {
    draw(tree, "", "", inherited);
  }

  private void draw(
      DomainBranch branch, String first, String rest, @Nullable JsonObject inherited) {
    JsonObject domain = branch.domain();
    JsonObject giver = domain.optionalObject("certificate") == null ? inherited : domain;
    out.println(first + style.strong(domain.text("name")) + "  " + mark(domain, giver));
    List<DomainBranch> below = branch.below();
    for (int i = 0; i < below.size(); i++) {
      boolean last = i == below.size() - 1 && branch.leftOut() == 0;
      draw(below.get(i), rest + (last ? corner : fork), rest + (last ? "   " : trunk), giver);
    }
    if (branch.leftOut() > 0) {
      out.println(rest + corner + style.faint(leftOut(branch)));
    }
  }

  private static String leftOut(DomainBranch branch) {
    return branch.leftOut()
        + (branch.below().isEmpty() ? " below" : " more")
        + ", left out: see 'treeline domain tree "
        + branch.domain().text("name")
        + "', --depth and --limit";
  }

  /** Which certificate the domain gets: its own, or its giver's. */
  private String mark(JsonObject domain, @Nullable JsonObject giver) {
    if (giver == null) {
      return style.faint("no certificate: the role's certdir or the default");
    }
    JsonObject certificate = giver.object("certificate");
    boolean own = giver == domain;
    String whose = own ? style.good("own certificate") : "inherits from " + giver.text("name");
    String misses =
        covers(certificate, domain.text("name")) ? "" : style.warning(", doesn't cover the name");
    return whose + expiry(certificate) + misses;
  }

  private String expiry(JsonObject certificate) {
    Instant notAfter = Instant.parse(certificate.text("notAfter"));
    String distance = times.distance(notAfter);
    if (times.isPast(notAfter)) {
      return style.bad(", expired " + distance);
    }
    boolean soon = times.isPast(notAfter.minus(SOON));
    return soon ? style.warning(", expires " + distance) : ", expires " + distance;
  }

  private static boolean covers(JsonObject certificate, String name) {
    List<String> names = certificate.texts("names");
    int dot = name.indexOf('.');
    return names.contains(name) || (dot > 0 && names.contains("*" + name.substring(dot)));
  }
}
