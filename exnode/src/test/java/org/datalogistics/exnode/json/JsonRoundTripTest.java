package org.datalogistics.exnode.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.RandomExNodes;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;

class JsonRoundTripTest {

  private final AtomicInteger ids = new AtomicInteger();
  private final JsonWriteOptions options =
      new JsonWriteOptions(
          "http://unis.example.org", () -> "id" + ids.incrementAndGet(), "ann", "staff");

  @SeededTest(cases = 200)
  void whatIsWrittenIsReadBackEqualButForTheIdsItGot(SeededRandom random) throws Exception {
    JsonExNodeCodec codec = new JsonExNodeCodec(options);
    ExNode exNode = codec.identified(new RandomExNodes(random).forPlainJson());

    assertThat(codec.read(codec.write(exNode))).isEqualTo(exNode);
  }

  @SeededTest(cases = 200)
  void conditionedExtentsSurviveWhenTheyAreAskedFor(SeededRandom random) throws Exception {
    JsonExNodeCodec codec = new JsonExNodeCodec(options.with(Conditioned.WRITE));
    ExNode exNode = codec.identified(new RandomExNodes(random).forConditionedJson());

    assertThat(codec.read(codec.write(exNode))).isEqualTo(exNode);
  }

  @SeededTest(cases = 200)
  void filesSurviveAsUef(SeededRandom random) throws Exception {
    UefCodec codec = new UefCodec(Conditioned.WRITE, ParseLimits.DEFAULT);
    ExNode exNode = new RandomExNodes(random).forConditionedJson();

    assertThat(codec.read(codec.write(exNode))).isEqualTo(exNode);
  }
}
