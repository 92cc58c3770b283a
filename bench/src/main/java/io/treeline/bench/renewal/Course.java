package io.treeline.bench.renewal;

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

  /** Renewals before they were due. */
  long ahead;

  /** Certificates that expired, or had when they were renewed. */
  long expired;

  /** Renewals of which people were told that the certificate expires soon. */
  long noticed;

  /** The least share of its lifetime that a certificate had left when it was renewed. */
  double leastLeft = 1;

  Course(int days) {
    renewals = new int[days];
    firsts = new int[days];
    even = new double[days];
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

  /** The load of a day as a share of the even one. */
  double share(int day) {
    return (renewals[day] + firsts[day]) / even[day];
  }
}
