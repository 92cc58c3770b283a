package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.core.cert.Finding;
import io.treeline.core.cert.Intake;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.InvalidSettingException;
import io.treeline.core.tree.Setting;
import io.treeline.core.tree.WhatIf;
import io.treeline.registry.Ledger.View;
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

  /** Sets them and says what was found of a certificate among them. */
  List<Finding> set(
      Principal who,
      DomainName name,
      Map<String, @Nullable String> values,
      @Nullable Long ifVersion) {
    Judged judged = ledger.read(who, view -> judged(view, name, values, ifVersion));
    ledger.write(
        who,
        page -> {
          Domain domain = page.require(Right.OPERATOR, name);
          page.checkVersion(domain, ifVersion);
          judged.settings().forEach((setting, value) -> set(page, domain, setting, value));
          if (values.containsKey(CERTIFICATE_PEM)) {
            certificates.put(page, domain, judged.certificate());
          }
          return null;
        });
    return judged.findings();
  }

  /** Only judges them, and says which names would be served another certificate. */
  SetOutcome tryOut(
      Principal who,
      DomainName name,
      Map<String, @Nullable String> values,
      @Nullable Long ifVersion) {
    return ledger.read(
        who,
        view -> {
          Judged judged = judged(view, name, values, ifVersion);
          return new SetOutcome(
              false,
              Queries.shown(view, view.seen(name)),
              judged.findings(),
              values.containsKey(CERTIFICATE_PEM)
                  ? whatIf(view, view.seen(name), judged.certificate())
                  : null);
        });
  }

  private static WhatIf whatIf(View view, Domain domain, Intake.@Nullable Accepted certificate) {
    return certificate == null
        ? Consequences.ofClearing(view, domain)
        : Consequences.ofPutting(view, domain, certificate.bundle().publicPart());
  }

  private record Judged(
      Map<Setting, @Nullable String> settings, Intake.@Nullable Accepted certificate) {

    List<Finding> findings() {
      return certificate == null ? List.of() : certificate.findings();
    }
  }

  private Judged judged(
      View view, DomainName name, Map<String, @Nullable String> values, @Nullable Long ifVersion) {
    view.checkVersion(view.require(Right.OPERATOR, name), ifVersion);
    return judged(view, name, values);
  }

  /** Names the certificate among the wrong settings, if it is one of several. */
  private Judged judged(View view, DomainName name, Map<String, @Nullable String> values) {
    List<String> problems = new ArrayList<>();
    Map<Setting, @Nullable String> settings = judged(values, problems);
    Intake.Accepted certificate = null;
    try {
      certificate = certificates.read(view, name, values.get(CERTIFICATE_PEM));
    } catch (Refusal.BadCertificate e) {
      if (problems.isEmpty()) {
        throw e;
      }
      problems.add(CERTIFICATE_PEM + ": " + e.getMessage());
    }
    if (!problems.isEmpty()) {
      throw new Refusal.Invalid(problems);
    }
    return new Judged(settings, certificate);
  }

  /** The canonical values of all but the certificate; every wrong one is added to the problems. */
  static Map<Setting, @Nullable String> judged(
      Map<String, @Nullable String> values, List<String> problems) {
    Map<Setting, @Nullable String> settings = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable String> each : values.entrySet()) {
      if (each.getKey().equals(CERTIFICATE_PEM)) {
        continue;
      }
      Setting setting = Setting.ofKey(each.getKey()).orElse(null);
      if (setting == null) {
        problems.add(unknown(each.getKey()));
        continue;
      }
      try {
        settings.put(setting, canonical(setting, each.getValue()));
      } catch (InvalidSettingException e) {
        problems.add(Objects.requireNonNull(e.getMessage()));
      }
    }
    return settings;
  }

  /** An empty list is what holds where nothing is set: it is not kept. */
  private static @Nullable String canonical(Setting setting, @Nullable String value) {
    String canonical = value == null ? "" : setting.canonical(value);
    return canonical.isEmpty() ? null : canonical;
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
}
