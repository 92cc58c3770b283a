package io.treeline.api;

import io.treeline.core.tree.DomainSettings;
import io.treeline.core.tree.Setting;
import io.treeline.registry.CertificateView;
import io.treeline.registry.DomainView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A domain in JSON: flat, with the keys of an import's line, and what else there is to know. */
final class DomainJson {

  static final String CERTIFICATE_PEM = "certificate_pem";

  private DomainJson() {}

  /** As it stands in a list. */
  static Map<String, @Nullable Object> brief(DomainView view) {
    CertificateView certificate = view.certificate();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", view.name().text());
    json.put("unicode", view.name().unicode());
    json.put("parent", view.parent() == null ? null : view.parent().text());
    view.settings().asMap().forEach((key, value) -> json.put(key.key(), typed(key, value)));
    json.put(
        "certificate", certificate == null ? null : CertificateJson.of(certificate, view.name()));
    json.put("children", view.children());
    json.put("version", view.version());
    return json;
  }

  /** With the public text of its certificate. */
  static Map<String, @Nullable Object> whole(DomainView view) {
    Map<String, @Nullable Object> json = brief(view);
    if (view.certificate() != null) {
      json.put(CERTIFICATE_PEM, view.certificate().bundle().publicText());
    }
    return json;
  }

  /** The value as JSON has it, beside {@link DomainSettings}' texts. */
  private static Object typed(Setting setting, String canonical) {
    if (setting.isList()) {
      return List.of(canonical.split(","));
    }
    if (canonical.equals("true") || canonical.equals("false")) {
      return Boolean.valueOf(canonical);
    }
    return setting.isNumber() ? (Object) Long.valueOf(canonical) : canonical;
  }
}
