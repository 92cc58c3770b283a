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
 * What one lookup costs among many domains, from the octets of the ClientHello to the choice: names
 * drawn evenly, so that nearly every one is cold in the processor's caches.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class LookupBenchmark {

  private static final int ASKED = 1 << 18;
  private static final Fallback FALLBACK = new Fallback(null, new CertificateId(1));

  /** How many domains there are. */
  @Param({"1000", "1000000"})
  public int domains;

  private DomainTree tree = DomainTree.EMPTY;
  private final Sni[] inTree = new Sni[ASKED];
  private final Sni[] below = new Sni[ASKED];
  private final byte[][] octets = new byte[ASKED][];
  private int next;

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
      octets[i] = name.getBytes(StandardCharsets.ISO_8859_1);
      inTree[i] = new Sni.Name(DomainName.parse(name));
      below[i] = new Sni.Name(DomainName.parse("x.y." + name));
    }
  }

  private static String tenantName(long id) {
    return "customer" + id + ".example.com";
  }

  /** A name of the tree: its own certificate, or its tenant's. */
  @Benchmark
  public Choice aNameOfTheTree() {
    return CertificateLookup.choose(tree, inTree[index()], FALLBACK, Trace.NONE);
  }

  /** A name two labels below one of the tree: the walk along its parent names. */
  @Benchmark
  public Choice aNameBelowTheTree() {
    return CertificateLookup.choose(tree, below[index()], FALLBACK, Trace.NONE);
  }

  /** A name of the tree, from octets: what a handshake does. */
  @Benchmark
  public Choice fromOctets() {
    return CertificateLookup.choose(tree, Sni.ofOctets(octets[index()]), FALLBACK, Trace.NONE);
  }

  private int index() {
    next = (next + 1) & (ASKED - 1);
    return next;
  }
}
