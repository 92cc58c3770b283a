package io.treeline.importer;

import java.util.List;
import java.util.stream.Stream;

/** A directive of nginx with its arguments and, for some, its block. Immutable. */
record NginxDirective(
    Origin origin, String name, List<String> arguments, List<NginxDirective> block) {

  /** The directives of that name directly in the block. */
  Stream<NginxDirective> inside(String wanted) {
    return block.stream().filter(each -> each.name().equals(wanted));
  }

  /** The first argument; empty for none. */
  String first() {
    return arguments.isEmpty() ? "" : arguments.getFirst();
  }

  NginxDirective with(List<NginxDirective> other) {
    return new NginxDirective(origin, name, arguments, other);
  }
}
