package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.store.Material;
import io.treeline.store.MaterialPair;
import io.treeline.store.UnusableValueException;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of a certificate's rows what a handshake needs, or says why they are good for nothing. */
final class MaterialRows {

  static final String SELECT =
      "SELECT c.domain_id, p.family, p.leaf, p.issuers, p.sealed_key, p.leaf_sha256, p.key_sha256"
          + " FROM certificate_pair p JOIN certificate c ON c.id = p.certificate_id"
          + " WHERE p.certificate_id = ? ORDER BY p.place";

  private final CertificateId id;
  private final SecretBox box;
  private final List<MaterialPair> pairs = new ArrayList<>();

  MaterialRows(CertificateId id, SecretBox box) {
    this.id = id;
    this.box = box;
  }

  void take(ResultSet row) throws SQLException {
    byte[] leaf = row.getBytes(3);
    if (!Fingerprint.of(leaf).equals(Sql.fingerprint(row, "leaf_sha256"))) {
      throw unusable("its leaf is not the one that was stored", null);
    }
    byte[] key = key(row);
    try {
      List<byte[]> chain = new ArrayList<>();
      chain.add(leaf);
      chain.addAll(DerSequences.split(row.getBytes(4)));
      pairs.add(new MaterialPair(row.getString(2), chain, key));
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  Material material() {
    if (pairs.isEmpty()) {
      throw unusable("it is not in the store", null);
    }
    return new Material(pairs);
  }

  private byte[] key(ResultSet row) throws SQLException {
    byte[] sealed = row.getBytes(5);
    if (sealed == null) {
      throw unusable("its private key is not held any more", null);
    }
    Bond bond = Bond.certificateKey(row.getLong(1), Sql.fingerprint(row, "key_sha256"));
    try {
      return box.open(bond, sealed);
    } catch (GeneralSecurityException e) {
      throw unusable("its private key can't be unsealed for this domain", e);
    }
  }

  private UnusableValueException unusable(String problem, @Nullable Throwable cause) {
    return new UnusableValueException(id, problem, cause);
  }
}
