package io.treeline.app;

import io.treeline.certdir.Certdirs;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PairParts;
import io.treeline.store.Material;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import io.treeline.store.UnusableValueException;
import io.treeline.tls.MaterialSource;
import io.treeline.tls.ServableMaterial;
import io.treeline.tls.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * Where cold key material comes from: a certdir for negative ids, the store for the others and for
 * those of challenges.
 */
final class Materials implements MaterialSource {

  private final Store store;
  private final Certdirs certdirs;

  Materials(Store store, Certdirs certdirs) {
    this.store = store;
    this.certdirs = certdirs;
  }

  @Override
  public ServableMaterial load(CertificateId id) throws UnusableMaterialException {
    if (id.isOfChallenge()) {
      return ofChallenge(id);
    }
    return id.value() < 0 ? certdirs.load(id) : stored(id);
  }

  private ServableMaterial ofChallenge(CertificateId id) throws UnusableMaterialException {
    try {
      PairParts pair = store.<@Nullable PairParts>read(read -> read.challengePair(id));
      if (pair == null) {
        throw new UnusableMaterialException("The challenge is over.");
      }
      return ServableMaterial.of(new ServableMaterial.Pair(pair.chainDer(), pair.pkcs8()));
    } catch (StoreException e) {
      throw new UnusableMaterialException(String.valueOf(e.getMessage()), e);
    }
  }

  private ServableMaterial stored(CertificateId id) throws UnusableMaterialException {
    try {
      Material material = store.read(read -> read.material(id));
      return new ServableMaterial(
          material.pairs().stream()
              .map(pair -> new ServableMaterial.Pair(pair.chainDer(), pair.pkcs8()))
              .toList());
    } catch (UnusableValueException | StoreException e) {
      throw new UnusableMaterialException(String.valueOf(e.getMessage()), e);
    }
  }
}
