package org.datalogistics.ibp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of every known depot, and our own printed and read back. */
class ReplyTest {
  private static final String WHAT = "PROBE on d:1";

  private static String line(String printed) {
    assertThat(printed).endsWith("\n");
    return printed.substring(0, printed.length() - 1);
  }

  private interface Parse {
    Object run() throws IbpException;
  }

  private static void assertError(Parse parse, IbpError error) {
    assertThatThrownBy(parse::run)
        .isInstanceOfSatisfying(
            IbpException.class, e -> assertThat(e.error()).as(e.getMessage()).isEqualTo(error))
        .hasMessageStartingWith(WHAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 5 ", "1 5", " 1 5", "1  5", "1 5\r", "  1 5 more"})
  void blanksDoNotMatter(String line) throws Exception {
    ReplyParser.ok(line, WHAT);
    assertThat(ReplyParser.length(line, WHAT)).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(IbpError.class)
  void everyErrorIsReadBackInBothSpellings(IbpError error) {
    String line = line(ReplyPrinter.error(error));
    assertError(() -> ReplyParser.length(line, WHAT), error);
    assertError(() -> ReplyParser.length(" " + line, WHAT), error);
    // A refused go-ahead of the C depot's copies has a length behind the code.
    assertError(() -> ReplyParser.length(error.code() + " 10 ", WHAT), error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 ", "2", "-999", "99999999999999", "4294967230"})
  void anyOtherNumberIsAFailure(String line) {
    assertError(() -> ReplyParser.length(line, WHAT), IbpError.GENERIC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "hello", "+", "-", "1", "1 x", "1 -1", "\0"})
  void whatIsNoAnswerIsMalformed(String line) {
    assertError(() -> ReplyParser.length(line, WHAT), IbpError.BAD_FORMAT);
  }

  @Test
  void goAheadAndErrorLinesAreTheOnesOfTheCDepot() {
    assertThat(ReplyPrinter.ok()).isEqualTo("1 \n");
    assertThat(ReplyPrinter.length(11)).isEqualTo("1 11 \n");
    assertThat(ReplyPrinter.error(IbpError.CAP_NOT_FOUND)).isEqualTo("-4 \n");
    assertThat(ReplyPrinter.notice(0.2197271)).isEqualTo("-66 0.219727\n");
    assertThat(ReplyPrinter.resources(List.of("1", "2"))).isEqualTo("1 1 2 \n");
    assertThat(ReplyPrinter.version("text\n")).isEqualTo("1\ntext\nEND\n");
  }

  @SeededTest(cases = 50)
  void capabilitiesAreReadBack(SeededRandom random) throws Exception {
    RandomCommands values = new RandomCommands(random);
    CapabilitySet caps =
        new CapabilitySet(
            values.remote(CapabilityKind.READ),
            values.remote(CapabilityKind.WRITE),
            values.remote(CapabilityKind.MANAGE));
    String line = line(ReplyPrinter.capabilities(caps));
    assertThat(ReplyParser.capabilities(line, WHAT)).isEqualTo(caps);
  }

  @Test
  void wrongCapabilitiesAreRefusedWithoutTheirSecrets() {
    String read = "ibp://d:1/1#secretkey/4711/READ";
    for (String line : List.of("1 " + read, "1 a b c", "1 " + read + " " + read + " " + read)) {
      assertError(() -> ReplyParser.capabilities(line, WHAT), IbpError.WRONG_CAP_FORMAT);
      assertThatThrownBy(() -> ReplyParser.capabilities(line, WHAT))
          .hasMessageNotContaining("4711");
    }
    assertError(() -> ReplyParser.capabilities("-50 ", WHAT), IbpError.INVALID_RID);
  }

  @SeededTest(cases = 50)
  void probesAreReadBack(SeededRandom random) throws Exception {
    RandomCommands values = new RandomCommands(random);
    AllocationStatus status =
        new AllocationStatus(
            values.timeout(),
            values.timeout(),
            values.number(),
            values.number(),
            random.nextBoolean() ? values.number() : -values.number(),
            values.reliability(),
            AllocationType.ofWire(1 + random.nextInt(4)));
    assertThat(ReplyParser.probe(line(ReplyPrinter.probe(status)), WHAT)).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "1 1 0 5", "1 1 0 5 10 60 2", "1 1 0 5 10 60 3 1", "1 1 0 x 1 1 1 1"})
  void anIncompleteProbeIsMalformed(String line) {
    assertError(() -> ReplyParser.probe(line, WHAT), IbpError.BAD_FORMAT);
  }

  @SeededTest(cases = 50)
  void statusIsReadBackExactlyInVersionOneAndInMegabytesInVersionZero(SeededRandom random)
      throws Exception {
    long hard = (long) random.nextInt(1 << 20) << 20;
    long soft = hard + ((long) random.nextInt(1 << 20) << 20);
    long usedHard = megabytes(hard / 3);
    long used = usedHard + megabytes((soft - hard) / 2);
    DepotStatus status =
        new DepotStatus(
            "r1", soft, used, hard, usedHard, soft - used, hard - usedHard, random.nextInt());
    String[] lines = ReplyPrinter.inquire(status).split("(?<=\n)");
    assertThat(lines).hasSize(2);
    assertThat(ReplyParser.length(line(lines[0]), WHAT)).isEqualTo(lines[1].length());
    assertThat(ReplyParser.inquire(lines[1], WHAT)).isEqualTo(status);

    DepotStatus old = ReplyParser.inquireV0(line(ReplyPrinter.inquireV0(status)), WHAT);
    assertThat(old)
        .isEqualTo(
            new DepotStatus(
                "",
                soft,
                used,
                hard,
                usedHard,
                soft - used,
                hard - usedHard,
                status.maxDurationSeconds()));
  }

  private static long megabytes(long bytes) {
    return bytes & -(1L << 20);
  }

  @Test
  void statusTagsMayComeInAnyOrderAndUnknownOnesToo() throws Exception {
    String tags =
        "VS:1.4:1.0 DT:1:2 NFU:5:6 XY:9 RID:ab DR:86400 AT:7 UT:1000 CT:10 CT AH:6 SH:8 UH:2 RE CT:9";
    assertThat(ReplyParser.inquire(tags, WHAT))
        .isEqualTo(new DepotStatus("ab", 10, 1000, 8, 2, 7, 6, 86400));
    assertError(() -> ReplyParser.inquire("VS:1 RE ", WHAT), IbpError.BAD_FORMAT);
    assertError(() -> ReplyParser.inquire("", WHAT), IbpError.BAD_FORMAT);
  }

  @Test
  void statusOfVersionZeroIsReadFromBothKindsOfDepot() throws Exception {
    DepotStatus accre = ReplyParser.inquireV0("200 1 200 0 86400 ", WHAT);
    assertThat(accre.total()).isEqualTo(200L << 20);
    assertThat(accre.usedHard()).isEqualTo(1L << 20);
    DepotStatus loci = ReplyParser.inquireV0("100 0 200 0 864000 1.3.1  ", WHAT);
    assertThat(loci.totalHard()).isEqualTo(100L << 20);
    assertThat(loci.maxDurationSeconds()).isEqualTo(864000);
    assertError(() -> ReplyParser.inquireV0(" -29 ", WHAT), IbpError.WRONG_PASSWD);
    assertError(() -> ReplyParser.inquireV0("nothing", WHAT), IbpError.BAD_FORMAT);
  }

  @Test
  void resourceIdsAreText() throws Exception {
    assertThat(ReplyParser.resources("1 1 2 ab ", WHAT)).containsExactly("1", "2", "ab");
    assertThat(ReplyParser.resources("1", WHAT)).isEmpty();
  }
}
