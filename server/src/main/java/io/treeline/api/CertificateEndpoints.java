package io.treeline.api;

import io.treeline.access.Refusal;
import io.treeline.core.cert.CertificateReader;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.WhatIf;
import io.treeline.registry.DomainView;
import io.treeline.registry.PutOutcome;
import io.treeline.registry.Registry;
import io.treeline.registry.Upload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The certificates of domains. */
final class CertificateEndpoints {

  private static final String PEM = "application/x-pem-file";
  private static final String PKCS12 = "application/x-pkcs12";

  /** For a body that is no JSON; one that isn't ASCII goes by JSON. */
  private static final String PASSPHRASE = "treeline-passphrase";

  private final Registry registry;

  CertificateEndpoints(Registry registry) {
    this.registry = registry;
  }

  /** {@code PUT /v1/domains/{name}/certificate}. */
  Answer put(Call call) {
    DomainName name = call.domain();
    PutOutcome outcome =
        registry.putCertificate(
            call.who(), name, upload(call), call.flag("dryRun"), call.ifMatch());
    Long version = outcome.stored() ? registry.show(call.who(), name).version() : null;
    return new Answer.OfJson(200, PutJson.of(outcome, name), version, null);
  }

  /** {@code GET /v1/domains/{name}/certificate}: the public text. */
  Answer show(Call call) {
    DomainView view = registry.show(call.who(), call.domain());
    if (view.certificate() == null) {
      throw new Refusal.NotFound(
          "The domain '"
              + view.name()
              + "' has no certificate of its own: put one with 'treeline"
              + " cert put', or ask which it gets with 'treeline cert explain'.");
    }
    return call.hasVersion(view.version())
        ? new Answer.Empty(304, view.version())
        : new Answer.OfText(200, PEM, view.certificate().bundle().publicText(), view.version());
  }

  /** {@code DELETE /v1/domains/{name}/certificate}; a dry run says what would follow. */
  Answer clear(Call call) {
    if (call.flag("dryRun")) {
      WhatIf whatIf = registry.whatIfCleared(call.who(), call.domain());
      return Answer.json(Map.of("stored", false, "whatIf", WhatIfJson.of(whatIf)));
    }
    DomainView view = registry.clearCertificate(call.who(), call.domain(), call.ifMatch());
    return new Answer.Empty(204, view.version());
  }

  /** {@code GET /v1/domains/{name}/certificates}: all that it has and had, newest first. */
  Answer history(Call call) {
    DomainName name = call.domain();
    List<CertificateJson> certificates =
        registry.history(call.who(), name).stream()
            .map(view -> CertificateJson.of(view, name))
            .toList();
    return Answer.json(Map.of("certificates", certificates));
  }

  private static Upload upload(Call call) {
    return switch (call.mediaType()) {
      case PEM -> ofOctets(call, "certificate_pem");
      case PKCS12 -> ofOctets(call, "certificate.p12");
      case "application/json" -> ofJson(call.json());
      default ->
          throw new ApiException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "A certificate is taken as "
                  + PEM
                  + ", "
                  + PKCS12
                  + " or application/json: say which in"
                  + " Content-Type.");
    };
  }

  private static Upload ofOctets(Call call, String name) {
    byte[] body = call.body();
    if (body.length > CertificateReader.MAX_OCTETS) {
      throw new ApiException(
          ProblemType.TOO_LARGE,
          "A certificate with its key and chain has at most 256 KiB: leave out what doesn't belong"
              + " to it.");
    }
    String passphrase = call.header(PASSPHRASE);
    return new Upload(
        List.of(new NamedInput(name, body)),
        passphrase == null ? null : passphrase.toCharArray(),
        "uploaded");
  }

  private static Upload ofJson(JsonObject json) {
    json.only("pem", "files", "passphrase", "source");
    String pem = json.optionalText("pem");
    List<NamedInput> inputs = new ArrayList<>();
    if (pem != null) {
      inputs.add(new NamedInput("certificate_pem", pem.getBytes(StandardCharsets.UTF_8)));
    }
    json.objects("files").forEach(file -> inputs.add(file(file)));
    if (inputs.isEmpty()) {
      throw new UnreadableJsonException(
          "There is nothing to take: send 'pem', a text, or 'files', a list of {\"name\",\"text\"}"
              + " or {\"name\",\"base64\"}.");
    }
    String passphrase = json.optionalText("passphrase");
    return new Upload(inputs, passphrase == null ? null : passphrase.toCharArray(), source(json));
  }

  private static NamedInput file(JsonObject file) {
    file.only("name", "text", "base64");
    String text = file.optionalText("text");
    byte[] content =
        text != null ? text.getBytes(StandardCharsets.UTF_8) : decoded(file.text("base64"));
    return new NamedInput(file.text("name"), content);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UnreadableJsonException("'files[].base64' is no Base64 (RFC 4648 §4).");
    }
  }

  private static String source(JsonObject json) {
    @Nullable String said = json.optionalText("source");
    if (said == null || said.equals("uploaded") || said.equals("self-signed")) {
      return said == null ? "uploaded" : said;
    }
    throw new UnreadableJsonException("'source' must be \"uploaded\" or \"self-signed\".");
  }
}
