package io.treeline.api;

import io.treeline.access.Principal;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Builds the router of a listener from the table: who calls is asked before anything of the body is
 * read, and every failure ends as a problem document.
 */
final class Routes {

  private static final Principal NOBODY = new Principal.Room("api");

  private final RouteTable table;
  private final Door door;
  private final Threads threads;

  Routes(RouteTable table, Door door, Threads threads) {
    this.table = table;
    this.door = door;
    this.threads = threads;
  }

  Router build(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().failureHandler(Routes::fail);
    router.route().handler(Routes::hold);
    for (RouteTable.Entry entry : table.entries()) {
      router.route(entry.method(), entry.path()).handler(handler(entry));
    }
    methods().forEach((path, allowed) -> router.route(path).handler(refuseMethod(allowed)));
    router.route().handler(Routes::unknown);
    return router;
  }

  private Handler<RoutingContext> handler(RouteTable.Entry entry) {
    return switch (entry) {
      case RouteTable.Whole whole ->
          context ->
              admitted(
                  context,
                  who ->
                      BodyCollector.collect(
                          context,
                          RouteTable.MAX_BODY,
                          body -> answer(context, whole.endpoint(), call(context, who, body))));
      case RouteTable.Open open ->
          context -> answer(context, open.endpoint(), call(context, NOBODY, new byte[0]));
      case RouteTable.Import lines ->
          context ->
              admitted(
                  context,
                  who -> lines.endpoint().handle(context, who, call(context, who, new byte[0])));
      case RouteTable.Export lines ->
          context -> admitted(context, who -> lines.endpoint().handle(context, who));
    };
  }

  private void admitted(RoutingContext context, Consumer<Principal> next) {
    String authorization = context.request().getHeader("Authorization");
    threads.run(context, () -> door.admit(authorization), next);
  }

  private void answer(RoutingContext context, Endpoint endpoint, Call call) {
    threads.run(context, () -> endpoint.answer(call), answer -> Sender.send(context, answer));
  }

  private static Call call(RoutingContext context, Principal who, byte[] body) {
    HttpServerRequest request = context.request();
    Map<String, String> headers = new LinkedHashMap<>();
    first(request.headers())
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return new Call(who, context.pathParams(), first(context.queryParams()), headers, body);
  }

  private static Map<String, String> first(MultiMap values) {
    Map<String, String> first = new LinkedHashMap<>();
    values.forEach(first::putIfAbsent);
    return first;
  }

  /** For each path, the methods that it has. */
  private Map<String, String> methods() {
    return table.entries().stream()
        .collect(
            Collectors.groupingBy(
                RouteTable.Entry::path,
                LinkedHashMap::new,
                Collectors.mapping(entry -> entry.method().name(), Collectors.joining(", "))));
  }

  /** Nothing of the body is read until somebody wants it. */
  private static void hold(RoutingContext context) {
    context.request().pause();
    context.next();
  }

  private static Handler<RoutingContext> refuseMethod(String allowed) {
    return context -> {
      context.response().putHeader("Allow", allowed);
      context.fail(
          new ApiException(
              ProblemType.METHOD_NOT_ALLOWED,
              "The method "
                  + context.request().method()
                  + " isn't answered there: use "
                  + allowed
                  + "."));
    };
  }

  private static void unknown(RoutingContext context) {
    context.fail(
        new ApiException(
            ProblemType.NOT_FOUND,
            "There is nothing at this path: /v1/openapi.json lists what there is."));
  }

  private static void fail(RoutingContext context) {
    Throwable failure = context.failure();
    Sender.send(
        context,
        failure != null
            ? Problem.of(failure)
            : Problem.of(
                ProblemType.BAD_REQUEST,
                "The request can't be read (" + context.statusCode() + "): correct its address."));
  }
}
