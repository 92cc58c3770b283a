package io.treeline.acme.challenge;

import io.treeline.config.DnsAnswers;
import io.treeline.config.HostPort;
import io.treeline.core.challenge.ChallengeAnswer.Dns01;
import java.util.List;
import java.util.Map;

/**
 * A way to get TXT records into the DNS. Several values may stand at one name, and each is removed
 * without the others. Blocks; safe for use by several threads.
 */
interface TxtRecords {

  /** Publishes them, and returns once whoever an authority asks would answer so. */
  void add(List<Dns01> records) throws ChallengeException;

  /** Removes one; nothing if it isn't there. */
  void remove(Dns01 record) throws ChallengeException;

  /** The way that the configuration says. */
  static TxtRecords of(DnsAnswers how, List<HostPort> resolvers, Map<String, String> environment) {
    return switch (how) {
      case DnsAnswers.Update update ->
          new UpdatedRecords(update, new Resolving(resolvers), environment);
      case DnsAnswers.Hook hook -> new HookedRecords(hook.program(), environment);
      case DnsAnswers.Responder responder -> new OwnRecords();
    };
  }
}
