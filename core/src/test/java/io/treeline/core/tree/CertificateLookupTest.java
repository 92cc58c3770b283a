package io.treeline.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rule, sentence by sentence. */
class CertificateLookupTest {

  private static final CertificateId MASTERS = new CertificateId(101);
  private static final CertificateId CUSTOMERS = new CertificateId(102);
  private static final CertificateId SIPS = new CertificateId(103);
  private static final CertificateId FROM_CERTDIR = new CertificateId(-1);
  private static final CertificateId DEFAULT = new CertificateId(9);

  private Fallback fallback = new Fallback(null, DEFAULT);
  private DomainTree tree =
      DomainTree.EMPTY
          .edit()
          .put(domain(1, "example.com", 0, MASTERS))
          .put(domain(2, "customer.net", 1, CUSTOMERS))
          .put(domain(3, "sip.customer.net", 2, SIPS))
          .put(domain(4, "office.customer.net", 2, null))
          .put(domain(5, "pbx.office.customer.net", 4, null))
          .put(domain(6, "bare.org", 1, null))
          .put(domain(7, "shop.bare.org", 6, null))
          .freeze(1);

  @Test
  void aDomainWithACertificateGetsItsOwn() {
    assertThat(choose("sip.customer.net")).isEqualTo(of("sip.customer.net", SIPS));
  }

  @Test
  void aDomainWithoutOneGetsItsNearestTreeParents() {
    assertThat(choose("pbx.office.customer.net")).isEqualTo(of("customer.net", CUSTOMERS));
  }

  @Test
  void aBranchWithoutAnyGetsTheMasters() {
    assertThat(choose("shop.bare.org")).isEqualTo(of("example.com", MASTERS));
  }

  @Test
  void aNameOutsideTheTreeGetsThatOfTheNearestNameAboveThatHasOne() {
    assertThat(choose("x.sip.customer.net")).isEqualTo(of("sip.customer.net", SIPS));
    assertThat(choose("a.b.pbx.office.customer.net")).isEqualTo(of("customer.net", CUSTOMERS));
  }

  @Test
  void aNameOutsideTheTreeNeverAsksTheTreeParentsOfANameAbove() {
    takeFromMaster();
    put(domain(8, "moved.org", 2, null));
    assertThat(choose("moved.org")).isEqualTo(of("customer.net", CUSTOMERS));
    assertThat(choose("x.moved.org")).isEqualTo(new Choice.OfDefault(DEFAULT));
  }

  @Test
  void aNameThatHasNothingToDoWithTheTreeGetsTheMasters() {
    assertThat(choose("elsewhere.io")).isEqualTo(of("example.com", MASTERS));
  }

  @Test
  void theMasterIsAskedLastEvenWhereItIsANameAbove() {
    assertThat(choose("x.example.com")).isEqualTo(of("example.com", MASTERS));
    assertThat(explain("x.example.com").steps().getLast().kind()).isEqualTo(Step.Kind.MASTER);
  }

  @Test
  void upperCaseAndOneTrailingDotMakeNoDifference() {
    assertThat(choose("SIP.Customer.NET.")).isEqualTo(of("sip.customer.net", SIPS));
    assertThat(choose("sip.customer.net..")).isEqualTo(of("example.com", MASTERS));
  }

  @Test
  void whatIsNoNameGetsTheMastersAtOnce() {
    for (String sni : List.of("127.0.0.1", "::1", "a..b", "x".repeat(300), "sip customer.net")) {
      assertThat(choose(sni)).as(sni).isEqualTo(of("example.com", MASTERS));
      assertThat(explain(sni).steps()).as(sni).hasSize(1);
    }
  }

  @Test
  void withoutSniNoDomainIsAsked() {
    assertThat(CertificateLookup.choose(tree, Sni.ABSENT, fallback, Trace.NONE))
        .isEqualTo(new Choice.OfDefault(DEFAULT));
  }

  @Test
  void theCertdirComesAfterTheDomainsAndBeforeTheDefault() {
    fallback = new Fallback(new Fallback.Certdir("/certs", FROM_CERTDIR), DEFAULT);
    assertThat(choose("bare.org")).isEqualTo(of("example.com", MASTERS));
    takeFromMaster();
    assertThat(choose("bare.org")).isEqualTo(new Choice.OfCertdir(FROM_CERTDIR));
    fallback = new Fallback(new Fallback.Certdir("/certs", null), DEFAULT);
    assertThat(choose("bare.org")).isEqualTo(new Choice.OfDefault(DEFAULT));
  }

  @Test
  void aValueThatCantBeServedEndsTheLookupAndNothingTakesItsPlace() {
    Recorder recorder = new Recorder(id -> id.equals(SIPS) ? "Its key can't be opened." : null);
    Explanation explained = Explanation.of(tree, sni("sip.customer.net"), fallback, recorder);
    assertThat(explained.choice()).isEqualTo(new Choice.Nothing());
    assertThat(explained.steps())
        .containsExactly(
            new Step(
                Step.Kind.EXACT,
                "sip.customer.net",
                Step.Outcome.UNUSABLE,
                "Its key can't be opened."));
  }

  @Test
  void theExplanationNamesEveryoneWhoWasAsked() {
    assertThat(explain("pbx.office.customer.net").steps())
        .extracting(s -> s.kind().word(), Step::name, s -> s.outcome().word())
        .containsExactly(
            tuple("exact", "pbx.office.customer.net", "no certificate"),
            tuple("tree-parent", "office.customer.net", "no certificate"),
            tuple("tree-parent", "customer.net", "applied"));
    assertThat(explain("a.shop.bare.org").steps())
        .extracting(s -> s.kind().word(), Step::name, s -> s.outcome().word())
        .containsExactly(
            tuple("exact", "a.shop.bare.org", "not in tree"),
            tuple("name-parent", "shop.bare.org", "no certificate"),
            tuple("name-parent", "bare.org", "no certificate"),
            tuple("name-parent", "org", "not in tree"),
            tuple("master", "example.com", "applied"));
  }

  @Test
  void anEmptyTreeServesTheDefault() {
    tree = DomainTree.EMPTY;
    assertThat(choose("example.com")).isEqualTo(new Choice.OfDefault(DEFAULT));
    fallback = new Fallback(null, null);
    assertThat(choose("example.com")).isEqualTo(new Choice.Nothing());
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }

  private void takeFromMaster() {
    put(domain(1, "example.com", 0, null));
  }

  private void put(Domain domain) {
    tree = tree.edit().put(domain).freeze(tree.change() + 1);
  }

  private Choice choose(String name) {
    return CertificateLookup.choose(tree, sni(name), fallback, Trace.NONE);
  }

  private Explanation explain(String name) {
    return Explanation.of(tree, sni(name), fallback, new Recorder(id -> null));
  }

  private static Sni sni(String name) {
    return Sni.ofOctets(name.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Choice of(String domain, CertificateId certificate) {
    return new Choice.OfDomain(tree.domain(DomainName.parse(domain)).id(), certificate);
  }

  private static Domain domain(long id, String name, long parent, CertificateId certificate) {
    return new Domain(
        id,
        DomainName.parse(name),
        parent,
        certificate == null ? 0 : certificate.value(),
        DomainSettings.NONE);
  }
}
