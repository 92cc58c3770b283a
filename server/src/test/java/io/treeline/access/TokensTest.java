package io.treeline.access;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.access.Tokens.Listed;
import io.treeline.access.Tokens.NewToken;
import io.treeline.registry.House;
import io.treeline.registry.HouseTest;
import io.treeline.store.TokenRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest extends HouseTest {

  @BeforeEach
  void addSome() {
    house.add("example.com", "a.example.com", "other.org");
  }

  @Test
  void aTokenIsRecognisedByItsSecret() {
    NewToken token = create(OWNER, "example.com", Right.OPERATOR, null);

    Principal holder = house.tokens.authenticate(token.secret());

    assertThat(holder)
        .isEqualTo(
            new Principal.TokenHolder(
                token.id(), house.domain("example.com").id(), Right.OPERATOR));
    assertThat(holder.name()).isEqualTo("token:" + token.id());
    assertThat(house.tokens.authenticate(token.secret() + "x")).isNull();
    assertThat(house.tokens.authenticate(token.id())).isNull();
    assertThat(house.tokens.authenticate("")).isNull();
  }

  @Test
  void theSecretIsNeitherStoredNorShownNorAudited() throws IOException {
    NewToken token = create(OWNER, "example.com", Right.ADMIN, null);
    List<TokenRow> rows = house.store.read(read -> read.tokens());
    String audit = house.store.read(read -> read.auditLines(1, 100)).toString();

    assertThat(token.toString()).doesNotContain(token.secret());
    assertThat(rows.toString()).doesNotContain(token.secret());
    assertThat(audit).contains("token.create").doesNotContain(token.secret());
    byte[] secret = token.secret().getBytes(StandardCharsets.US_ASCII);
    try (Stream<Path> files = Files.list(house.data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String octets = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(octets.contains(new String(secret, StandardCharsets.ISO_8859_1)))
            .as(file.toString())
            .isFalse();
      }
    }
  }

  @Test
  void secretsAreLongAndEachIsAnother() {
    NewToken one = create(OWNER, "example.com", Right.ADMIN, null);
    NewToken other = create(OWNER, "example.com", Right.ADMIN, null);

    assertThat(one.secret()).hasSizeGreaterThan(40).isNotEqualTo(other.secret());
    assertThat(one.id()).isNotEqualTo(other.id());
  }

  @Test
  void aTokenEndsWhenItExpires() {
    Instant expires = House.NOW.plus(Duration.ofDays(1));
    NewToken token = create(OWNER, "example.com", Right.VIEWER, expires);

    house.now = expires.minusMillis(1);
    assertThat(house.tokens.authenticate(token.secret())).isNotNull();
    house.now = expires;
    assertThat(house.tokens.authenticate(token.secret())).isNull();
    assertThatThrownBy(() -> create(OWNER, "example.com", Right.VIEWER, expires))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("past");
  }

  @Test
  void aRevokedTokenEndsAtOnce() {
    NewToken token = create(OWNER, "example.com", Right.VIEWER, null);

    house.tokens.revoke(OWNER, token.id());

    assertThat(house.tokens.authenticate(token.secret())).isNull();
    assertThatThrownBy(() -> house.tokens.revoke(OWNER, token.id()))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void aTokenGoesWithItsDomain() {
    NewToken token = create(OWNER, "a.example.com", Right.VIEWER, null);

    house.registry.remove(OWNER, name("example.com"), true, null);

    assertThat(house.tokens.authenticate(token.secret())).isNull();
    assertThat(house.tokens.list(OWNER)).isEmpty();
  }

  @Test
  void anAdministratorMakesListsAndRevokesInItsSubtreeOnly() {
    Principal admin = house.holder("example.com", Right.ADMIN);
    NewToken foreign = create(OWNER, "other.org", Right.ADMIN, null);
    NewToken above = create(OWNER, "platform.local", Right.ADMIN, null);
    NewToken own = create(admin, "a.example.com", Right.ADMIN, null);

    assertThat(house.tokens.list(admin))
        .extracting(Listed::subtree)
        .containsExactlyInAnyOrder(name("example.com"), name("a.example.com"));
    String unknown = refusal(() -> house.tokens.revoke(admin, "0123456789ab"));
    assertThat(refusal(() -> house.tokens.revoke(admin, foreign.id())))
        .isEqualTo(unknown.replace("0123456789ab", foreign.id()));
    assertThat(refusal(() -> house.tokens.revoke(admin, above.id())))
        .isEqualTo(unknown.replace("0123456789ab", above.id()));
    house.tokens.revoke(admin, own.id());
    assertThat(house.tokens.authenticate(foreign.secret())).isNotNull();
  }

  private NewToken create(Principal who, String subtree, Right right, Instant expires) {
    return house.tokens.create(who, name(subtree), right, expires);
  }

  private static String refusal(Runnable call) {
    try {
      call.run();
      return "nothing was refused";
    } catch (Refusal refusal) {
      return String.valueOf(refusal.getMessage());
    }
  }
}
