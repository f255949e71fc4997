package org.datalogistics.exnode.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.RandomExNodes;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;

class XmlRoundTripTest {

  private final XmlExNodeCodec codec = new XmlExNodeCodec();

  @SeededTest(cases = 300)
  void whatIsWrittenIsReadBackEqual(SeededRandom random) throws Exception {
    ExNode exNode = new RandomExNodes(random).forXml();

    byte[] document = codec.write(exNode);

    assertThat(codec.read(document)).isEqualTo(exNode);
    assertThat(
            StandardCharsets.US_ASCII
                .newEncoder()
                .canEncode(new String(document, StandardCharsets.UTF_8)))
        .isTrue();
  }
}
