package io.treeline.core.cert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading: takes the inputs one after the other, then answers. Confined to one thread. */
final class Reading {

  private final ReadOptions options;
  private final Findings findings = new Findings();
  private final Contents contents = new Contents(findings);
  private final BlockSorter blocks;
  private Header header = Header.NONE;

  Reading(ReadOptions options) {
    this.options = options;
    this.blocks = new BlockSorter(options.secretPassphrase(), contents, findings);
  }

  void octets(byte[] input, @Nullable String file) {
    BlockException foreign = ForeignFile.of(input);
    List<byte[]> sequences = DerFile.split(input);
    if (foreign != null) {
      findings.add(foreign.at(Place.ofFile(file)));
    } else if (DerShape.isJavaKeystore(input)) {
      blocks.add(new Block.Octets(new Place(file, 1, "JKS", 0), input, null));
    } else if (!sequences.isEmpty()) {
      for (int i = 0; i < sequences.size(); i++) {
        Place place = new Place(file, i + 1, DerShape.FILE, 0);
        blocks.add(new Block.Octets(place, sequences.get(i), null));
      }
    } else if (DerFile.begins(input)) {
      findings.add(
          BlockException.damaged("The file is in DER and is cut off or damaged")
              .at(Place.ofFile(file)));
    } else {
      text(PastedText.of(input), file);
    }
  }

  void text(String input, @Nullable String file) {
    PemText pem = PemText.read(input, file, findings);
    pem.blocks().forEach(blocks::add);
    if (header.text().isEmpty()) {
      header = pem.header();
    }
    if (pem.header().cleaned()) {
      findings.add(
          FindingCode.HEADER_CLEANED,
          Place.ofFile(file),
          "The text before the first block has what looks like a key without its BEGIN line",
          "that part isn't stored; if it was the key, copy it again, whole");
    }
  }

  Intake finish() {
    if (!findings.haveErrors()) {
      HeldKeyLines.resolve(contents, options.keys(), findings);
    }
    if (!findings.haveErrors()) {
      Completeness.check(contents, findings);
    }
    if (findings.haveErrors()) {
      return new Intake.Refused(findings.sorted());
    }
    List<FoundPair> pairs = new PairFinder(contents, options, findings).find();
    OrderCheck.check(pairs, findings);
    List<FitnessCheck.Judged> judged = pairs.stream().map(this::judged).toList();
    if (findings.haveErrors()) {
      return new Intake.Refused(findings.sorted());
    }
    List<CertifiedKey> certified = pairs.stream().map(FoundPair::certifiedKey).toList();
    return new Intake.Accepted(
        new CertificateBundle(header.text(), certified),
        findings.sorted(),
        FitnessCheck.of(judged));
  }

  private FitnessCheck.Judged judged(FoundPair pair) {
    Findings own = new Findings();
    PairCheck.ALL.forEach(each -> each.check(pair, options, own));
    findings.addAll(own.sorted());
    return new FitnessCheck.Judged(pair, own.sorted());
  }
}
