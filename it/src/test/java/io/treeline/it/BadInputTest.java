package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused with a sentence, and changes nothing. */
class BadInputTest {

  private static final CertificateMaker MAKER = new CertificateMaker();

  @TempDir private static Path home;
  private static RunningTreeline server;
  private static AdminApi api;

  /** Lines of an import that is refused, and what is said of them. */
  private record Refused(String what, String lines, List<String> said) {
    @Override
    public String toString() {
      return what;
    }
  }

  @BeforeAll
  static void fill() throws IOException {
    server = RunningTreeline.start(home);
    MadeCertificate own = MAKER.ec("shop.example");
    Path tree =
        Files.writeString(
            home.resolve("tree.jsonl"),
            """
            {"name":"shop.example","certificate_pem":"%s"}
            {"name":"www.shop.example"}
            {"name":"office.local"}
            """
                .formatted(escaped(own.pem())));
    server.run("domain", "import", tree.toString()).ok();
    Files.writeString(
        home.resolve("torn.pem"),
        MAKER.ec("a.example").keyPem() + MAKER.rsa("a.example").certificatePem());
    Files.writeString(home.resolve("nokey.pem"), MAKER.ec("a.example").certificatePem());
    Files.writeString(home.resolve("nocert.pem"), MAKER.ec("a.example").keyPem());
    Files.writeString(home.resolve("cut.pem"), own.pem().substring(0, own.pem().length() - 200));
    Files.write(
        home.resolve("huge.pem"), "x".repeat(300 << 10).getBytes(StandardCharsets.US_ASCII));
    api = server.api();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "domain add a..b                                   | empty label",
        "domain add b*d.example                            | no domain name",
        "domain add LABEL64.example                        | 63",
        "domain add NAME254                                | 253",
        "domain add shop.example                           | names are unique",
        "domain add SHOP.Example.                          | names are unique",
        "domain add new.example --parent nowhere.example   | nowhere.example",
        "domain add new.test --parent shop.example         | shop.example",
        "domain add a.b..c --parent shop.example           | empty label",
        "domain move shop.example www.shop.example         | stands under it",
        "domain move platform.local shop.example           | never moved",
        "domain move shop.example nowhere.example          | nowhere.example",
        "domain rename shop.example office.local           | office.local",
        "domain rename nowhere.example new.example         | nowhere.example",
        "domain remove shop.example                        | --recursive",
        "domain remove platform.local --recursive          | never removed",
        "domain remove nowhere.example                     | nowhere.example",
        "domain show nowhere.example                       | domain tree",
        "domain set nowhere.example acme_enabled=true      | nowhere.example",
        "domain set shop.example colour=red                | colour",
        "domain set shop.example acme_enabled=perhaps      | acme_enabled",
        "domain set shop.example hsts_max_age=-1           | hsts_max_age",
        "domain set shop.example certificate_pem=@torn.pem | belong",
        "domain set shop.example certificate_pem=@missing  | missing",
        "cert put shop.example torn.pem                    | belong",
        "cert put shop.example nokey.pem                   | key",
        "cert put shop.example nocert.pem                  | certificate",
        "cert put shop.example cut.pem                     | no END line",
        "cert put shop.example huge.pem                    | 256",
        "cert put shop.example missing.pem                 | missing.pem",
        "cert put nowhere.example torn.pem                 | ",
        "domain import missing.jsonl                       | missing.jsonl",
        "domain export missing/file                        | missing",
        "token create --subtree nowhere.example --role admin | nowhere.example",
        "token create --subtree shop.example --role king   | viewer",
        "token revoke nothing                              | nothing",
        "config check torn.pem                             | JSON",
      })
  void aCommandThatIsRefusedSaysWhyAndChangesNothing(String words, String said) {
    String before = api.export();
    Ran ran = run(words);
    assertThat(ran.exit()).as("%s", ran).isEqualTo(1);
    assertThat(ran.err()).contains(said == null ? "nowhere.example" : said);
    assertSentence(ran);
    assertThat(api.export()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "domain add                        | NAME",
        "domain frobnicate                 | frobnicate",
        "frobnicate                        | frobnicate",
        "domain add x.example --colour red | --colour",
        "domain set shop.example           | KEY=VALUE",
        "cert put shop.example             | FILE",
        "state --url http://127.0.0.1:1    | --url",
        "state --token abc                 | --url",
        "token create                      | --subtree",
      })
  void wrongUsageHasAStatusOfItsOwn(String words, String said) {
    Ran ran = Launcher.run(List.of(words.split(" ")));
    assertThat(ran.exit()).as("%s", ran).isEqualTo(2);
    assertThat(ran.err()).contains(said, "--help");
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refusedImports")
  void anImportThatIsRefusedNamesEachBadLineAndChangesNothing(Refused refused) throws IOException {
    Path file = Files.writeString(home.resolve("refused.jsonl"), refused.lines());
    String before = api.export();
    Ran ran = server.run("domain", "import", file.toString());
    assertThat(ran.exit()).as("%s", ran).isEqualTo(1);
    assertThat(ran.err()).contains(refused.said());
    assertSentence(ran);
    assertThat(api.export()).isEqualTo(before);
  }

  static Stream<Refused> refusedImports() {
    String torn = escaped(MAKER.ec("x.example").keyPem() + MAKER.rsa("x.example").certificatePem());
    MadeCertificate unheld = MAKER.ecWithOwnKey("x.example");
    String good = "{\"name\":\"good.example\"}\n";
    return Stream.of(
        new Refused(
            "an unknown parent",
            good + "{\"name\":\"a.example\",\"parent\":\"nowhere.example\"}",
            List.of("Line 2", "nowhere.example")),
        new Refused(
            "a circle",
            """
            {"name":"b.a.example","parent":"a.b.a.example"}
            {"name":"a.b.a.example","parent":"b.a.example"}
            """,
            List.of("Line 1")),
        new Refused(
            "a domain under itself",
            "{\"name\":\"a.example\",\"parent\":\"a.example\"}",
            List.of("Line 1", "a.example")),
        new Refused(
            "a circle with what is there",
            "{\"name\":\"shop.example\",\"parent\":\"www.shop.example\"}",
            List.of("Line 1", "www.shop.example")),
        new Refused(
            "a name twice",
            good + good + "{\"name\":\"GOOD.example.\"}",
            List.of("Line 2", "Line 3", "good.example")),
        new Refused(
            "names that are none",
            good + "{\"name\":\"a..b\"}\n{\"name\":\"\"}\n{\"name\":7}\n{}\n",
            List.of("Line 2", "Line 3", "Line 4", "Line 5")),
        new Refused(
            "another master",
            "{\"name\":\"other.local\",\"parent\":null}",
            List.of("Line 1", "master")),
        new Refused(
            "a key that isn't the certificate's",
            good + "{\"name\":\"x.example\",\"certificate_pem\":\"" + torn + "\"}",
            List.of("Line 2", "belong")),
        new Refused(
            "a key that nobody holds",
            "{\"name\":\"x.example\",\"certificate_pem\":\"key sha256=%s\\n%s\"}"
                .formatted(unheld.keySha256(), escaped(unheld.certificatePem())),
            List.of("Line 1", unheld.keySha256(), "isn't held")),
        new Refused(
            "a setting that doesn't exist",
            "{\"name\":\"x.example\",\"colour\":\"red\"}",
            List.of("Line 1", "colour")),
        new Refused(
            "a setting of another type",
            "{\"name\":\"x.example\",\"acme_enabled\":\"perhaps\"}",
            List.of("Line 1", "acme_enabled")),
        new Refused("an array", "[{\"name\":\"x.example\"}]", List.of("Line 1", "JSON object")),
        new Refused("text", good + "# a comment\n", List.of("Line 2", "JSON object")),
        new Refused("one line that is cut", good + "{\"name\":\"x.exa", List.of("Line 2")),
        new Refused(
            "two objects in a line",
            "{\"name\":\"x.example\"}{\"name\":\"y.example\"}",
            List.of("Line 1")),
        new Refused(
            "a member twice", "{\"name\":\"x.example\",\"name\":\"y.example\"}", List.of("Line 1")),
        new Refused("depth without end", "{\"name\":" + "[".repeat(100_000), List.of("Line 1")),
        new Refused("a line without end", "{\"name\":\"" + "x".repeat(3 << 20), List.of("Line 1")));
  }

  @Test
  void anImportOfOctetsThatAreNoTextChangesNothing() throws IOException {
    byte[] octets = new byte[1 << 16];
    new java.util.Random(7).nextBytes(octets);
    String before = api.export();
    Ran ran = server.run("domain", "import", Files.write(home.resolve("noise"), octets).toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("Line 1");
    assertThat(api.export()).isEqualTo(before);
  }

  @Test
  void aLookIntoFilesSaysWhatIsWrongWithThem() {
    Ran ran = Launcher.run("cert", "inspect", home.resolve("torn.pem").toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("belong");
  }

  @Test
  void aThousandBadLinesAreAllNamed() throws IOException {
    String lines = "{\"name\":\"a..b\"}\n".repeat(1_000);
    Ran ran =
        server.run(
            "domain", "import", Files.writeString(home.resolve("many.jsonl"), lines).toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("Line 1:", "Line 1000:");
  }

  @Test
  void aServerThatDoesntRunIsSaidSo() {
    Ran ran = Launcher.run("state", "--data", home.resolve("nothing").toString());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing", "serve");
    assertSentence(ran);
  }

  private static Ran run(String words) {
    List<String> line =
        Arrays.stream(words.split(" "))
            .map(word ->
                word.replace("LABEL64", "x".repeat(64))
                    .replace("NAME254", ("x".repeat(49) + ".").repeat(5) + "abcd"))
            .map(word ->
                word.replaceAll(
                    "^(certificate_pem=@)?(\\w+\\.pem|missing.*)$", "$1" + home + "/$2"))
            .toList();
    return words.startsWith("config check")
        ? Launcher.run(line)
        : server.run(line.toArray(String[]::new));
  }

  /** Something to read, and neither a class nor a stack of this program in it. */
  private static void assertSentence(Ran ran) {
    assertThat(ran.err().strip()).isNotEmpty().endsWith(".");
    assertThat(ran.err()).doesNotContain("Exception", "\tat ", "io.treeline", "java.");
  }

  private static String escaped(String pem) {
    return pem.replace("\n", "\\n");
  }
}
