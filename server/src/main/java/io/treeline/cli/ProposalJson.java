package io.treeline.cli;

import io.treeline.api.CertificateJson;
import io.treeline.api.FindingJson;
import io.treeline.api.JsonObject;
import io.treeline.core.name.DomainName;
import io.treeline.importer.Origin;
import io.treeline.importer.Placement;
import io.treeline.importer.Placement.Kind;
import io.treeline.importer.Proposal;
import io.treeline.importer.Remark;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A proposal in JSON: without its keys. */
final class ProposalJson {

  private ProposalJson() {}

  /**
   * The whole of it.
   *
   * @param applied what the server said of it; null where nothing was sent
   */
  static Map<String, @Nullable Object> of(
      Proposal proposal, boolean treeKnown, @Nullable JsonObject applied) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("applied", applied != null);
    json.put("treeKnown", treeKnown);
    json.put("proposed", proposal.placements().stream().map(ProposalJson::of).toList());
    json.put("setAside", proposal.setAside().stream().map(ProposalJson::of).toList());
    json.put("notUnderstood", proposal.notUnderstood().stream().map(ProposalJson::of).toList());
    json.put("result", applied);
    return json;
  }

  /** {@code action} is a word of {@link Kind}; {@code parent} is null for the master. */
  private static Map<String, @Nullable Object> of(Placement placement) {
    DomainName other = placement.other();
    String text = other == null ? null : other.text();
    boolean inherits = placement.kind() == Kind.INHERIT;
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", placement.name().text());
    json.put("action", placement.kind().name().toLowerCase(Locale.ROOT));
    json.put("parent", inherits ? null : text);
    json.put("inheritedFrom", inherits ? text : null);
    json.put("covers", placement.covers());
    origin(json, placement.origin());
    json.put("certificate", CertificateJson.of(placement.bundle().publicPart(), placement.name()));
    json.put("findings", FindingJson.all(placement.findings()));
    return json;
  }

  private static Map<String, @Nullable Object> of(Remark remark) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    origin(json, remark.origin());
    json.put("sentence", remark.sentence());
    return json;
  }

  /** The line is null for a file as a whole. */
  private static void origin(Map<String, @Nullable Object> json, Origin origin) {
    json.put("file", origin.file().toString());
    json.put("line", origin.line() == 0 ? null : origin.line());
  }
}
