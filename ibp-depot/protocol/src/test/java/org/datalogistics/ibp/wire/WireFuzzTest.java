package org.datalogistics.ibp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;

/** Whatever arrives, nothing but the declared exception comes out. */
class WireFuzzTest {
  private interface Parse {
    Object run(String line, String what) throws IbpException;
  }

  private static final List<Parse> REPLIES =
      List.of(
          (line, what) -> {
            ReplyParser.ok(line, what);
            return what;
          },
          ReplyParser::length,
          ReplyParser::capabilities,
          ReplyParser::probe,
          ReplyParser::resources,
          ReplyParser::aliasProbe,
          ReplyParser::storedChecksums,
          ReplyParser::inquire,
          ReplyParser::inquireAll,
          ReplyParser::inquireV0,
          AdminReplies::corrupt,
          AdminReplies::expiry,
          AdminReplies::freeing);

  @FuzzTest(maxDuration = "1m")
  void requests(byte[] data) {
    checkRequest(new String(data, StandardCharsets.ISO_8859_1));
  }

  @FuzzTest(maxDuration = "1m")
  void replies(byte[] data) {
    checkReplies(new String(data, StandardCharsets.ISO_8859_1));
  }

  @SeededTest(cases = 50)
  void linesOfLikelyFields(SeededRandom random) {
    String[] fields =
        ("-1,-66,1#k,#,3862277,ibp,auto,h/1,END,md5,"
                + "ibp://h:1/1#k/7/READ,ibp://h:1/1#k/7/WRITE,ibp://::/1/2/3,"
                + "9223372036854775807,-9223372036854775808,99999999999999999999,0.5,"
                + "2147483648,4096,4097,RID:1,CT:5,RE,,\t,\r,\0,\u00ff")
            .split(",", -1);
    for (int i = 0; i < 200; i++) {
      StringBuilder line = new StringBuilder();
      for (int count = random.nextInt(18); count > 0; count--) {
        boolean number = line.length() < 4 || random.nextBoolean();
        line.append(number ? random.nextInt(101) : fields[random.nextInt(fields.length)])
            .append(random.nextInt(9) == 0 ? "" : " ");
      }
      checkRequest(line.toString());
      checkReplies(line.toString());
    }
  }

  @SeededTest(cases = 50)
  void validLinesWithADamagedByte(SeededRandom random) {
    RandomCommands commands = new RandomCommands(random);
    for (int i = 0; i < 50; i++) {
      IbpCommand command = commands.next();
      StringBuilder line = new StringBuilder(RequestPrinter.print(IbpVersion.V1, command));
      line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(256));
      checkRequest(line.toString());
    }
  }

  private static void checkRequest(String line) {
    Request request;
    try {
      request = RequestParser.parse(line);
    } catch (RefusedRequestException e) {
      assertThat(e.error()).isNotNull();
      return;
    }
    if (request.command() instanceof IbpCommand.StatusInquire c && c.password().isEmpty()) {
      return; // Understood, but no line can say it.
    }
    // What was understood can be said again, and means the same.
    String again = RequestPrinter.print(request.version(), request.command());
    assertThat(RequestParserTest.request(again.substring(0, again.length() - 1)))
        .isEqualTo(request);
  }

  private static void checkReplies(String line) {
    for (Parse reply : REPLIES) {
      try {
        assertThat(reply.run(line, "fuzzing")).isNotNull();
      } catch (IbpException e) {
        assertThat(e).hasMessageStartingWith("fuzzing");
      }
    }
  }
}
