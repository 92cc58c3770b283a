package io.treeline.feed;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainSettings;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.store.CertificateRow;
import io.treeline.store.StoreRead;
import java.util.Map;

/** Brings a version of what is in force up to what the store has, reading only what changed. */
public final class CatchUp {

  private CatchUp() {}

  /** The tree as the snapshot has it, sharing all that did not change with {@code from}. */
  public static DomainTree tree(DomainTree from, StoreRead read) {
    if (from.change() == read.lastChange()) {
      return from;
    }
    DomainTree.Edit edit = from.edit();
    if (from.size() == 0) {
      edit.expect(read.domainCount());
    }
    read.removedSince(from.change(), edit::remove);
    read.changedSince(
        from.change(),
        (id, name, parentId, certificateId, version, settings) ->
            edit.put(
                new Domain(
                    id, DomainName.ofStored(name), parentId, certificateId, settingsOf(settings))));
    return edit.freeze(read.lastChange());
  }

  /** What is set in a domain itself, as the snapshot or the transaction has it. */
  public static DomainSettings settings(StoreRead read, long domainId) {
    return settingsOf(read.settings(domainId));
  }

  static Live live(Live from, StoreRead read) {
    CertificateRow last = read.defaultCertificate();
    return new Live(
        tree(from.tree(), read),
        last == null ? null : last.id(),
        read.challenges(from.challenges()));
  }

  private static DomainSettings settingsOf(Map<String, String> stored) {
    DomainSettings settings = DomainSettings.NONE;
    for (Map.Entry<String, String> each : stored.entrySet()) {
      Setting setting = Setting.ofKey(each.getKey()).orElse(null);
      if (setting != null) {
        settings = settings.with(setting, each.getValue());
      }
    }
    return settings;
  }
}
