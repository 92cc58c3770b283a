package io.treeline.front.ws;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** Stands where Vert.x insists on key options: the keys are the TLS context's own affair. */
@SuppressWarnings("NullAway") // Vert.x takes null for "none"; it has no nullness annotations.
final class NoKeys implements KeyCertOptions {

  @Override
  public KeyCertOptions copy() {
    return this;
  }

  @Override
  public @Nullable KeyManagerFactory getKeyManagerFactory(Vertx vertx) {
    return null;
  }

  @Override
  public @Nullable Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
    return null;
  }
}
