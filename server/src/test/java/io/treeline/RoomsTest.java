package io.treeline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The house: which room may look into which, and which room may use which library.
 *
 * <p>The table is that of {@code docs/architecture.md}. A wall that hinders natural code is moved
 * openly: here and there in one commit.
 */
class RoomsTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.treeline");

  private static final List<String> CORE =
      List.of("core.name", "core.cert", "core.tree", "core.state", "core.challenge");

  private static final String[] FRONT = {"core", "config", "tls", "certdir", "front"};

  static Stream<Room> rooms() {
    return Stream.of(
        room("core.name", "a name needs nothing but its grammar"),
        room("core.cert", "judging a certificate needs names only", "core.name"),
        room("core.tree", "the lookup is a function of tree and SNI", "core.name", "core.cert"),
        room("core.state", "an entry names a place and a reason, no more", "core.name"),
        room("core.challenge", "an answer is a value", "core.name", "core.cert"),
        room("tls", "the data plane serves any Netty server", "core"),
        room("certdir", "a directory's pair is material for a handshake", "core", "tls"),
        room("store", "a contract is what is kept, not how", "core"),
        room("store.jdbc", "SQL serves the contract", "core", "store"),
        room("access", "a right is judged on the tree and the stored tokens", "core", "store"),
        room("feed", "the tree's one writer reads what was committed", "core", "store"),
        room(
            "registry",
            "the one door for writes: may he, what follows, then the store; and it waits for the feed",
            "core",
            "store",
            "access",
            "feed"),
        room("acme.plan", "when to renew and what limits allow are rules without a clock", "core"),
        room(
            "acme.challenge",
            "an answer is put up through the store or the DNS, and looked for as the authority would",
            "core",
            "config",
            "store",
            "feed"),
        room(
            "acme",
            "issuance orders what the tree wants, and puts it in by the one door",
            "core",
            "config",
            "store",
            "access",
            "registry",
            "feed",
            "acme.plan",
            "acme.challenge"),
        room("importer", "another server's files are read for what core can judge", "core"),
        room("config", "a configuration is read from a text alone", "core"),
        room("front", "what ws and sg share about sockets", "core", "config", "tls"),
        room("front.ws", "a role is its configuration and a TLS head", FRONT),
        room("front.sg", "a role is its configuration and a TLS head", FRONT),
        room(
            "front.dns",
            "challenge names are answered from the live state",
            "core",
            "config",
            "front"),
        room(
            "monitor",
            "it collects what rooms report and looks at clocks",
            "core",
            "store",
            "access",
            "registry",
            "feed",
            "acme.plan"),
        room(
            "api",
            "a request becomes a call of the registry under its principal",
            "core",
            "config",
            "store",
            "access",
            "registry",
            "feed",
            "monitor",
            "acme",
            "tls",
            "front"),
        room(
            "cli",
            "a command calls the API, or reads files with core; serve hands over to app",
            "core",
            "config",
            "store",
            "access",
            "registry",
            "importer",
            "api",
            "app"),
        room(
            "app",
            "wiring knows every part, and only the command that starts it knows wiring",
            "core",
            "tls",
            "certdir",
            "store",
            "store.jdbc",
            "access",
            "registry",
            "feed",
            "config",
            "front",
            "front.ws",
            "front.sg",
            "front.dns",
            "monitor",
            "acme",
            "acme.plan",
            "acme.challenge",
            "api"));
  }

  static Stream<Library> libraries() {
    return Stream.of(
        library("SQL", List.of("store.jdbc"), "one room knows how things are kept")
            .of(
                "java.sql..",
                "javax.sql..",
                "org.flywaydb..",
                "org.sqlite..",
                "com.zaxxer..",
                "org.postgresql.."),
        library("Tink", List.of("store.jdbc"), "keys are sealed where they are stored")
            .of("com.google.crypto.tink.."),
        library("BoringSSL", List.of("tls"), "nobody else knows which TLS library is below")
            .of("io.netty.internal.tcnative.."),
        library(
                "Netty",
                List.of("tls", "front", "front.ws", "front.sg", "front.dns", "app"),
                "bytes and event loops end at the roles")
            .of("io.netty.."),
        library(
                "Vert.x",
                List.of("front", "front.ws", "api", "cli", "app"),
                "HTTP is spoken by ws and api, and by the command line as a client")
            .of("io.vertx.."),
        library("picocli", List.of("cli"), "a command line is only there").of("picocli.."),
        library(
                "JSON",
                List.of("config", "registry", "acme", "store.jdbc", "api", "cli"),
                "JSON is read and written at the doors")
            .of("tools.jackson.."),
        library("Jackson 2", List.of(), "it comes with Vert.x and is not ours to use")
            .of("com.fasterxml.."),
        library("acme4j", List.of("acme"), "the authority's language is spoken in one place")
            .of("org.shredzone.."),
        library(
                "dnsjava",
                List.of("acme.challenge", "front.dns"),
                "DNS is asked and answered there")
            .of("org.xbill.."),
        library("Bouncy Castle", List.of("core.cert"), "certificates are read in one place")
            .of("org.bouncycastle.."),
        library("ICU", List.of("core.name"), "U-labels end where a name is parsed")
            .of("com.ibm.icu.."),
        library("Caffeine", List.of("tls", "front.ws"), "caches are bounded and few")
            .of("com.github.benmanes.."),
        library("Logback", List.of("app", "cli"), "other rooms log through SLF4J")
            .of("ch.qos.logback.."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rooms")
  void aRoomLooksOnlyWhereItMay(Room room) {
    noClasses()
        .that()
        .resideInAPackage(room.itsPackage())
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.treeline..").and(not(resideInAnyPackage(room.visible()))))
        .because(room.because())
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("libraries")
  void aLibraryIsUsedOnlyWhereItMay(Library library) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(library.rooms()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library.packages())
        .because(library.because())
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void everyClassIsInARoomOfTheTable() {
    classes()
        .should()
        .resideInAnyPackage(rooms().map(Room::itsPackage).toArray(String[]::new))
        .because("a new room is put into the table with what it may know")
        .check(HOUSE);
  }

  @Test
  void thereAreNoCyclesAmongRooms() {
    slices()
        .matching("io.treeline.(**)")
        .should()
        .beFreeOfCycles()
        .because("two rooms that need each other are one room")
        .check(HOUSE);
  }

  @Test
  void coreDoesNoIo() {
    noClasses()
        .that()
        .resideInAPackage("io.treeline.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..", "java.nio.channels..", "java.net..", "org.slf4j..", "io.netty..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console)")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.(Thread|Process.*)")
        .because("core is useful without the server, and its tests need no machine")
        .check(HOUSE);
  }

  @Test
  void onlyTheCommandLineWritesToTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.treeline.cli..")
        .should(ACCESS_STANDARD_STREAMS)
        .because("a server logs")
        .check(HOUSE);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .because("one waits for a condition, not for a time")
        .check(HOUSE);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveNameMatching(".*(Utils|Helper|Helpers|Impl|Common|Misc)")
        .orShould()
        .haveNameMatching(".*(?<!Key|Trust)Manager")
        .because("a class that is hard to name is in the wrong room")
        .check(HOUSE);
  }

  @Test
  void everyRoomIsNullMarked() {
    List<String> unmarked =
        HOUSE.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(room -> room.getClasses().stream().anyMatch(type -> !isPackageInfo(type)))
            .filter(room -> !room.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).as("rooms without @NullMarked in their package-info").isEmpty();
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals("package-info");
  }

  private static Room room(String name, String because, String... knows) {
    return new Room(name, because, List.of(knows));
  }

  private static LibraryRooms library(String name, List<String> rooms, String because) {
    return new LibraryRooms(name, rooms, because);
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream()
        .flatMap(room -> room.equals("core") ? CORE.stream() : Stream.of(room))
        .map(room -> "io.treeline." + room)
        .toArray(String[]::new);
  }

  /**
   * @param knows rooms; {@code core} stands for all of core's
   */
  record Room(String name, String because, List<String> knows) {

    String itsPackage() {
      return "io.treeline." + name;
    }

    String[] visible() {
      return packages(Stream.concat(Stream.of(name), knows.stream()).toList());
    }

    @Override
    public String toString() {
      return name + " knows " + (knows.isEmpty() ? "nobody" : String.join(", ", knows));
    }
  }

  record Library(String name, List<String> rooms, String because, List<String> itsPackages) {

    String[] packages() {
      return itsPackages.toArray(String[]::new);
    }

    @Override
    public String toString() {
      return name + " only in " + rooms;
    }
  }

  record LibraryRooms(String name, List<String> rooms, String because) {

    Library of(String... packages) {
      return new Library(name, rooms, because, List.of(packages));
    }
  }
}
