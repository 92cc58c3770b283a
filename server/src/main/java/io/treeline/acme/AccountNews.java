package io.treeline.acme;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Is told what happens to accounts that a person may want to know. Calls come from any thread. */
interface AccountNews {

  /** For who doesn't want to know. */
  AccountNews NONE =
      new AccountNews() {
        @Override
        public void termsChanged(
            URI directory, String holder, @Nullable String from, @Nullable String to) {}

        @Override
        public void replaced(URI directory, String holder, Trouble trouble) {}
      };

  /**
   * The authority has other terms of service than those that were agreed to.
   *
   * @param from the URL of those before, null for none
   * @param to the URL of those now, null for none
   */
  void termsChanged(URI directory, String holder, @Nullable String from, @Nullable String to);

  /** An account ended at the authority, and another takes its place. */
  void replaced(URI directory, String holder, Trouble trouble);
}
