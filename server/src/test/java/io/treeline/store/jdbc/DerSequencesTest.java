package io.treeline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerSequencesTest {

  @Test
  void aChainComesApartWhereItWasJoined() {
    byte[] small = HexFormat.of().parseHex("3003020101");
    byte[] large = Values.pair("EC", 1).chainDer().getFirst();
    byte[] middle = new byte[3 + 200];
    middle[0] = 0x30;
    middle[1] = (byte) 0x81;
    middle[2] = (byte) 200;
    List<byte[]> split = DerSequences.split(DerSequences.joined(List.of(large, small, middle)));
    assertThat(split).hasSize(3);
    assertThat(split.get(0)).isEqualTo(large);
    assertThat(split.get(1)).isEqualTo(small);
    assertThat(split.get(2)).isEqualTo(middle);
    assertThat(DerSequences.split(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30",
        "3005020101",
        "02020101",
        "308002",
        "30ffffffffff",
        "3084ffffffff00",
        "308201"
      })
  void whatIsNoRowOfSequencesIsRefused(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> DerSequences.split(octets))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] cut = Arrays.copyOf(Values.pair("EC", 1).chainDer().getFirst(), 300);
    assertThatThrownBy(() -> DerSequences.split(cut)).isInstanceOf(IllegalArgumentException.class);
  }
}
