package io.treeline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.cert.Fingerprint;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

  private static final Fingerprint KEY = Fingerprint.of(new byte[] {1});
  private static final byte[] SECRET = {1, 2, 3};

  private final MasterKey master = MasterKey.random();
  private final SecretBox box = new SecretBox(master);

  @Test
  void whatWasSealedOpensWithTheSameKeyAndBond() throws GeneralSecurityException {
    byte[] sealed = box.seal(Bond.certificateKey(7, KEY), SECRET);
    SecretBox later = new SecretBox(MasterKey.parse(master.text()));
    assertThat(later.open(Bond.certificateKey(7, KEY), sealed)).isEqualTo(SECRET);
  }

  @Test
  void noTwoSealsAreAlike() {
    Bond bond = Bond.certificateKey(7, KEY);
    assertThat(box.seal(bond, SECRET)).isNotEqualTo(box.seal(bond, SECRET));
  }

  @Test
  void anotherDomainKeyOrPurposeOpensNothing() {
    byte[] sealed = box.seal(Bond.certificateKey(7, KEY), SECRET);
    assertRefused(box, Bond.certificateKey(8, KEY), sealed);
    assertRefused(box, Bond.certificateKey(7, Fingerprint.of(new byte[] {2})), sealed);
    assertRefused(box, Bond.ticketKey("ws"), sealed);
    assertRefused(new SecretBox(MasterKey.random()), Bond.certificateKey(7, KEY), sealed);
  }

  @Test
  void everyChangedOctetIsNoticed() {
    Bond bond = Bond.certificateKey(7, KEY);
    byte[] sealed = box.seal(bond, SECRET);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertRefused(box, bond, changed);
    }
    assertRefused(box, bond, new byte[0]);
  }

  private static void assertRefused(SecretBox box, Bond bond, byte[] sealed) {
    assertThatThrownBy(() -> box.open(bond, sealed)).isInstanceOf(GeneralSecurityException.class);
  }
}
