package io.treeline.bench.renewal;

import java.util.Arrays;

/**
 * What happened, by days. For one thread.
 *
 * <p>"Even" on a day is what the certificates in use come to if they are renewed evenly, and the
 * names that are new.
 */
final class Course {

  final int[] renewals;
  final int[] firsts;
  final double[] even;

  /** Orders at the second authority. */
  long atSecond;

  /** Renewals before they were due. */
  long ahead;

  /** Certificates that had expired when they were renewed, or at the end. */
  final int[] expired;

  /** Renewals of which people were told that the certificate expires soon. */
  long noticed;

  /** The least share of its lifetime that a certificate had left when it was renewed. */
  double leastLeft = 1;

  Course(int days) {
    renewals = new int[days];
    firsts = new int[days];
    even = new double[days];
    expired = new int[days];
  }

  int days() {
    return even.length;
  }

  long orders() {
    long orders = 0;
    for (int day = 0; day < days(); day++) {
      orders += renewals[day] + firsts[day];
    }
    return orders;
  }

  /** How many certificates expired. */
  long expired() {
    return expiredWithin(0, days());
  }

  /** How many certificates that had expired were renewed from one day until another. */
  long expiredWithin(int from, int to) {
    return Arrays.stream(expired, from, to).asLongStream().sum();
  }

  /** The load of a day as a share of the even one. */
  double share(int day) {
    return (renewals[day] + firsts[day]) / even[day];
  }
}
