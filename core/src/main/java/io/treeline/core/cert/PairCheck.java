package io.treeline.core.cert;

import java.util.List;

/** One rule that a pair is judged by. Stateless. */
@FunctionalInterface
interface PairCheck {

  /** All of them, in the order in which their findings are told. */
  List<PairCheck> ALL =
      List.of(
          new KeySizeCheck(),
          new ValidityCheck(),
          new SanCheck(),
          new CommonNameCheck(),
          new NameCheck(),
          new SelfSignedCheck(),
          new ChainCheck(),
          new CrossSignCheck(),
          new ChainValidityCheck(),
          new ChainKeyCheck(),
          new WeakSignatureCheck(),
          new LifetimeCheck(),
          new ServerAuthCheck(),
          new KeyUsageCheck(),
          new LeafKindCheck(),
          new StapleCheck(),
          new BrowserKeyCheck());

  /** Adds what it finds. */
  void check(FoundPair pair, ReadOptions options, Findings findings);
}
