package io.treeline.store.jdbc;

import static io.treeline.store.jdbc.Values.NOW;
import static io.treeline.store.jdbc.Values.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.store.AcmeAccountRow;
import io.treeline.store.AcmeOrderRow;
import io.treeline.store.NewAcmeAccount;
import io.treeline.store.NewAcmeOrder;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import io.treeline.store.StoreRead;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the contract promises of accounts and orders at authorities, kept by either database. */
interface AcmeRowsContract {

  URI DIRECTORY = URI.create("https://authority.test/directory");

  Store store();

  void behindItsBack(String sql);

  @Test
  default void anAccountIsKeptWithItsKeyBeforeTheAuthorityHearsOfIt() {
    long id = store().write(w -> w.addAcmeAccount(account("email:ops@example.com")));
    AcmeAccountRow made = account(id);
    assertThat(made.status()).isEqualTo("new");
    assertThat(made.location()).isNull();
    assertThat(made.changingKey()).isFalse();
    assertThat(store().<AcmeAccountRow>read(r -> r.acmeAccount(DIRECTORY, "email:ops@example.com")))
        .isEqualTo(made);
    assertThat(store().<byte[]>read(r -> r.acmeAccountKey(id))).isEqualTo(key("account"));

    URI location = URI.create("https://authority.test/account/1");
    AcmeAccountRow confirmed =
        new AcmeAccountRow(
            id,
            DIRECTORY,
            made.holder(),
            "new@example.com",
            "valid",
            location,
            "t",
            false,
            NOW,
            null);
    store().change(w -> w.updateAcmeAccount(confirmed));
    assertThat(account(id)).isEqualTo(confirmed);
  }

  @Test
  default void aHolderHasOneAccountInForceAtADirectory() {
    long first = store().write(w -> w.addAcmeAccount(account("email:ops@example.com")));
    assertThatThrownBy(() -> store().write(w -> w.addAcmeAccount(account("email:ops@example.com"))))
        .isInstanceOf(StoreException.Conflict.class);
    store().change(w -> w.updateAcmeAccount(ended(account(first), NOW)));
    long second = store().write(w -> w.addAcmeAccount(account("email:ops@example.com")));
    assertThat(store().<AcmeAccountRow>read(r -> r.acmeAccount(DIRECTORY, "email:ops@example.com")))
        .isEqualTo(account(second));
    assertThat(store().<List<AcmeAccountRow>>read(StoreRead::acmeAccounts))
        .extracting(AcmeAccountRow::id)
        .containsExactly(second, first);
  }

  @Test
  default void anAccountsNextKeyTakesTheOthersPlace() {
    long id = store().write(w -> w.addAcmeAccount(account("email:ops@example.com")));
    assertThat(store().<byte[]>read(r -> r.acmeAccountNextKey(id))).isNull();
    store().change(w -> w.putAcmeAccountNextKey(id, key("next")));
    assertThat(account(id).changingKey()).isTrue();
    assertThat(store().<byte[]>read(r -> r.acmeAccountNextKey(id))).isEqualTo(key("next"));
    assertThat(store().<byte[]>read(r -> r.acmeAccountKey(id))).isEqualTo(key("account"));
    store().change(w -> w.takeAcmeAccountNextKey(id));
    assertThat(account(id).changingKey()).isFalse();
    assertThat(store().<byte[]>read(r -> r.acmeAccountKey(id))).isEqualTo(key("next"));
    store().change(w -> w.takeAcmeAccountNextKey(id));
    assertThat(store().<byte[]>read(r -> r.acmeAccountKey(id))).isEqualTo(key("next"));
  }

  @Test
  default void anAccountsKeyOpensInItsOwnRowOnly() {
    long one = store().write(w -> w.addAcmeAccount(account("email:one@example.com")));
    long other = store().write(w -> w.addAcmeAccount(account("email:other@example.com")));
    behindItsBack(
        "UPDATE acme_account SET sealed_key = (SELECT sealed_key FROM acme_account WHERE id = "
            + one
            + ") WHERE id = "
            + other);
    assertThat(store().<byte[]>read(r -> r.acmeAccountKey(other))).isNull();
    assertThat(store().<byte[]>read(r -> r.acmeAccountKey(one))).isEqualTo(key("account"));
  }

