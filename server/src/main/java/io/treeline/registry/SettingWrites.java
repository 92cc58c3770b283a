package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.InvalidSettingException;
import io.treeline.core.tree.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets and clears the settings of a domain. */
final class SettingWrites {

  static final String CERTIFICATE_PEM = "certificate_pem";

  private final Ledger ledger;
  private final CertificateWrites certificates;

  SettingWrites(Ledger ledger, CertificateWrites certificates) {
    this.ledger = ledger;
    this.certificates = certificates;
  }

  void set(
      Principal who,
      DomainName name,
      Map<String, @Nullable String> values,
      @Nullable Long ifVersion) {
    Map<Setting, @Nullable String> settings = judged(values);
    ledger.write(
        who,
        page -> {
          Domain domain = page.require(Right.OPERATOR, name);
          page.checkVersion(domain, ifVersion);
          settings.forEach((setting, value) -> set(page, domain, setting, value));
          if (values.containsKey(CERTIFICATE_PEM)) {
            setCertificate(page, who, domain, values.get(CERTIFICATE_PEM));
          }
          return null;
        });
  }

  /** The canonical values of all but the certificate; every wrong one is named. */
  static Map<Setting, @Nullable String> judged(Map<String, @Nullable String> values) {
    Map<Setting, @Nullable String> settings = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, @Nullable String> each : values.entrySet()) {
      if (each.getKey().equals(CERTIFICATE_PEM)) {
        continue;
      }
      Setting setting = Setting.ofKey(each.getKey()).orElse(null);
      String value = each.getValue();
      try {
        if (setting == null) {
          problems.add(unknown(each.getKey()));
        } else {
          settings.put(setting, value == null ? null : setting.canonical(value));
        }
      } catch (InvalidSettingException e) {
        problems.add(Objects.requireNonNull(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new Refusal.Invalid(problems);
    }
    return settings;
  }

  private static String unknown(String key) {
    String known =
        Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.joining(", "));
    return "There is no setting '" + key + "' (there are: certificate_pem, " + known + ").";
  }

  private static void set(
      Ledger.Page page, Domain domain, Setting setting, @Nullable String value) {
    if (Objects.equals(domain.settings().get(setting), value)) {
      return;
    }
    page.write.set(domain.id(), setting.key(), value);
    page.note(
        "domain.set", domain.name(), setting.key() + (value == null ? " cleared" : "=" + value));
  }

  private void setCertificate(
      Ledger.Page page, Principal who, Domain domain, @Nullable String text) {
    if (text == null || text.isBlank()) {
      certificates.clear(page, domain);
    } else {
      certificates.putText(page, who, domain, text);
    }
  }
}
