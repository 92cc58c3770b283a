package io.treeline.acme;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@link DateHeader}, made ready when it is asked first. Safe for use by several threads. */
final class LateDate implements AuthorityTime {

  private final @Nullable Path caFile;
  private @Nullable DateHeader made;

  LateDate(@Nullable Path caFile) {
    this.caFile = caFile;
  }

  @Override
  public Instant ask(URI directory) throws IOException {
    return made().ask(directory);
  }

  private synchronized DateHeader made() throws IOException {
    DateHeader known = made;
    if (known == null) {
      try {
        known = new DateHeader(AuthorityTrust.of(caFile));
      } catch (AuthorityTrust.UnreadableException e) {
        throw new IOException(e.getMessage(), e);
      }
      made = known;
    }
    return known;
  }
}
