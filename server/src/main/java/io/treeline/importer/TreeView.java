package io.treeline.importer;

import io.treeline.core.name.DomainName;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tree for which a proposal is made. */
public interface TreeView {

  /** A tree of which nothing is known: whatever is proposed has to be added. */
  TreeView EMPTY = name -> null;

  /**
   * How a domain stands in it; null if it isn't there.
   *
   * @throws IOException if who knows it can't be asked
   */
  @Nullable Standing find(DomainName name) throws IOException;
}
