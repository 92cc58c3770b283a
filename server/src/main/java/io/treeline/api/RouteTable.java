package io.treeline.api;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * Every address of the API with what answers it: the one list from which the router is built, and
 * with which the published description is compared. Immutable.
 */
final class RouteTable {

  /** The most octets of a body that isn't a stream: a certificate in Base64 fits. */
  static final int MAX_BODY = 512 * 1024;

  private final List<Entry> entries;

  RouteTable(ApiParts parts, Threads threads) {
    DomainEndpoints domains = new DomainEndpoints(parts.registry());
    CertificateEndpoints certificates = new CertificateEndpoints(parts.registry());
    LocalAuthorityEndpoints localAuthority = new LocalAuthorityEndpoints(parts.registry());
    IssuanceEndpoints issuance = new IssuanceEndpoints(parts.issuance());
    TokenEndpoints tokens = new TokenEndpoints(parts.tokens());
    String domain = "/v1/domains/:name";
    entries =
        List.of(
            whole(HttpMethod.GET, "/v1/domains", domains::list),
            whole(HttpMethod.POST, "/v1/domains", domains::add),
            whole(HttpMethod.GET, domain, domains::show),
            whole(HttpMethod.PATCH, domain, domains::change),
            whole(HttpMethod.DELETE, domain, domains::remove),
            whole(HttpMethod.POST, domain + "/rename", domains::rename),
            whole(HttpMethod.POST, domain + "/move", domains::move),
            whole(HttpMethod.GET, domain + "/certificate", certificates::show),
            whole(HttpMethod.PUT, domain + "/certificate", certificates::put),
            whole(HttpMethod.DELETE, domain + "/certificate", certificates::clear),
            whole(HttpMethod.GET, domain + "/certificates", certificates::history),
            whole(HttpMethod.POST, domain + "/certificate/local-ca", localAuthority::issue),
            whole(HttpMethod.POST, domain + "/certificate/revoke", issuance::revoke),
            whole(HttpMethod.GET, "/v1/acme/domains", issuance::list),
            whole(HttpMethod.GET, "/v1/acme/domains/:name", issuance::status),
            whole(HttpMethod.POST, "/v1/acme/domains/:name/issue", issuance::issue),
            whole(HttpMethod.GET, "/v1/acme/domains/:name/authorization", issuance::authorization),
            whole(HttpMethod.GET, "/v1/acme/log", issuance::log),
            whole(HttpMethod.GET, "/v1/acme/plan", issuance::plan),
            whole(HttpMethod.GET, "/v1/acme/accounts", issuance::accounts),
            whole(HttpMethod.POST, "/v1/acme/accounts/:id/key", issuance::changeAccountKey),
            whole(HttpMethod.GET, "/v1/local-ca", localAuthority::root),
            whole(HttpMethod.POST, "/v1/local-ca", localAuthority::create),
            new Import("/v1/import", new ImportEndpoint(parts.registry(), threads)),
            new Export("/v1/export", new ExportEndpoint(parts.registry(), threads)),
            whole(HttpMethod.GET, "/v1/explain", new ExplainEndpoint(parts.registry())),
            whole(
                HttpMethod.GET,
                "/v1/system-state",
                new StateEndpoint(parts.registry(), parts.state())),
            whole(HttpMethod.GET, "/v1/tokens", tokens::list),
            whole(HttpMethod.POST, "/v1/tokens", tokens::create),
            whole(HttpMethod.DELETE, "/v1/tokens/:id", tokens::revoke),
            new Open("/v1/openapi.json", new OpenApiEndpoint()),
            new Open("/healthz", new HealthEndpoints(parts.missing())::alive),
            new Open("/readyz", new HealthEndpoints(parts.missing())::ready));
  }

  List<Entry> entries() {
    return entries;
  }

  private static Entry whole(HttpMethod method, String path, Endpoint endpoint) {
    return new Whole(method, path, endpoint);
  }

  /** One address with one method. */
  sealed interface Entry {

    HttpMethod method();

    /** The path as the router has it, parts of it named {@code :so}. */
    String path();
  }

  /** A request that is read whole, from a caller that is known. */
  record Whole(HttpMethod method, String path, Endpoint endpoint) implements Entry {}

  /** A question that anybody may ask; its call has no principal that may do anything. */
  record Open(String path, Endpoint endpoint) implements Entry {
    @Override
    public HttpMethod method() {
      return HttpMethod.GET;
    }
  }

  /** The stream of an import. */
  record Import(String path, ImportEndpoint endpoint) implements Entry {
    @Override
    public HttpMethod method() {
      return HttpMethod.POST;
    }
  }

  /** The stream of an export. */
  record Export(String path, ExportEndpoint endpoint) implements Entry {
    @Override
    public HttpMethod method() {
      return HttpMethod.GET;
    }
  }
}
