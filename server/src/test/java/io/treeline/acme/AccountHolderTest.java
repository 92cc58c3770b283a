package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.config.Acme;
import io.treeline.core.tree.Setting;
import io.treeline.registry.House;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who shares an account at an authority. */
class AccountHolderTest {

  @TempDir private Path directory;
  private House house;

  @BeforeEach
  void open() {
    house = new House(directory);
    house.add("customer.test");
    house.add("a.customer.test");
    house.add("b.customer.test");
    house.set("customer.test", "acme_account_email", "it@customer.test");
    house.set("b.customer.test", "acme_account_email", "b@customer.test");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void byAddressWhoeverHasTheSameOneSharesIt() {
    assertThat(holder("a.customer.test", Acme.AccountPer.EMAIL))
        .isEqualTo(new AccountHolder("email:it@customer.test", "it@customer.test"));
    assertThat(holder("b.customer.test", Acme.AccountPer.EMAIL).key())
        .isEqualTo("email:b@customer.test");
  }

  @Test
  void byTenantThereIsOneWhoseContactIsTheTenantsOwnAddress() {
    AccountHolder tenants = holder("customer.test", Acme.AccountPer.TENANT);
    assertThat(tenants.email()).isEqualTo("it@customer.test");
    assertThat(holder("a.customer.test", Acme.AccountPer.TENANT)).isEqualTo(tenants);
    assertThat(holder("b.customer.test", Acme.AccountPer.TENANT)).isEqualTo(tenants);

    assertThat(AccountHolder.shown(house.feed.live().tree(), tenants.key()))
        .isEqualTo("tenant:customer.test");
    assertThat(AccountHolder.shown(house.feed.live().tree(), "tenant:999")).isEqualTo("tenant:999");

    house.set("customer.test", "acme_account_email", "new@customer.test");
    assertThat(holder("a.customer.test", Acme.AccountPer.TENANT))
        .as("the same account with another contact")
        .isEqualTo(new AccountHolder(tenants.key(), "new@customer.test"));
  }

  private AccountHolder holder(String name, Acme.AccountPer per) {
    Acme acme =
        new Acme(
            List.of(URI.create("https://ca.test/dir")),
            null,
            false,
            null,
            null,
            per,
            null,
            List.of(),
            List.of());
    var domain = house.domain(name);
    var tree = house.feed.live().tree();
    String email = Objects.requireNonNull(tree.effective(domain, Setting.ACME_ACCOUNT_EMAIL), name);
    return AccountHolder.of(tree, domain, acme, email);
  }
}
