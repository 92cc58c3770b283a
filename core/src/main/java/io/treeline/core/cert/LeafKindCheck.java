package io.treeline.core.cert;

/**
 * Whether the leaf is an end entity's certificate (RFC 5280 §4.2.1.9). One that signed itself is
 * told of as that already, and clients are told to trust it as it is.
 */
final class LeafKindCheck implements PairCheck {

  private static final int END_ENTITY = -1;

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    var leaf = pair.leaf().certificate();
    if (leaf.getBasicConstraints() != END_ENTITY && !Issuing.isSelfIssued(leaf)) {
      findings.add(
          FindingCode.LEAF_IS_AUTHORITY,
          pair.leaf().place(),
          "The certificate is marked as an authority's own (CA:TRUE), and Firefox refuses such a one"
              + " from a server",
          "have it issued again with CA:FALSE in its basic constraints");
    }
  }
}
