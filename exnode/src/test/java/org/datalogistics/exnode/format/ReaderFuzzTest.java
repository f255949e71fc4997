package org.datalogistics.exnode.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.Mutations;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.Samples;
import org.datalogistics.exnode.json.JsonExNodeCodec;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.exnode.json.UefCodec;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;

/**
 * Whatever the bytes: an exNode or an {@link ExNodeFormatException}, and an exNode can be used and
 * written again.
 */
class ReaderFuzzTest {

  private static final ParseLimits LIMITS = new ParseLimits(1 << 20, 64, 1000, 1000);

  @FuzzTest
  void anyBytes(byte[] document) {
    readBothWays(document);
  }

  @SeededTest(cases = 3000)
  void damagedSamples(SeededRandom random) {
    String sample =
        random.pick(
            List.of(
                Samples.TWO_REPLICAS, Samples.CHECKSUM_DES, Samples.UNIS_FILE, Samples.C_UPLOAD));
    readBothWays(Mutations.damaged(Samples.bytes(sample), random));
  }

  @SeededTest(cases = 500)
  void noise(SeededRandom random) {
    readBothWays(random.bytes((int) random.size(512)));
  }

  private static void readBothWays(byte[] document) {
    try {
      use(new XmlExNodeCodec(LIMITS).read(document));
    } catch (ExNodeFormatException e) {
      assertThat(e.reason()).isNotEmpty();
    }
    try {
      use(JsonExNodeCodec.read(document, LIMITS));
    } catch (ExNodeFormatException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }

  private static void use(ExNode exNode) throws ExNodeFormatException {
    ReplicaMap.of(exNode).coverage();
    byte[] xml = new XmlExNodeCodec().write(exNode);
    assertThat(new XmlExNodeCodec().read(xml).extents())
        .hasSameSizeAs(exNode.extents().stream().filter(e -> e.length() != 0).toList());
    if (exNode.extentLinks().isEmpty() && exNode.mode() == Mode.FILE) {
      UefCodec uef = new UefCodec(Conditioned.WRITE, ParseLimits.DEFAULT);
      assertThat(uef.read(uef.write(exNode)).name()).isEqualTo(exNode.name());
    }
  }
}
