package io.treeline.config;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A right configuration that uses every key, and texts that differ from it in one place. */
final class Example {

  static final JsonMapper JSON = JsonMapper.shared();
  static final Path DATA = Path.of("/var/lib/treeline");

  static final String TEXT =
      """
      {
        "$schema": "configuration.schema.json",
        "general": {
          "generaldomain": "Example.COM", "public_addresses": ["192.0.2.7", "2001:db8::7"],
          "public_http_port": 80, "public_https_port": 443, "transport": "epoll"
        },
        "aliases": { "paths": [
          { "alias": "default_certdir", "value": "syncroot/common/cert" },
          { "alias": "softphone", "value": "/srv/softphone" } ] },
        "roles": [
          { "name": "ws1", "roletype": "ws", "http_port": 80, "https_port": 443,
            "certdir": "alias://paths/default_certdir",
            "routes": [
              { "path": "/sip", "proxy": "http://127.0.0.1:5066" },
              { "path": "/", "hosts": ["hello.example.com", "*.example.com"], "welcome": true },
              { "path": "/", "static": "alias://paths/softphone" } ] },
          { "name": "sg1", "roletype": "sg", "bind": ["0.0.0.0"], "tls_port": 5061,
            "upstream": "127.0.0.1:5060", "proxy_protocol": "v1", "certdir": "own" },
          { "name": "mware1", "roletype": "mware", "acme": {
            "directories": ["https://acme.example/directory"], "ca_file": "ca.pem",
            "preflight": false, "eab": { "kid": "k1", "hmac_key": { "env": "EAB_KEY" } },
            "profile": "shortlived", "account_per": "tenant",
            "dns": { "update": { "server": "192.0.2.53:53", "zone": "example.com", "key": "treeline",
              "algorithm": "hmac-sha512", "secret": { "file": "tsig.key" } } },
            "resolvers": ["192.0.2.53:53", "[::1]:5353"],
            "limits": [ { "directory": "https://acme.example/directory",
              "account_orders": { "count": 3000, "hours": 3 } } ] } },
          { "name": "api1", "roletype": "api", "bind": "127.0.0.1", "port": 7443 }
        ],
        "structure": [ { "site": "main_site", "servers": [
          { "server": "srv1", "roles": ["ws1", "sg1", "mware1", "api1"] } ] } ]
      }
      """;

  private Example() {}

  /** The example with another value at a JSON pointer. */
  static String with(String pointer, String json) {
    ObjectNode root = (ObjectNode) JSON.readTree(TEXT);
    JsonNode parent = root.at(pointer.substring(0, pointer.lastIndexOf('/')));
    String key = pointer.substring(pointer.lastIndexOf('/') + 1);
    JsonNode value = JSON.readTree(json);
    switch (parent) {
      case ObjectNode object -> object.set(key, value);
      case ArrayNode list when key.equals("-") -> list.add(value);
      case ArrayNode list -> list.set(Integer.parseInt(key), value);
      default -> throw new IllegalArgumentException(pointer);
    }
    return root.toString();
  }

  /** The example without what stands at a JSON pointer. */
  static String without(String pointer) {
    ObjectNode root = (ObjectNode) JSON.readTree(TEXT);
    JsonNode parent = root.at(pointer.substring(0, pointer.lastIndexOf('/')));
    ((ObjectNode) parent).remove(pointer.substring(pointer.lastIndexOf('/') + 1));
    return root.toString();
  }

  static Configuration valid(String text) {
    return switch (new ConfigurationReader(DATA).read(text)) {
      case Reading.Valid valid -> valid.configuration();
      case Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  static List<Problem> problems(String text) {
    return switch (new ConfigurationReader(DATA).read(text)) {
      case Reading.Valid valid -> List.of();
      case Reading.Invalid invalid -> invalid.problems();
    };
  }
}
