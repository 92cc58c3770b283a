package io.treeline.acme;

import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.connector.NonceHolder;

/**
 * The nonces that an authority has given and nobody has used (RFC 8555 §6.5), the newest first. So
 * that requests needn't wait for each other, each takes one of its own and brings back the one that
 * came with the answer. Safe for use by several threads.
 */
final class Nonces {

  private static final int MOST = 64;

  private final LinkedBlockingDeque<String> unused = new LinkedBlockingDeque<>(MOST);
  private final ThreadLocal<@Nullable Held> held = new ThreadLocal<>();

  /** The nonce of this thread's request; a request that is nested in it has the same. */
  NonceHolder hold() {
    Held mine = held.get();
    if (mine == null) {
      mine = new Held(unused.pollFirst());
      held.set(mine);
    }
    mine.depth++;
    return mine;
  }

  private final class Held implements NonceHolder {

    private @Nullable String nonce;
    private int depth;

    private Held(@Nullable String nonce) {
      this.nonce = nonce;
    }

    @Override
    public @Nullable String getNonce() {
      return nonce;
    }

    @Override
    public void setNonce(@Nullable String nonce) {
      this.nonce = nonce;
    }

    @Override
    public void close() {
      depth--;
      if (depth > 0) {
        return;
      }
      held.remove();
      String left = nonce;
      while (left != null && !unused.offerFirst(left)) {
        unused.pollLast();
      }
    }
  }
}
