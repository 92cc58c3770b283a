package io.treeline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloReaderTest {

  private static HelloBytes hello() {
    return HelloBytes.tls13(HelloBytes.X25519).sni("a.example.com").alpn("h2", "http/1.1");
  }

  @Test
  void aHelloTellsItsNameAndItsProtocols() {
    ClientHello hello = (ClientHello) read(hello().record());

    assertThat(hello.sni()).isEqualTo(new Sni.Name(DomainName.parse("a.example.com")));
    assertThat(hello.alpn()).containsExactly("h2", "http/1.1");
  }

  @Test
  void aHelloWithoutExtensionsHasNoNameAndNoProtocols() {
    ClientHello hello = (ClientHello) read(HelloBytes.tls12().record());

    assertThat(hello.sni()).isEqualTo(Sni.ABSENT);
    assertThat(hello.alpn()).isEmpty();
  }

  @Test
  void aValidationOffersItsProtocolAlone() {
    ClientHello validation = (ClientHello) read(HelloBytes.tls12().alpn("acme-tls/1").record());
    ClientHello browser = (ClientHello) read(HelloBytes.tls12().alpn("acme-tls/1", "h2").record());

    assertThat(validation.offersOnly("acme-tls/1")).isTrue();
    assertThat(validation.offersOnly("acme-tls/2")).isFalse();
    assertThat(browser.offersOnly("acme-tls/1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 64, 1000})
  void aHelloInManyRecordsIsUnfinishedUntilItsLastOctet(int fragment) {
    byte[] octets = hello().records(fragment);
    for (int length = 0; length < octets.length; length++) {
      assertThat(read(Arrays.copyOf(octets, length)))
          .as("the first %d of %d octets", length, octets.length)
          .isEqualTo(FirstBytes.UNFINISHED);
    }
    assertThat(read(octets)).hasToString(read(hello().record()).toString());
  }

  @Test
  void whatFollowsTheHelloIsNotLookedAt() {
    byte[] octets = hello().record();
    byte[] more = Arrays.copyOf(octets, octets.length + 100);

    assertThat(read(more)).isInstanceOf(ClientHello.class);
  }

  @Test
  void nothingIsConsumed() {
    ByteBuf in = Unpooled.wrappedBuffer(hello().records(3));
    int before = in.readableBytes();

    assertThat(ClientHelloReader.read(in)).isInstanceOf(ClientHello.class);
    assertThat(in.readableBytes()).isEqualTo(before);
  }

  @Test
  void aMessageLongerThanTheLibraryTakesIsNone() {
    byte[] octets = hello().extension(21, new byte[16_000]).record();
    octets[6] = 0;
    octets[7] = 0x40;
    octets[8] = 1;

    assertThat(read(octets)).isEqualTo(FirstBytes.NO_HELLO);
  }

  @Test
  void twoNamesInTwoExtensionsAreNoHello() {
    assertThat(read(HelloBytes.tls12().sni("a.example").sni("b.example").record()))
        .isEqualTo(FirstBytes.NO_HELLO);
  }

  @Test
  void otherProtocolsAreNoHello() {
    for (String text :
        new String[] {"GET / HTTP/1.1\r\n", "OPTIONS sip:x SIP/2.0", "\u0080\u0001"}) {
      assertThat(read(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
          .isEqualTo(FirstBytes.NO_HELLO);
    }
  }

  @Test
  void damagedHellosAreReadWithoutAnException() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] octets = hello().records(1 + random.nextInt(300));
      for (int damage = random.nextInt(6); damage >= 0; damage--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      assertReads(Arrays.copyOf(octets, random.nextInt(octets.length + 1)), "seed " + seed);
    }
  }

  @FuzzTest
  void anyOctetsAreReadWithoutAnException(byte[] octets) {
    assertReads(octets, "fuzzed");
  }

  private static void assertReads(byte[] octets, String origin) {
    FirstBytes read;
    try {
      read = read(octets);
    } catch (RuntimeException e) {
      throw new AssertionError(origin + ": " + Arrays.toString(octets), e);
    }
    if (read instanceof ClientHello hello) {
      assertThat(hello.toString()).isNotNull();
    }
  }

  private static FirstBytes read(byte[] octets) {
    return ClientHelloReader.read(Unpooled.wrappedBuffer(octets));
  }
}
