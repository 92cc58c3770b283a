package io.treeline.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs programs of {@code peers.tsv}. Where one is missing it is skipped, and with {@code
 * CI=true} it fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PeerCondition.class)
@interface NeedsPeer {

  /** Names in the first column of {@code peers.tsv}. */
  String[] value();
}
