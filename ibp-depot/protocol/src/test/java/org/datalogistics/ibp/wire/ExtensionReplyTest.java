package org.datalogistics.ibp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.ExpiryEntry;
import org.datalogistics.ibp.FreeingEntry;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.StoredChecksums;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers that only the ACCRE dialect has (IBP spec 7.8, 7.11, 7.12, 10). */
class ExtensionReplyTest {
  private static final String WHAT = "GET_CHKSUM on d:1";

  private interface Parse {
    Object run() throws IbpException;
  }

  private static void assertMalformed(Parse parse) {
    assertThatThrownBy(parse::run)
        .isInstanceOfSatisfying(
            IbpException.class, e -> assertThat(e.error()).isEqualTo(IbpError.BAD_FORMAT))
        .hasMessageStartingWith(WHAT);
  }

  private static String line(String printed) {
    assertThat(printed).endsWith("\n");
    return printed.substring(0, printed.length() - 1);
  }

  @Test
  void repliesAreTheOnesOfTheCDepot() {
    assertThat(ReplyPrinter.aliasProbe(new AliasStatus(1, 0, 5, 10, 57)))
        .isEqualTo("1 1 0 5 10 57 \n");
    assertThat(
            ReplyPrinter.storedChecksums(
                new StoredChecksums(new BlockChecksum(ChecksumType.SHA1, 16), 3)))
        .isEqualTo("1 3 20 16 3 60\n");
    assertThat(ReplyPrinter.damagedBlocks(0)).isEqualTo("1 0\n");
    assertThat(AdminReplies.configurationHeader(2243)).isEqualTo("1 2243\n");
    assertThat(AdminReplies.corruptLine(-1)).isEqualTo("18446744073709551615\n");
    assertThat(AdminReplies.expiryLine(new ExpiryEntry(1795167753, 141265820806150989L, 100)))
        .isEqualTo("1795167753 141265820806150989 100\n");
    assertThat(AdminReplies.freeingLine(new FreeingEntry(1795167753, 1, 0, 0, 100)))
        .isEqualTo("1795167753 1 0 0 100\n");
  }

  @SeededTest(cases = 50)
  void repliesAreReadBack(SeededRandom random) throws Exception {
    RandomCommands values = new RandomCommands(random);
    AliasStatus alias =
        new AliasStatus(
            values.timeout(),
            values.timeout(),
            values.number(),
            values.number(),
            random.nextBoolean() ? values.number() : -values.number());
    assertThat(ReplyParser.aliasProbe(line(ReplyPrinter.aliasProbe(alias)), WHAT)).isEqualTo(alias);

    StoredChecksums stored =
        new StoredChecksums(values.checksum(Long.MAX_VALUE), values.number() >>> 7);
    assertThat(ReplyParser.storedChecksums(line(ReplyPrinter.storedChecksums(stored)), WHAT))
        .isEqualTo(stored);

    ExpiryEntry expiry = new ExpiryEntry(values.number(), random.nextLong(), values.number());
    assertThat(AdminReplies.expiry(line(AdminReplies.expiryLine(expiry)), WHAT)).isEqualTo(expiry);
    assertThat(AdminReplies.corrupt(line(AdminReplies.corruptLine(expiry.id())), WHAT))
        .isEqualTo(expiry.id());

    FreeingEntry freeing =
        new FreeingEntry(
            values.number(), values.number(), values.number(), values.number(), values.number());
    assertThat(AdminReplies.freeing(line(AdminReplies.freeingLine(freeing)), WHAT))
        .isEqualTo(freeing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1 0 0 0 0 0",
        "1 3 16 16 3 60",
        "1 3 20 0 3 60",
        "1 3 20 16 -1 60",
        "1 3 20 16 3 61",
        "1 3 20 16 3",
        "1 3 20 16 9223372036854775807 -20"
      })
  void aWrongChecksumHeaderIsMalformed(String line) {
    assertMalformed(() -> ReplyParser.storedChecksums(line, WHAT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "END", "x", "5", "5 -1 3", "5 18446744073709551616 3"})
  void aWrongLineOfAListIsMalformed(String line) {
    assertMalformed(() -> AdminReplies.expiry(line, WHAT));
    assertMalformed(() -> AdminReplies.freeing(line, WHAT));
  }

  @Test
  void anIncompleteAliasProbeIsMalformed() {
    assertMalformed(() -> ReplyParser.aliasProbe("1 1 0 5 10", WHAT));
    assertMalformed(() -> ReplyParser.aliasProbe("1 1 0 5", WHAT));
    assertMalformed(() -> AdminReplies.corrupt("", WHAT));
  }

  @Test
  void listsEndWithALineOfTheirOwn() {
    assertThat(AdminReplies.isEnd(line(AdminReplies.END))).isTrue();
    assertThat(AdminReplies.isEnd("END \r")).isTrue();
    assertThat(AdminReplies.isEnd("1 1 1 END")).isFalse();
  }

  @Test
  void severalResourcesAreSeveralGroupsOfTags() throws Exception {
    DepotStatus first = new DepotStatus("1", 10, 3, 8, 2, 7, 6, 86400);
    DepotStatus second = new DepotStatus("disk2", 20, 0, 20, 0, 20, 20, -1);
    String[] lines = ReplyPrinter.inquire(List.of(first, second)).split("(?<=\n)", 2);
    assertThat(ReplyParser.length(line(lines[0]), WHAT)).isEqualTo(lines[1].length());
    assertThat(ReplyParser.inquireAll(lines[1], WHAT)).containsExactly(first, second);
    assertThat(ReplyParser.inquire(lines[1], WHAT)).isEqualTo(first);
  }

  @Test
  void groupsWithoutTheirEndAreToldApartByTheirIds() throws Exception {
    assertThat(ReplyParser.inquireAll("VS:1 RID:1 CT:5 RID:2 CT:6 RE RE RID:3 RE", WHAT))
        .containsExactly(
            new DepotStatus("1", 5, 0, 0, 0, 0, 0, 0), new DepotStatus("2", 6, 0, 0, 0, 0, 0, 0));
  }
}
