package io.treeline.front.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class DnsAnswererTest {

  private final DnsAnswerer answerer = new DnsAnswerer(TestZone.zone());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.test.acme.example.",
        "A.tEsT.aCmE.eXaMpLe.",
        "_acme-challenge.a.test.",
        "_ACME-challenge.A.TEST."
      })
  void everyValueThatWaitsIsAnsweredUnderTheNameAsItWasAsked(String name) throws Exception {
    Message answer = ask(name, Type.TXT);

    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer.getHeader().getFlag(Flags.RA)).isFalse();
    assertThat(texts(answer)).containsExactlyInAnyOrder("of the name", "of its wildcard");
    assertThat(answer.getQuestion().getName().toString()).isEqualTo(name);
    assertThat(answer.getSection(Section.ANSWER))
        .allMatch(record -> record.getName().toString().equals(name) && record.getTTL() == 1);
  }

  /** A resolver that asks label by label must not be told that there is nothing below. */
  @ParameterizedTest
  @CsvSource({
    "a.test.acme.example., A, 0",
    "test.acme.example., TXT, 0",
    "b.test.acme.example., NS, 0",
    "c.test.acme.example., TXT, 3",
    "x.a.test.acme.example., TXT, 3",
    "example.acme.example., A, 3",
    "*.test.acme.example., TXT, 3",
    "_acme-challenge.c.test., TXT, 0",
    "_acme-challenge.a.test., CAA, 0",
    "x._acme-challenge.a.test., TXT, 3"
  })
  void whatIsNotThereIsSaidWithTheStartOfItsZone(String name, String type, int code)
      throws Exception {
    Message answer = ask(name, Type.value(type));

    assertThat(answer.getRcode()).isEqualTo(code);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    assertThat(answer.getSection(Section.AUTHORITY))
        .singleElement()
        .isInstanceOfSatisfying(
            SOARecord.class,
            start -> {
              assertThat(Name.fromConstantString(name).subdomain(start.getName())).isTrue();
              assertThat(start.getMinimum()).isEqualTo(1);
              assertThat(start.getSerial()).isEqualTo(77);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "example.",
        "acme.example.org.",
        "a.test.",
        "notacme.example.",
        "_acme-challenge.",
        "_acme-challenge.foreign.org.",
        "_acme-challenge.nottest."
      })
  void foreignNamesAreRefusedWithoutAWord(String name) throws Exception {
    Message answer = ask(name, Type.TXT);

    assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    assertThat(answer.getSection(Section.AUTHORITY)).isEmpty();
  }

  @Test
  void theZoneKnowsItsStartItsServerAndItsAddress() throws Exception {
    assertThat(only(ask("acme.example.", Type.SOA)).rdataToString())
        .startsWith("acme.example. hostmaster.acme.example. 77 ");
    assertThat(only(ask("acme.example.", Type.NS)).rdataToString()).isEqualTo("acme.example.");
    assertThat(only(ask("acme.example.", Type.A)).rdataToString()).isEqualTo("127.0.0.1");
    assertThat(ask("acme.example.", Type.AAAA).getSection(Section.ANSWER)).isEmpty();
    assertThat(only(ask("_acme-challenge.a.test.", Type.NS)).rdataToString())
        .isEqualTo("acme.example.");
    assertThat(only(ask("_acme-challenge.c.test.", Type.SOA)).getName())
        .hasToString("_acme-challenge.c.test.");
  }

  @Test
  void whoAsksForEverythingGetsWhatIsThere() throws Exception {
    assertThat(texts(ask("a.test.acme.example.", Type.ANY))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {Type.AXFR, Type.IXFR})
  void theZoneIsNotHandedOut(int type) throws Exception {
    assertThat(ask("acme.example.", type).getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void anotherClassIsRefusedAndAnotherOperationNotKnown() throws Exception {
    Message chaos =
        Message.newQuery(
            Record.newRecord(Name.fromConstantString("version.bind."), Type.TXT, DClass.CH));
    Message notify = query("acme.example.", Type.SOA);
    notify.getHeader().setOpcode(Opcode.NOTIFY);

    assertThat(answer(chaos).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(answer(notify).getRcode()).isEqualTo(Rcode.NOTIMP);
    assertThat(answer(notify).getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
  }

  @Test
  void byUdpALongAnswerIsCutWhateverTheClientSaysItTakes() throws Exception {
    Message query = query("many.test.acme.example.", Type.TXT);
    query.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
    byte[] datagram = answerer.answer(query.toWire(), DnsAnswerer.UDP_OCTETS);

    assertThat(datagram).hasSizeLessThan(100);
    assertThat(new Message(datagram).getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(texts(new Message(answerer.answer(query.toWire(), 65_535)))).hasSize(TestZone.MANY);
  }

  @Test
  void extensionsAreAnsweredInKindAndAnUnknownVersionRefused() throws Exception {
    Message query = query("a.test.acme.example.", Type.TXT);
    assertThat(answer(query).getOPT()).isNull();
    query.addRecord(new OPTRecord(1400, 0, 0), Section.ADDITIONAL);
    assertThat(answer(query).getOPT().getPayloadSize()).isEqualTo(1232);
    Message later = query("a.test.acme.example.", Type.TXT);
    later.addRecord(new OPTRecord(1400, 0, 1), Section.ADDITIONAL);
    assertThat(answer(later).getRcode()).isEqualTo(Rcode.BADVERS);
    assertThat(answer(later).getSection(Section.ANSWER)).isEmpty();
  }

  @Test
  void anAnswerIsNeverAnswered() throws Exception {
    Message query = query("a.test.acme.example.", Type.TXT);
    query.getHeader().setFlag(Flags.QR);

    assertThat(answerer.answer(query.toWire(), 512)).isNull();
    assertThat(answerer.answer(new byte[11], 512)).isNull();
    assertThat(answerer.answer(new byte[0], 512)).isNull();
  }

  @Test
  void whatIsNoMessageIsToldSoInTwelveOctets() {
    byte[] octets = query("a.test.acme.example.", Type.TXT).toWire();
    for (int cut = 12; cut < octets.length; cut++) {
      byte[] answer = answerer.answer(java.util.Arrays.copyOf(octets, cut), 512);
      assertThat(answer).hasSize(12);
      assertThat(answer[0]).isEqualTo(octets[0]);
      assertThat(answer[3] & 0xf).isEqualTo(Rcode.FORMERR);
    }
  }

  @Test
  void mangledMessagesGetAnAnswerToTheirNumberOrNone() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> seeds = seeds();
    for (int i = 0; i < 200_000; i++) {
      byte[] octets = mangle(seeds.get(random.nextInt(seeds.size())), random);
      byte[] answer = answerer.answer(octets, DnsAnswerer.UDP_OCTETS);
      if (answer == null) {
        assertThat(octets.length < 12 || octets[2] < 0).as("seed %d, round %d", seed, i).isTrue();
        continue;
      }
      Message read = new Message(answer);
      assertThat(answer.length).as("seed %d, round %d", seed, i).isLessThanOrEqualTo(512);
      assertThat(answer[0] == octets[0] && answer[1] == octets[1] && answer[2] < 0)
          .as("seed %d, round %d", seed, i)
          .isTrue();
      assertThat(read.getRcode()).as("seed %d, round %d", seed, i).isNotEqualTo(Rcode.SERVFAIL);
    }
  }

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (String name :
        List.of("a.test.acme.example.", "_acme-challenge.a.test.", "acme.example.", ".")) {
      for (int type : new int[] {Type.TXT, Type.SOA, Type.ANY, Type.NS, Type.A}) {
        Message query = query(name, type);
        seeds.add(query.toWire());
        query.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        seeds.add(query.toWire());
      }
    }
    return seeds;
  }

  private static byte[] mangle(byte[] message, SplittableRandom random) {
    byte[] mangled = java.util.Arrays.copyOf(message, message.length + random.nextInt(30));
    int changes = random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mangled.length);
      switch (random.nextInt(4)) {
        case 0 -> mangled[at] = (byte) random.nextInt(256);
        case 1 -> mangled[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mangled[at] = (byte) 0xc0;
        default ->
            System.arraycopy(
                message, 0, mangled, at, Math.min(message.length, mangled.length - at));
      }
    }
    return random.nextInt(10) == 0
        ? java.util.Arrays.copyOf(mangled, random.nextInt(mangled.length))
        : mangled;
  }

  private static Message query(String name, int type) {
    return Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN));
  }

  private Message ask(String name, int type) throws Exception {
    return answer(query(name, type));
  }

  private Message answer(Message query) throws Exception {
    Message answer = new Message(answerer.answer(query.toWire(), DnsAnswerer.UDP_OCTETS));
    assertThat(answer.getHeader().getID()).isEqualTo(query.getHeader().getID());
    assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
    return answer;
  }

  private static Record only(Message answer) {
    assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
    return answer.getSection(Section.ANSWER).getFirst();
  }

  private static List<String> texts(Message answer) {
    return answer.getSection(Section.ANSWER).stream()
        .map(record -> String.join("", ((TXTRecord) record).getStrings()))
        .toList();
  }
}
