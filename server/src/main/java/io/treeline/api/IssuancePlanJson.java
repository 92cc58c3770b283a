package io.treeline.api;

import io.treeline.acme.IssuancePlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What will be ordered when, in JSON. */
record IssuancePlanJson(
    Instant from,
    Instant to,
    long orders,
    List<DayJson> perDay,
    List<PlannedJson> next,
    List<DeferredJson> deferred,
    List<WildcardJson> wildcards) {

  record DayJson(String day, long orders) {}

  record PlannedJson(String name, Instant at, String why) {}

  record DeferredJson(String name, Instant until, String limit) {}

  record WildcardJson(String name, long covers) {}

  static IssuancePlanJson of(IssuancePlan plan) {
    return new IssuancePlanJson(
        plan.from(),
        plan.to(),
        plan.orders(),
        plan.perDay().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(day -> new DayJson(day.getKey().toString(), day.getValue()))
            .toList(),
        plan.next().stream()
            .map(each -> new PlannedJson(each.name().text(), each.at(), each.why()))
            .toList(),
        plan.deferred().stream()
            .map(each -> new DeferredJson(each.name().text(), each.until(), each.limit()))
            .toList(),
        plan.wildcards().stream()
            .map(each -> new WildcardJson(each.name(), each.covers()))
            .toList());
  }
}
