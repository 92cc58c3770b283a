package io.treeline.acme.plan;

import io.treeline.core.cert.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/** Whose bucket a candidate takes from. */
final class Subjects {

  private Subjects() {}

  static List<String> of(Counted counted, Candidate candidate) {
    return switch (counted) {
      case ACCOUNT_ORDERS -> List.of(candidate.account());
      case REGISTERED_DOMAIN -> registeredDomains(candidate.names());
      case NAME_SET -> List.of(nameSet(candidate.names()));
      case FAILURES, FAILURES_IN_A_ROW ->
          candidate.names().stream().map(name -> nameOf(candidate, name)).toList();
    };
  }

  static List<String> of(Scope scope, Candidate candidate) {
    return switch (scope) {
      case AUTHORITY -> List.of("");
      case ACCOUNT -> List.of(candidate.account());
      case REGISTERED_DOMAIN -> registeredDomains(candidate.names());
      case NAME_SET -> List.of(nameSet(candidate.names()));
      case NAMES -> candidate.names().stream().map(name -> nameOf(candidate, name)).toList();
    };
  }

  /** A name in the eyes of one account. */
  static String nameOf(Candidate candidate, String name) {
    return candidate.account() + " " + name;
  }

  /** What a subject is called in front of people. */
  static String shown(String subject) {
    return subject.substring(subject.lastIndexOf(' ') + 1);
  }

  /** One name as it is, several as a digest of them in their order. */
  private static String nameSet(List<String> names) {
    if (names.size() == 1) {
      return names.getFirst();
    }
    String joined = String.join(",", new TreeSet<>(names));
    return Fingerprint.of(joined.getBytes(StandardCharsets.US_ASCII)).hex();
  }

  private static List<String> registeredDomains(List<String> names) {
    if (names.size() == 1) {
      return List.of(registeredDomain(names.getFirst()));
    }
    return names.stream().map(Subjects::registeredDomain).distinct().toList();
  }

  private static String registeredDomain(String name) {
    String plain = name.startsWith("*.") ? name.substring(2) : name;
    String registered = PublicSuffixList.supplied().registeredDomain(plain);
    return registered == null ? plain : registered;
  }
}
