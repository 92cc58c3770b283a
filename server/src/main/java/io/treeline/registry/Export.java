package io.treeline.registry;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.store.StoreRead;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes domains as JSON Lines, as the import takes them: own settings only, certificates with
 * their keys by fingerprint.
 */
final class Export {

  private static final JsonFactory JSON = JsonFactory.builder().rootValueSeparator("").build();

  private final StoreRead read;
  private final DomainTree tree;
  private final OutputStream out;

  Export(StoreRead read, DomainTree tree, OutputStream out) {
    this.read = read;
    this.tree = tree;
    this.out = out;
  }

  void run(Predicate<Domain> visible) {
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      tree.forEach(domain -> {
        if (visible.test(domain)) {
          line(json, domain);
        }
      });
    }
  }

  private void line(JsonGenerator json, Domain domain) {
    Domain parent = tree.parent(domain);
    json.writeStartObject();
    json.writeStringProperty("name", domain.name().text());
    if (parent == null) {
      json.writeNullProperty("parent");
    } else {
      json.writeStringProperty("parent", parent.name().text());
    }
    CertificateId certificate = domain.certificate();
    CertificateView view = certificate == null ? null : StoredCertificates.view(read, certificate);
    if (view != null) {
      json.writeStringProperty(SettingWrites.CERTIFICATE_PEM, view.bundle().publicText());
    }
    for (Map.Entry<Setting, String> each : domain.settings().asMap().entrySet()) {
      SettingJson.write(json, each.getKey(), each.getValue());
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
