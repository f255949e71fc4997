package org.datalogistics.exnode.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.Samples;
import org.datalogistics.exnode.json.UefCodec;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.junit.jupiter.api.Test;

class ExNodesTest {

  @Test
  void theFormIsToldByTheFirstByteThatIsNoSpace() throws Exception {
    assertThat(ExNodes.read(Samples.bytes(Samples.TWO_REPLICAS)).extents()).hasSize(3);
    assertThat(ExNodes.read(Samples.bytes(Samples.UNIS_FILE)).extents()).hasSize(1);
    assertThat(
            ExNodes.read(bytes("\r\n\t [" + Samples.text(Samples.C_UPLOAD) + "]\0\n\0")).extents())
        .hasSize(1);
    assertThat(ExNodes.read(bytes("\ufeff" + Samples.text(Samples.TWO_REPLICAS))).extents())
        .hasSize(3);
    assertThat(ExNodes.read(bytes("\ufeff" + Samples.text(Samples.C_UPLOAD))).extents()).hasSize(1);
  }

  @Test
  void anythingElseIsRefused() {
    for (String other : new String[] {"", "  ", "%PDF-1.4", "\0", "\"text\"", "\ufeff"}) {
      assertThatThrownBy(() -> ExNodes.read(bytes(other)))
          .isInstanceOf(ExNodeFormatException.class)
          .hasMessageContaining("neither XML nor JSON");
    }
  }

  @Test
  void anEndlessStreamIsReadToTheLimitOnly() {
    InputStream endless =
        new InputStream() {
          private int count;

          @Override
          public int read() {
            return read(new byte[1], 0, 1) == 1 ? ' ' : -1;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            int given = Math.min(length, 100);
            count += given;
            assertThat(count).isLessThanOrEqualTo(1001);
            Arrays.fill(buffer, offset, offset + given, (byte) ' ');
            return given;
          }
        };

    assertThatThrownBy(() -> ExNodes.read(endless, ParseLimits.DEFAULT.withMaxBytes(1000)))
        .isInstanceOf(ExNodeFormatException.class)
        .hasMessageContaining("larger than 1000 bytes");
  }

  @Test
  void aFileConvertsFromXmlToUefAndBack() throws Exception {
    ExNode exNode =
        ExNodes.read(
            new ByteArrayInputStream(Samples.bytes(Samples.TWO_REPLICAS)), ParseLimits.DEFAULT);
    ExNode plain = exNode.withExtents(exNode.extents().subList(0, 2));

    ExNode back =
        ExNodes.read(new XmlExNodeCodec().write(ExNodes.read(new UefCodec().write(plain))));

    assertThat(back).isEqualTo(plain);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
