package org.datalogistics.lbone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.lbone.LboneRequest.Between;
import org.datalogistics.lbone.LboneRequest.DepotCount;
import org.datalogistics.lbone.LboneRequest.DepotList;
import org.datalogistics.lbone.LboneRequest.Metric;
import org.datalogistics.lbone.LboneRequest.Nearness;
import org.junit.jupiter.api.Test;

/** The bytes of LoRS spec 7. */
class LboneFormatTest {
  private static final DepotList EXAMPLE =
      new DepotList(8, 0, 2, 3600, "city= Knoxville state= TN");
  private static final HostPort A = new HostPort("a.example.org", 6714);
  private static final HostPort B = new HostPort("b.example.org", 7001);

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static LboneRequest parse(String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return RequestFormat.parse(bytes, bytes.length);
  }

  private static LboneReply reply(LboneRequest request, String text) throws IOException {
    return ReplyFormat.parse(request, new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
  }

  @Test
  void theWorkedExampleOfARequestIsPrintedByteForByte() throws IOException {
    String text =
        "     0.0.1         1         8         0         2      3600city= Knoxville state= TN";
    byte[] expected = Arrays.copyOf(text.getBytes(ISO_8859_1), 512);

    assertThat(RequestFormat.print(EXAMPLE)).isEqualTo(expected);
    assertThat(RequestFormat.parse(expected, 512)).isEqualTo(EXAMPLE);
    assertThat(RequestFormat.length(expected, 20)).isEqualTo(512);
  }

  @Test
  void theWorkedExampleOfAReplyHasItsLength() throws IOException {
    LboneReply good = new LboneReply.Depots(List.of(A, B));
    byte[] bytes = ReplyFormat.print(good);

    assertThat(bytes).hasSize(552);
    assertThat(text(bytes)).startsWith("1         2         a.example.org ");
    assertThat(text(bytes).substring(276, 286)).isEqualTo("6714      ");
    assertThat(ReplyFormat.parse(EXAMPLE, new ByteArrayInputStream(bytes))).isEqualTo(good);
  }

  @Test
  void withoutALocationTheWordNullIsSent() throws IOException {
    DepotList everything = new DepotList(LboneRequest.ALL, 1, 0, -1, "");

    byte[] bytes = RequestFormat.print(everything);

    assertThat(text(bytes)).contains("        -1         1         0        -1NULL\0");
    assertThat(RequestFormat.parse(bytes, 512)).isEqualTo(everything);
  }

  @Test
  void otherRequestsHaveTheSidesAndLengthsOfTheOriginal() throws IOException {
    assertThat(text(RequestFormat.print(new DepotCount())))
        .startsWith("     0.0.1         3")
        .hasSize(46);
    assertThat(text(RequestFormat.print(new Nearness("zip= 37996"))))
        .startsWith("0.0.1     4         zip= 37996   ")
        .hasSize(512);
    Between between = new Between(Metric.GEOGRAPHIC, List.of(A, B), List.of(B));
    byte[] bytes = RequestFormat.print(between);
    assertThat(text(bytes))
        .startsWith("0.0.1     5         2         2         1         a.example.org ")
        .hasSize(50 + 3 * 266);
    assertThat(RequestFormat.length(bytes, 20)).isEqualTo(50);
    assertThat(RequestFormat.length(bytes, 50)).isEqualTo(50 + 3 * 266);
    assertThat(RequestFormat.parse(bytes, bytes.length)).isEqualTo(between);
  }

  @Test
  void theSideOnWhichBlanksStandDoesNotMatter() throws IOException {
    assertThat(parse("0.0.1     1         8         0         2         3600      zip= 1  "))
        .isEqualTo(new DepotList(8, 0, 2, 3600, "zip= 1"));
    assertThat(parse(" 0.0.1\0\0\0\0    3     ")).isEqualTo(new DepotCount());
  }

  @Test
  void aTextEndsAtItsNul() throws IOException {
    assertThat(parse("     0.0.1         4city= Ames\0rest of a buffer"))
        .isEqualTo(new Nearness("city= Ames"));
  }

  @Test
  void impossibleRequestsAreRefusedWithTheirCode() {
    assertThatThrownBy(() -> parse("     0.0.1         7"))
        .isInstanceOfSatisfying(
            LboneFormatException.class, e -> assertThat(e.code()).isEqualTo(-1111));
    assertThatThrownBy(() -> parse("     0.0.1       one"))
        .hasMessageContaining("type of the request is not a number: 'one'");
    assertThatThrownBy(() -> parse("     0.0.1         1         8        -1         2      3600"))
        .isInstanceOfSatisfying(
            LboneFormatException.class, e -> assertThat(e.code()).isEqualTo(-1112));
    byte[] huge = "0.0.1     5         2         999999999 1         ".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> RequestFormat.length(huge, huge.length))
        .hasMessageContaining("999999999 sources are not 1 to 1024");
  }

  @Test
  void repliesOfEachKindAreRead() throws IOException {
    assertThat(reply(EXAMPLE, "2         -1114     ")).isEqualTo(new LboneReply.Failed(-1114));
    assertThat(reply(new DepotCount(), "1         12              9               \0\0\0\0"))
        .isEqualTo(new LboneReply.Count(12, 9));
    LboneReply near =
        new LboneReply.Near(
            List.of(
                new LboneReply.HostValue("a.example.org", 1234.5),
                new LboneReply.HostValue("b.example.org", 0)));
    assertThat(reply(new Nearness(""), text(ReplyFormat.print(near)))).isEqualTo(near);
    LboneReply matrix = new LboneReply.Matrix(List.of(List.of(0.0, 12.25), List.of(700.5, 0.0)));
    Between asked = new Between(Metric.GEOGRAPHIC, List.of(A, B), List.of(A, B));
    assertThat(reply(asked, text(ReplyFormat.print(matrix)))).isEqualTo(matrix);
  }

  @Test
  void numbersKeepOffTheLastByteOfTheirField() {
    double[] values = {0, 1, 0.00004, 12_430.123456, 99_999_999, 1e300, -1e-300, -12_345_678};
    for (double value : values) {
      assertThat(Fields.left(value)).hasSize(10).endsWith(" ");
    }
  }

  @Test
  void whatCWritersPrintWhenTheyKnowNothingIsZero() throws IOException {
    String value = "1         1         " + "a" + " ".repeat(255);

    assertThat(reply(new Nearness(""), value + "-nan      "))
        .isEqualTo(new LboneReply.Near(List.of(new LboneReply.HostValue("a", 0))));
  }

  @Test
  void recordsOfNoUseAreLeftOutOfAReply() throws IOException {
    String good = Fields.left("a.example.org", 256) + Fields.left(6714, 10);
    String noHost = " ".repeat(256) + Fields.left(6714, 10);
    String noPort = Fields.left("b.example.org", 256) + "many      ";

    String noName = Fields.left("a/b@c", 256) + Fields.left(6714, 10);

    assertThat(reply(EXAMPLE, "1         4         " + noHost + good + noPort + noName))
        .isEqualTo(new LboneReply.Depots(List.of(A)));
  }

  @Test
  void aReplyThatEndsEarlyOrIsAbsurdIsAnError() {
    assertThatThrownBy(() -> reply(EXAMPLE, "1         1         a.example.org"))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reply(EXAMPLE, "1         999999999 "))
        .hasMessageContaining("a reply of 999999999 depots");
    assertThatThrownBy(() -> reply(EXAMPLE, "HTTP/1.1 400 Bad Request"))
        .hasMessageContaining("the status is not a number: 'HTTP/1.1 4'");
  }
}