  @Test
  default void anOrderIsKeptStepByStep() {
    long domain = domain("a.test");
    long id = order(domain);
    AcmeOrderRow begun = only(domain);
    assertThat(begun.step()).isEqualTo("ordered");
    assertThat(begun.location()).isNull();
    assertThat(begun.hasKey()).isFalse();
    assertThat(begun.chainDer()).isNull();
    assertThat(begun.names()).containsExactly("a.test", "*.a.test");

    assertThat(store().<Boolean>write(w -> w.putAcmeOrderKey(id, domain, key("order")))).isTrue();
    AcmeOrderRow issued =
        new AcmeOrderRow(
            id,
            domain,
            begun.accountId(),
            begun.names(),
            begun.keyType(),
            begun.profile(),
            "http-01",
            null,
            "stored",
            URI.create("https://authority.test/order/1"),
            true,
            Values.certificate(1).pairs().getFirst().chainDer(),
            NOW,
            NOW.plusSeconds(9));
    assertThat(store().<Boolean>write(w -> w.updateAcmeOrder(issued))).isTrue();
    assertThat(only(domain)).usingRecursiveComparison().isEqualTo(issued);
    assertThat(store().<byte[]>read(r -> r.acmeOrderKey(id))).isEqualTo(key("order"));
    List<Long> domains = new ArrayList<>();
    store()
        .<Boolean>read(r -> {
          r.acmeOrderedDomains(domains::add);
          return true;
        });
    assertThat(domains).containsExactly(domain);

    assertThat(store().<Boolean>write(w -> w.removeAcmeOrder(id))).isTrue();
    assertThat(store().<Boolean>write(w -> w.removeAcmeOrder(id))).isFalse();
    assertThat(store().<Boolean>write(w -> w.updateAcmeOrder(issued))).isFalse();
  }

  @Test
  default void theIdOfAnOrderIsNeverUsedAgain() {
    long domain = domain("a.test");
    long first = order(domain);
    store().<Boolean>write(w -> w.removeAcmeOrder(first));
    assertThat(order(domain)).isGreaterThan(first);
    assertThat(order(domain)).isNotEqualTo(only(domain, 0).id());
  }

  @Test
  default void anOrdersKeyOpensForItsOwnDomainAndOrderOnly() {
    long domain = domain("a.test");
    long other = domain("b.test");
    long id = order(domain);
    store().<Boolean>write(w -> w.putAcmeOrderKey(id, domain, key("order")));
    behindItsBack("UPDATE acme_order SET domain_id = " + other);
    assertThat(store().<byte[]>read(r -> r.acmeOrderKey(id))).isNull();
    behindItsBack("UPDATE acme_order SET domain_id = " + domain + ", id = " + (id + 1));
    assertThat(store().<byte[]>read(r -> r.acmeOrderKey(id + 1))).isNull();
  }

  @Test
  default void ordersGoWithTheirDomain() {
    long domain = domain("a.test");
    long unused = order(domain);
    store().change(w -> w.remove(domain));
    assertThat(store().<List<AcmeOrderRow>>read(r -> r.acmeOrders(domain))).isEmpty();
  }

  private long order(long domain) {
    return store()
        .write(w -> {
          AcmeAccountRow account = w.acmeAccount(DIRECTORY, "email:ops@example.com");
          long accountId =
              account == null ? w.addAcmeAccount(account("email:ops@example.com")) : account.id();
          return w.addAcmeOrder(
              new NewAcmeOrder(
                  domain,
                  accountId,
                  List.of("a.test", "*.a.test"),
                  "ec256",
                  "shortlived",
                  null,
                  "ordered",
                  NOW));
        });
  }

  private long domain(String name) {
    return store().write(w -> w.insertDomain(name(name), Objects.requireNonNull(w.master()).id()));
  }

  private AcmeAccountRow account(long id) {
    return Objects.requireNonNull(store().<AcmeAccountRow>read(r -> r.acmeAccount(id)));
  }

  private AcmeOrderRow only(long domain) {
    assertThat(store().<List<AcmeOrderRow>>read(r -> r.acmeOrders(domain))).hasSize(1);
    return only(domain, 0);
  }

  private AcmeOrderRow only(long domain, int index) {
    return store().<List<AcmeOrderRow>>read(r -> r.acmeOrders(domain)).get(index);
  }

  private static AcmeAccountRow ended(AcmeAccountRow row, @Nullable Instant when) {
    return new AcmeAccountRow(
        row.id(),
        row.directory(),
        row.holder(),
        row.email(),
        "deactivated",
        row.location(),
        row.terms(),
        row.changingKey(),
        row.made(),
        when);
  }

  private static NewAcmeAccount account(String holder) {
    return new NewAcmeAccount(DIRECTORY, holder, "ops@example.com", key("account"), NOW);
  }

  private static byte[] key(String of) {
    return ("PRIVATE " + of).getBytes(StandardCharsets.US_ASCII);
  }
}
