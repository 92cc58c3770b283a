package io.treeline.bench;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.CertificateLookup;
import io.treeline.core.tree.Choice;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainSettings;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Fallback;
import io.treeline.core.tree.Trace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one lookup costs among many domains, from the octets of the ClientHello to the choice. The
 * names are drawn evenly, so that of a million domains nearly every one is cold in the processor's
 * caches; the octets asked for lie in a row, since a handshake has just read them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xmx1g",
      "-XX:+UseG1GC",
      "-XX:+UseCompactObjectHeaders",
      "-XX:+UseTransparentHugePages"
    })
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class LookupBenchmark {

  private static final int ASKED = 1 << 18;
  private static final Fallback FALLBACK = new Fallback(null, new CertificateId(1));

  /** How many domains there are. */
  @Param({"1000", "1000000"})
  public int domains;

  private DomainTree tree = DomainTree.EMPTY;
  private final Asked inTree = new Asked();
  private final Asked below = new Asked();

  /** Makes tenants with 49 domains each, half of all with a certificate of its own. */
  @Setup(Level.Trial)
  public void makeTree() {
    DomainTree.Edit edit = DomainTree.EMPTY.edit();
    edit.put(new Domain(1, DomainName.parse("platform.local"), 0, 0, DomainSettings.NONE));
    long tenant = 1;
    for (int id = 2; id <= domains; id++) {
      boolean isTenant = id % 50 == 2;
      tenant = isTenant ? id : tenant;
      String name = isTenant ? tenantName(id) : "host" + id + "." + tenantName(tenant);
      long certificate = id % 2 == 0 ? 1000L + id : 0;
      edit.put(
          new Domain(
              id, DomainName.parse(name), isTenant ? 1 : tenant, certificate, DomainSettings.NONE));
    }
    tree = edit.freeze(1);
    choose();
  }

  private void choose() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < ASKED; i++) {
      Domain domain = tree.domain(2 + random.nextLong(domains - 1));
      String name = domain == null ? "platform.local" : domain.name().text();
      inTree.add(name);
      below.add("x.y." + name);
    }
  }

  private static String tenantName(long id) {
    return "customer" + id + ".example.com";
  }

  /** A name of the tree: its own certificate, or its tenant's. */
  @Benchmark
  public Choice aNameOfTheTree() {
    return CertificateLookup.choose(tree, inTree.next(), FALLBACK, Trace.NONE);
  }

  /** A name two labels below one of the tree: the walk along its parent names. */
  @Benchmark
  public Choice aNameBelowTheTree() {
    return CertificateLookup.choose(tree, below.next(), FALLBACK, Trace.NONE);
  }

  /** Only what reading a name from its octets costs, which is in the others. */
  @Benchmark
  public Sni reading() {
    return inTree.next();
  }

  /** Names in a row, as octets. */
  private static final class Asked {

    private final int[] ends = new int[ASKED + 1];
    private byte[] octets = new byte[1 << 20];
    private int size;
    private int at;

    void add(String name) {
      byte[] added = name.getBytes(StandardCharsets.ISO_8859_1);
      int start = ends[size];
      if (start + added.length > octets.length) {
        octets = Arrays.copyOf(octets, 2 * octets.length);
      }
      System.arraycopy(added, 0, octets, start, added.length);
      size++;
      ends[size] = start + added.length;
    }

    Sni next() {
      at = (at + 1) & (ASKED - 1);
      return Sni.ofOctets(Arrays.copyOfRange(octets, ends[at], ends[at + 1]));
    }
  }
}
