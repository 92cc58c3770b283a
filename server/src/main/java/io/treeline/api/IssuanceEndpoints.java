package io.treeline.api;

import io.treeline.access.Refusal;
import io.treeline.acme.Issuance;
import io.treeline.acme.IssuanceEvent;
import io.treeline.acme.IssuanceStatus;
import io.treeline.acme.RevocationReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Automatic issuance: where it stands, what happened, what is to come, and what to do now. */
final class IssuanceEndpoints {

  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1000;

  private static final Duration HORIZON = Duration.ofDays(60);
  private static final Duration MOST_HORIZON = Duration.ofDays(730);

  private final Issuance issuance;

  IssuanceEndpoints(Issuance issuance) {
    this.issuance = issuance;
  }

  /** {@code GET /v1/acme/domains}: a page of the domains under automation, by name. */
  Answer list(Call call) {
    int limit = call.number("limit", PAGE, 1, MAX_PAGE);
    List<IssuanceStatus> found =
        issuance.statuses(call.who(), call.domainParameter("cursor"), limit + 1);
    List<IssuanceStatus> shown = found.subList(0, Math.min(limit, found.size()));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("domains", shown.stream().map(IssuanceStatusJson::of).toList());
    json.put("next", found.size() > limit ? shown.getLast().name().text() : null);
    return Answer.json(json);
  }

  /** {@code GET /v1/acme/domains/{name}}. */
  Answer status(Call call) {
    return Answer.json(IssuanceStatusJson.of(issuance.status(call.who(), call.domain())));
  }

  /** {@code POST /v1/acme/domains/{name}/issue}: begun, not done, when it answers. */
  Answer issue(Call call) {
    IssuanceStatus status = issuance.issueNow(call.who(), call.domain());
    return new Answer.OfJson(
        202, IssuanceStatusJson.of(status), null, "/v1/acme/domains/" + status.name());
  }

  /** {@code GET /v1/acme/log}: the newest lines first. */
  Answer log(Call call) {
    int limit = call.number("limit", PAGE, 1, MAX_PAGE);
    List<IssuanceEvent> found =
        issuance.log(
            call.who(), call.domainParameter("domain"), call.optionalNumber("before"), limit + 1);
    List<IssuanceEvent> shown = found.subList(0, Math.min(limit, found.size()));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("events", shown.stream().map(IssuanceEventJson::of).toList());
    json.put("next", found.size() > limit ? shown.getLast().number() : null);
    return Answer.json(json);
  }

  /** {@code GET /v1/acme/plan}. */
  Answer plan(Call call) {
    Duration horizon = call.duration("horizon", HORIZON, MOST_HORIZON);
    return Answer.json(IssuancePlanJson.of(issuance.plan(call.who(), horizon)));
  }

  /** {@code GET /v1/acme/domains/{name}/authorization}. */
  Answer authorization(Call call) {
    return Answer.json(AuthorizationJson.of(issuance.authorization(call.who(), call.domain())));
  }

  /** {@code POST /v1/domains/{name}/certificate/revoke}. */
  Answer revoke(Call call) {
    RevocationReason reason = reason(call.json().only("reason").text("reason"));
    return Answer.json(IssuanceStatusJson.of(issuance.revoke(call.who(), call.domain(), reason)));
  }

  /** {@code GET /v1/acme/accounts}. */
  Answer accounts(Call call) {
    List<IssuanceAccountJson> accounts =
        issuance.accounts(call.who()).stream().map(IssuanceAccountJson::of).toList();
    return Answer.json(Map.of("accounts", accounts));
  }

  /** {@code POST /v1/acme/accounts/{id}/key}. */
  Answer changeAccountKey(Call call) {
    String id = call.pathPart("id");
    if (!id.matches("[1-9]\\d{0,17}")) {
      throw new Refusal.NotFound(
          "There is no account '" + id + "': /v1/acme/accounts lists those that there are.");
    }
    return Answer.json(
        IssuanceAccountJson.of(issuance.changeAccountKey(call.who(), Long.parseLong(id))));
  }

  private static RevocationReason reason(String word) {
    return RevocationReason.ofWord(word)
        .orElseThrow(() ->
            new UnreadableJsonException(
                "'reason' must be one of "
                    + String.join(
                        ", ",
                        Arrays.stream(RevocationReason.values())
                            .map(RevocationReason::word)
                            .toList())
                    + "."));
  }
}
