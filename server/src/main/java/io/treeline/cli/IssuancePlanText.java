package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.PrintStream;
import java.util.List;

/** What will be ordered when, as a person reads it. */
final class IssuancePlanText {

  private static final int SHOWN = 20;
  private static final int BAR = 40;

  private IssuancePlanText() {}

  static void print(JsonObject plan, Terminal terminal) {
    PrintStream out = terminal.out();
    TimeWords times = new TimeWords(terminal.clock().instant());
    long orders = plan.number("orders");
    out.println(Count.of(orders, "order") + " until " + times.of(plan.text("to")) + ".");
    days(plan.objects("perDay"), terminal);
    next(plan.objects("next"), out, times);
    deferred(plan.objects("deferred"), out, times);
    wildcards(plan.objects("wildcards"), out);
  }

  private static void days(List<JsonObject> days, Terminal terminal) {
    long most = days.stream().mapToLong(day -> day.number("orders")).max().orElse(0);
    if (most == 0) {
      return;
    }
    String mark = terminal.unicode() ? "▇" : "#";
    Table table = new Table("DAY", "ORDERS", "");
    for (JsonObject day : days) {
      long orders = day.number("orders");
      if (orders == 0) {
        continue;
      }
      int length = (int) Math.ceilDiv(orders * BAR, most);
      table.row(day.text("day"), String.valueOf(orders), mark.repeat(length));
    }
    terminal.out().println();
    table.print(terminal.out());
  }

  private static void next(List<JsonObject> next, PrintStream out, TimeWords times) {
    if (next.isEmpty()) {
      return;
    }
    Table table = new Table("NEXT", "AT", "WHY");
    for (JsonObject each : first(next)) {
      table.row(each.text("name"), times.of(each.text("at")), why(each.text("why")));
    }
    print(table, next, out);
  }

  private static void deferred(List<JsonObject> deferred, PrintStream out, TimeWords times) {
    if (deferred.isEmpty()) {
      return;
    }
    Table table = new Table("WAITS", "UNTIL", "FOR THE LIMIT");
    for (JsonObject each : first(deferred)) {
      table.row(each.text("name"), times.of(each.text("until")), each.text("limit"));
    }
    print(table, deferred, out);
  }

  private static void wildcards(List<JsonObject> wildcards, PrintStream out) {
    if (wildcards.isEmpty()) {
      return;
    }
    Table table = new Table("ONE WILDCARD", "INSTEAD OF");
    for (JsonObject each : first(wildcards)) {
      table.row(each.text("name"), each.number("covers") + " certificates");
    }
    print(table, wildcards, out);
  }

  private static List<JsonObject> first(List<JsonObject> all) {
    return all.subList(0, Math.min(SHOWN, all.size()));
  }

  private static void print(Table table, List<JsonObject> all, PrintStream out) {
    out.println();
    table.print(out);
    if (all.size() > SHOWN) {
      out.println("and " + (all.size() - SHOWN) + " more: --json shows them");
    }
  }

  private static String why(String word) {
    return switch (word) {
      case "first" -> "first certificate";
      case "renewal" -> "renewal";
      case "renewal-info" -> "renewal, as the authority asks for it";
      case "retry" -> "after a failure";
      default -> word;
    };
  }
}
