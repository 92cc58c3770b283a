package io.treeline.api;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.WhatIf;
import io.treeline.registry.DomainView;
import io.treeline.registry.Registry;
import io.treeline.registry.SetOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The domains of the tree and their settings. */
final class DomainEndpoints {

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1000;

  private final Registry registry;

  DomainEndpoints(Registry registry) {
    this.registry = registry;
  }

  /** {@code GET /v1/domains}: a page of the children of {@code parent}, or the top alone. */
  Answer list(Call call) {
    DomainName parent = call.domainParameter("parent");
    if (parent == null) {
      return page(List.of(registry.top(call.who())), 1);
    }
    int limit = call.number("limit", PAGE, 1, MAX_PAGE);
    DomainName after = call.domainParameter("cursor");
    return page(registry.children(call.who(), parent, after, limit + 1), limit);
  }

  private static Answer page(List<DomainView> found, int limit) {
    List<DomainView> shown = found.subList(0, Math.min(limit, found.size()));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("domains", shown.stream().map(DomainJson::brief).toList());
    json.put("next", found.size() > limit ? shown.getLast().name().text() : null);
    return Answer.json(json);
  }

  /** {@code POST /v1/domains}. */
  Answer add(Call call) {
    JsonObject json = call.json().only("name", "parent", "allowNested");
    DomainName name = DomainName.parse(json.text("name"));
    String parent = json.optionalText("parent");
    DomainView view =
        registry.add(
            call.who(),
            name,
            parent == null ? null : DomainName.parse(parent),
            json.flag("allowNested"));
    return new Answer.OfJson(201, DomainJson.whole(view), view.version(), "/v1/domains/" + name);
  }

  /** {@code GET /v1/domains/{name}}. */
  Answer show(Call call) {
    DomainView view = registry.show(call.who(), call.domain());
    return call.hasVersion(view.version()) ? new Answer.Empty(304, view.version()) : answer(view);
  }

  /** {@code PATCH /v1/domains/{name}}: the settings that are named change (RFC 7396). */
  Answer change(Call call) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    call.json().members().forEach((key, value) -> values.put(key, settingText(key, value)));
    SetOutcome outcome =
        call.flag("dryRun")
            ? registry.trySet(call.who(), call.domain(), values, call.ifMatch())
            : registry.set(call.who(), call.domain(), values, call.ifMatch());
    Map<String, @Nullable Object> json = DomainJson.whole(outcome.domain());
    if (values.containsKey(DomainJson.CERTIFICATE_PEM)) {
      json.put("findings", FindingJson.all(outcome.findings()));
    }
    if (!outcome.stored()) {
      json.put("stored", false);
      WhatIf whatIf = outcome.whatIf();
      json.put("whatIf", whatIf == null ? null : WhatIfJson.of(whatIf));
    }
    return Answer.json(json, outcome.domain().version());
  }

  /** The text in which a setting is judged; null clears it, as an empty text does. */
  private static @Nullable String settingText(String key, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text.isEmpty() ? null : text;
      case Boolean truth -> truth.toString();
      case Long number -> number.toString();
      case List<?> items when items.isEmpty() -> null;
      case List<?> items when items.stream().allMatch(String.class::isInstance) ->
          String.join(",", items.stream().map(String.class::cast).toList());
      default ->
          throw new UnreadableJsonException(
              "'"
                  + key
                  + "' must be a text, a whole number, true, false, null or a list of"
                  + " texts.");
    };
  }

  /** {@code DELETE /v1/domains/{name}}. */
  Answer remove(Call call) {
    long removed =
        registry.remove(call.who(), call.domain(), call.flag("recursive"), call.ifMatch());
    return Answer.json(Map.of("removed", removed));
  }

  /** {@code POST /v1/domains/{name}/rename}. */
  Answer rename(Call call) {
    JsonObject json = call.json().only("name");
    return answer(
        registry.rename(
            call.who(), call.domain(), DomainName.parse(json.text("name")), call.ifMatch()));
  }

  /** {@code POST /v1/domains/{name}/move}. */
  Answer move(Call call) {
    JsonObject json = call.json().only("parent", "allowNested");
    return answer(
        registry.move(
            call.who(),
            call.domain(),
            DomainName.parse(json.text("parent")),
            json.flag("allowNested"),
            call.ifMatch()));
  }

  private static Answer answer(DomainView view) {
    return Answer.json(DomainJson.whole(view), view.version());
  }
}
