package io.treeline.bench.renewal;

import java.util.List;
import java.util.Locale;

/** The one picture: the load of each day, with the product's pace and without. */
final class Plot {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 330;
  private static final int LEFT = 56;
  private static final int RIGHT = 14;
  private static final int TOP = 44;
  private static final int BOTTOM = 40;
  private static final double MOST = 2.5;

  private final int days;
  private final StringBuilder svg = new StringBuilder();

  private Plot(int days) {
    this.days = days;
  }

  static String of(Course paced, Course asDue, List<Event> events) {
    Plot plot = new Plot(paced.days());
    plot.head();
    plot.axes();
    plot.line(asDue, "due");
    plot.line(paced, "paced");
    for (Event event : events) {
      plot.event(event, paced);
    }
    plot.legend();
    return plot.svg.append("</svg>\n").toString();
  }

  private void head() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
        aria-label="Orders of each day of two years, as a share of an even load">
        <style>
          text { font: 12px system-ui, sans-serif; fill: #444 }
          .grid { stroke: #8884; stroke-width: 1 }
          .band { fill: #2a7de11f }
          .paced { fill: none; stroke: #1f6fd0; stroke-width: 2; stroke-linejoin: round }
          .due { fill: none; stroke: #d9822b; stroke-width: 1; opacity: .75 }
          @media (prefers-color-scheme: dark) {
            text { fill: #bbb }
            .paced { stroke: #6db3ff }
            .due { stroke: #f0a35a }
          }
        </style>
        """
            .formatted(WIDTH, HEIGHT));
  }

  private void axes() {
    svg.append(
        text(
            "<rect class=\"band\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
            x(0), y(1.2), x(days) - x(0), y(0.8) - y(1.2)));
    for (double share = 0; share <= MOST; share += 0.5) {
      horizontal(share);
    }
    for (int day = 0; day <= days; day += 90) {
      svg.append(
          text(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
              x(day), HEIGHT - BOTTOM + 18, day));
    }
    svg.append(
        text(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">days</text>%n",
            x(days / 2.0), HEIGHT - 5));
  }

  private void horizontal(double share) {
    svg.append(
        text(
            "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
            x(0), x(days), y(share), y(share)));
    svg.append(
        text(
            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>%n",
            LEFT - 6, y(share) + 4, share * 100));
  }

  private void line(Course course, String name) {
    svg.append("<polyline class=\"").append(name).append("\" points=\"");
    for (int day = 0; day < days; day++) {
      double share = Math.min(course.share(day), MOST);
      svg.append(text("%.1f,%.1f ", x(day + 0.5), y(share)));
    }
    svg.setLength(svg.length() - 1);
    svg.append("\"/>\n");
  }

  private void event(Event event, Course paced) {
    double peak = 0;
    for (int day = event.day(); day < event.day() + 7; day++) {
      peak = Math.max(peak, paced.share(day));
    }
    String words = event.words() + (peak > MOST ? text(" (%.1f×)", peak) : "");
    svg.append(
        text(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
            Math.clamp(x(event.day()), LEFT + 80, WIDTH - RIGHT - 110), TOP - 8, words));
  }

  private void legend() {
    svg.append(
        """
        <line class="paced" x1="%1$d" x2="%2$d" y1="13" y2="13"/><text x="%3$d" y="17">as Treeline orders</text>
        <line class="due" x1="%4$d" x2="%5$d" y1="13" y2="13"/><text x="%6$d" y="17">each exactly when it is due</text>
        """
            .formatted(LEFT, LEFT + 28, LEFT + 34, LEFT + 190, LEFT + 218, LEFT + 224));
  }

  private double x(double day) {
    return LEFT + day * (WIDTH - LEFT - RIGHT) / days;
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share / MOST * (HEIGHT - TOP - BOTTOM);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
