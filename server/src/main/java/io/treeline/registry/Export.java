package io.treeline.registry;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.Setting;
import io.treeline.registry.Ledger.View;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the domains that a principal sees as JSON Lines, as the import takes them: own settings
 * only, certificates with their keys by fingerprint, a parent only where it is seen too.
 */
final class Export {

  private static final JsonFactory JSON = JsonFactory.builder().rootValueSeparator("").build();

  private final View view;
  private final OutputStream out;

  Export(View view, OutputStream out) {
    this.view = view;
    this.out = out;
  }

  void run() {
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      view.tree.forEach(domain -> {
        if (view.sees(domain)) {
          line(json, domain);
        }
      });
    }
  }

  private void line(JsonGenerator json, Domain domain) {
    Domain parent = view.tree.parent(domain);
    json.writeStartObject();
    json.writeStringProperty("name", domain.name().text());
    if (parent == null) {
      json.writeNullProperty("parent");
    } else if (view.sees(parent)) {
      json.writeStringProperty("parent", parent.name().text());
    }
    CertificateId certificate = domain.certificate();
    CertificateView shown =
        certificate == null ? null : StoredCertificates.view(view.read, certificate);
    if (shown != null) {
      json.writeStringProperty(SettingWrites.CERTIFICATE_PEM, shown.bundle().publicText());
    }
    for (Map.Entry<Setting, String> each : domain.settings().asMap().entrySet()) {
      SettingJson.write(json, each.getKey(), each.getValue());
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
