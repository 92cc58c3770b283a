package io.treeline.api;

import io.treeline.access.Refusal;
import io.treeline.core.name.InvalidNameException;
import io.treeline.core.tree.InvalidSettingException;
import io.treeline.store.StoreException;
import io.treeline.store.UnusableValueException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the API answers when it can't do what it was asked: a problem document (RFC 9457). This is
 * the one place that turns exceptions into them. Immutable.
 *
 * @param detail the sentence that says what was wrong and what to do
 * @param problems each thing that is wrong, where there are several; may be empty
 * @param findings what is wrong with a certificate; may be empty
 * @param incident under which id the log has more; null where the detail says all
 */
record Problem(
    ProblemType type,
    String detail,
    List<String> problems,
    List<FindingJson> findings,
    @Nullable String incident) {

  static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

  static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), List.of(), null);
  }

  /** The problem that a failure is; what nobody expected goes to the log under an id. */
  static Problem of(Throwable failure) {
    String sentence = String.valueOf(failure.getMessage());
    return switch (failure) {
      case Refusal refusal -> of(refusal, sentence);
      case StoreException store -> of(typeOf(store), sentence);
      case ApiException wrong -> of(wrong.type(), sentence);
      case UnusableValueException unusable -> of(ProblemType.UNUSABLE_CERTIFICATE, sentence);
      case InvalidNameException name -> of(ProblemType.BAD_REQUEST, sentence);
      case UnreadableJsonException json -> of(ProblemType.BAD_REQUEST, sentence);
      case InvalidSettingException setting -> of(ProblemType.INVALID, sentence);
      default -> incident(failure);
    };
  }

  private static Problem of(Refusal refusal, String sentence) {
    return switch (refusal) {
      case Refusal.NotFound notFound -> of(ProblemType.NOT_FOUND, sentence);
      case Refusal.Forbidden forbidden -> of(ProblemType.FORBIDDEN, sentence);
      case Refusal.Conflict conflict -> of(ProblemType.CONFLICT, sentence);
      case Refusal.Stale stale -> of(ProblemType.STALE, sentence);
      case Refusal.Invalid invalid ->
          new Problem(ProblemType.INVALID, sentence, invalid.problems(), List.of(), null);
      case Refusal.BadCertificate bad ->
          new Problem(
              ProblemType.BAD_CERTIFICATE,
              sentence,
              List.of(),
              FindingJson.all(bad.findings()),
              null);
    };
  }

  private static ProblemType typeOf(StoreException store) {
    return switch (store) {
      case StoreException.Full full -> ProblemType.STORE_FULL;
      case StoreException.Conflict conflict -> ProblemType.CONFLICT;
      default -> ProblemType.STORE_UNAVAILABLE;
    };
  }

  private static Problem incident(Throwable failure) {
    byte[] id = new byte[6];
    ThreadLocalRandom.current().nextBytes(id);
    String incident = HexFormat.of().formatHex(id);
    LOG.error("Incident {}: a request failed", incident, failure);
    return new Problem(
        ProblemType.INTERNAL,
        "Treeline failed in a way that it doesn't know: look for incident "
            + incident
            + " in the server's log.",
        List.of(),
        List.of(),
        incident);
  }

  /** The document; members that would be empty are left out. */
  Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", type.uri());
    json.put("title", type.title());
    json.put("status", type.status());
    json.put("detail", detail);
    if (!problems.isEmpty()) {
      json.put("problems", problems);
    }
    if (!findings.isEmpty()) {
      json.put("findings", findings);
    }
    if (incident != null) {
      json.put("incident", incident);
    }
    return json;
  }
}
