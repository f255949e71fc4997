package org.datalogistics.ibp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IBP spec 1.1, 2, 7 and 14: what is understood, and how the rest is refused. */
class RequestParserTest {
  private static final AccessKey KEY = new AccessKey("1#k", "7");
  private static final String REMOTE = "ibp://far:6715/1#w/9/";

  static IbpCommand parse(String line) {
    return request(line).command();
  }

  static Request request(String line) {
    try {
      return RequestParser.parse(line);
    } catch (RefusedRequestException e) {
      throw new AssertionError(line + ": " + e.error() + ", " + e.getMessage(), e);
    }
  }

  static RefusedRequestException refusal(String line) {
    RefusedRequestException refusal =
        catchThrowableOfType(RefusedRequestException.class, () -> RequestParser.parse(line));
    assertThat(refusal).as(line).isNotNull();
    return refusal;
  }

  @Test
  void repeatedLeadingAndTrailingBlanksAreNothing() {
    assertThat(parse("1 5  1#k  ibp://far:6715/1#w/9/WRITE 7 0 10 30 20 30"))
        .isEqualTo(new IbpCommand.Send(KEY, Capability.parse(REMOTE + "WRITE"), 0, 10, 30, 20));
    assertThat(parse("  0   9 1#k 7 40 3 0 0 0 30  ")).isEqualTo(new IbpCommand.Probe(KEY, 30));
  }

  @Test
  void aTabIsNoSeparator() {
    assertThat(refusal("1\t4 3 30").error()).isEqualTo(IbpError.UNKNOWN_FUNCTION);
    assertThat(parse("1 2 1#k\t7 10 30"))
        .isEqualTo(new IbpCommand.Store(new AccessKey("1#k\t7", "10"), 30, 0));
  }

  @Test
  void aCarriageReturnIsPartOfTheLineEnd() {
    assertThat(parse("0 1 1 1 3600 100 30\r"))
        .isEqualTo(
            new IbpCommand.Allocate(
                "0", Reliability.SOFT, AllocationType.BYTEARRAY, 3600, 100, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "30, 30",
    "0.5, 0",
    "60.5, 60",
    "100abc, 100",
    "+5, 5",
    "-3, 0",
    "x, 0",
    "0, 0",
    "'', 0",
    "99999999999, 2147483647",
    "99999999999999999999999, 2147483647"
  })
  void theTimeoutIsReadTheCWay(String text, int seconds) {
    assertThat(parse("0 2 1#k 7 5 " + text)).isEqualTo(new IbpCommand.Store(KEY, 5, seconds));
  }

  @Test
  void sizesAreReadTheCWayToo() {
    assertThat(parse("0 13 1#k 7 100abc 100.7 5"))
        .isEqualTo(new IbpCommand.Write(KEY, 100, 100, 5));
  }

  @Test
  void fieldsBehindTheLastAreIgnored() {
    // libdlt sends the list of CHNG with every sub-command, and a word for the type key.
    assertThat(parse("0 9 2#k MANAGE 41 1 10485760 10800 2 0.5 "))
        .isEqualTo(
            new IbpCommand.ChangeCount(
                new AccessKey("2#k", "MANAGE"), CapabilityKind.READ, true, 10485760));
    assertThat(parse("0 9 2#k MANAGE 40 0 10485760 10800 2 0.5 "))
        .isEqualTo(new IbpCommand.Probe(new AccessKey("2#k", "MANAGE"), 0));
    assertThat(parse("0 8 1#k 7 0 11 30 more of it"))
        .isEqualTo(new IbpCommand.Load(KEY, 0, 11, 30));
  }

  @ParameterizedTest
  @CsvSource({"0, V0", "1, V1", "2, V1", "7, V1", "1x, V1", "99999999999999999999, V1"})
  void versionsAboveZeroAreOne(String field, IbpVersion version) {
    assertThat(request(field + " 2 1#k 7 5 30").version()).isEqualTo(version);
  }

  @Test
  void theResourceIdStandsInVersionOneOnly() {
    assertThat(parse("1 1 abc 2 1 -1 1000 30"))
        .isEqualTo(
            new IbpCommand.Allocate(
                "abc", Reliability.HARD, AllocationType.BYTEARRAY, -1, 1000, 30));
    assertThat(parse("1 4 2 1 ibp 30")).isEqualTo(new IbpCommand.StatusInquire("2", "ibp", 30));
    assertThat(parse("0 4 1 ibp 0.5")).isEqualTo(new IbpCommand.StatusInquire("0", "ibp", 0));
  }

  @Test
  void statusOfVersionOneHasAFormWithoutResource() {
    assertThat(parse("1 4 3 30")).isEqualTo(new IbpCommand.StatusResources(30));
    assertThat(parse("0 4 3 30")).isEqualTo(new IbpCommand.StatusResources(30));
    assertThat(parse("1 4 5 30")).isEqualTo(new IbpCommand.StatusVersion(30));
    assertThat(parse("1 4 3")).isEqualTo(new IbpCommand.StatusResources(0));
    assertThat(parse("0 4 5")).isEqualTo(new IbpCommand.StatusVersion(0));
  }

  @Test
  void managesAsTheClientsSpellIt() {
    assertThat(parse("1 9 1#k 7 40 3 0 0 0 30 ")).isEqualTo(new IbpCommand.Probe(KEY, 30));
    assertThat(parse("1 9 1#k 7 42 2 30"))
        .isEqualTo(new IbpCommand.ChangeCount(KEY, CapabilityKind.WRITE, false, 30));
    assertThat(parse("1 9 1#k 7 43 3 2097152 20 2 30"))
        .isEqualTo(new IbpCommand.Change(KEY, 2097152, 20, Reliability.HARD, 30));
    assertThat(parse("0 9 1#k 7 43 0 10 -5 -1 30"))
        .isEqualTo(new IbpCommand.Change(KEY, 10, -1, null, 30));
    assertThat(parse("1 9 1#k 7 45 4 30")).isEqualTo(new IbpCommand.Truncate(KEY, 4, 30));
    assertThat(parse("1 9 1#k 7 45 0")).isEqualTo(new IbpCommand.Truncate(KEY, 0, 0));
  }

  @Test
  void copiesAsTheClientsSpellIt() {
    Capability write = Capability.parse(REMOTE + "WRITE");
    Capability read = Capability.parse(REMOTE + "READ");
    assertThat(parse("0 5 1#k " + REMOTE + "WRITE 7 0 70000 10 10 10 "))
        .isEqualTo(new IbpCommand.Send(KEY, write, 0, 70000, 10, 10));
    assertThat(parse("1 5 1#k " + REMOTE + "WRITE 7 0 70000 0.5 0.5 0.5"))
        .isEqualTo(new IbpCommand.Send(KEY, write, 0, 70000, 0, 0));
    assertThat(parse("1 20 1  1#k " + REMOTE + "WRITE 7 0 -1 1 30 20 10"))
        .isEqualTo(new IbpCommand.Push(KEY, write, 0, -1, 1, 30, 20));
    assertThat(parse("1 20 2 gate/1,gate/2 1#k " + REMOTE + "WRITE 7 0 5 1 30 20 10"))
        .isEqualTo(
            new IbpCommand.Push(
                KEY, write, 0, 5, 1, null, CopyRoute.phoebus("gate/1,gate/2"), 30, 20));
    assertThat(parse("1 21 1  1#k " + REMOTE + "READ 7 -1 0 1 30 20 10"))
        .isEqualTo(new IbpCommand.Pull(KEY, read, -1, 0, 1, 30, 20));
  }

  @Test
  void emptyTransfersAreLegal() {
    assertThat(parse("0 2 1#k 7 0 1")).isEqualTo(new IbpCommand.Store(KEY, 0, 1));
    assertThat(parse("0 8 1#k 7 0 0 1")).isEqualTo(new IbpCommand.Load(KEY, 0, 0, 1));
    assertThat(parse("0 2 1#k 7")).isEqualTo(new IbpCommand.Store(KEY, 0, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Framing.
        "''                              | BAD_FORMAT         | CLOSES",
        "'   '                           | BAD_FORMAT         | CLOSES",
        "x 4 3 30                        | BAD_FORMAT         | CLOSES",
        "-1 4 3 30                       | PROT_VERS          | CLOSES",
        "1                               | UNKNOWN_FUNCTION   | CLOSES",
        "1 x                             | UNKNOWN_FUNCTION   | CLOSES",
        "1 50 x 30                       | UNKNOWN_FUNCTION   | CLOSES",
        "1 -1                            | UNKNOWN_FUNCTION   | CLOSES",
        "0 3 1#k far 7777 7 0 5 5        | UNKNOWN_FUNCTION   | CLOSES",
        "0 6 1024                        | UNKNOWN_FUNCTION   | CLOSES",
        "0 7 1#k far 7777 7 5 5          | UNKNOWN_FUNCTION   | CLOSES",
        "1 12 5 2                        | UNKNOWN_FUNCTION   | CLOSES",
        "1 99 1 30                       | UNKNOWN_FUNCTION   | CLOSES",
        // ALLOCATE, in the order of its checks.
        "1 1 a:b 9 9 0 0 30              | INVALID_RID        | CLOSES",
        "1 1                             | INVALID_RID        | CLOSES",
        "1 1 1 3 9 0 0 30                | BAD_FORMAT         | CLOSES",
        "0 1                             | BAD_FORMAT         | CLOSES",
        "1 1 1 2 5 0 0 30                | INVALID_PARAMETER  | CLOSES",
        "1 1 1 2 2 0 0 30                | INVALID_PARAMETER  | CLOSES",
        "1 1 1 2 0 60 10 30              | INVALID_PARAMETER  | CLOSES",
        "1 29 5 0 a:b 9 9 0 0 30         | CHKSUM_TYPE        | CLOSES",
        "1 29 -1 16 1 2 1 60 10 30       | CHKSUM_TYPE        | CLOSES",
        "1 29                            | CHKSUM_TYPE        | CLOSES",
        "1 29 3 0 a:b 9 9 0 0 30         | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 29 3 2147483649 1 2 1 60 10 3 | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 29 0 -1 1 2 1 60 10 3         | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 29 3 16 a:b 9 9 0 0 30        | INVALID_RID        | CLOSES",
        "1 1 1 2 1 0 0 30                | INVALID_PARAMETER  | CLOSES",
        "1 1 1 2 1 -2 10 30              | INVALID_PARAMETER  | CLOSES",
        "1 1 1 2 1 60 0 30               | INVALID_PARAMETER  | CLOSES",
        "1 1 1 2 1 60 -10 30             | INV_PAR_SIZE       | CLOSES",
        // Transfers: behind a refused upload payload may follow, so it closes.
        "1 2                             | BAD_FORMAT         | CLOSES",
        "1 2 1#k                         | BAD_FORMAT         | CLOSES",
        "1 2 1#k 7 -1 30                 | INV_PAR_SIZE       | CLOSES",
        "1 13 1#k 7 -1 5 30              | FILE_SEEK_ERROR    | CLOSES",
        "1 13 1#k 7 5 -1 30              | INV_PAR_SIZE       | CLOSES",
        "1 13 1#k 7 9223372036854775807 1 30 | WOULD_EXCEED_LIMIT | CLOSES",
        "1 8 1#k 7 -1 1 30               | FILE_SEEK_ERROR    | STAYS_OPEN",
        "1 8 1#k 7 0 -1 30               | INV_PAR_SIZE       | STAYS_OPEN",
        "1 8 1#k 7 1 9223372036854775807 30 | WOULD_EXCEED_LIMIT | STAYS_OPEN",
        // MANAGE.
        "1 9 1#k 7 44 30                 | BAD_FORMAT         | CLOSES",
        "1 9 1#k 7                       | BAD_FORMAT         | CLOSES",
        "1 9 1#k 7 41 0 30               | BAD_FORMAT         | CLOSES",
        "1 9 1#k 7 42 4 30               | BAD_FORMAT         | CLOSES",
        "1 9 1#k 7 42 3 30               | INVALID_PARAMETER  | CLOSES",
        "1 9 1#k 7 43 3 10 60 0 30       | BAD_FORMAT         | CLOSES",
        "1 9 1#k 7 43 3 10 60 3 30       | BAD_FORMAT         | CLOSES",
        "1 9 1#k 7 43 3 0 60 1 30        | WOULD_DAMAGE_DATA  | CLOSES",
        "1 9 1#k 7 43 3 -4 60 1 30       | INV_PAR_SIZE       | CLOSES",
        "1 9 1#k 7 43 3 10 0 1 30        | INVALID_PARAMETER  | CLOSES",
        "1 9 1#k 7 45 -1 30              | INV_PAR_SIZE       | CLOSES",
        // STATUS.
        "0 4                             | BAD_FORMAT         | CLOSES",
        "0 4 9 30                        | BAD_FORMAT         | CLOSES",
        "1 4 a:b 1 ibp 30                | INVALID_RID        | CLOSES",
        "1 4 1 2 ibp 30                  | INVALID_CMD        | CLOSES_SILENTLY",
        "0 4 2 ibp 5                     | INVALID_CMD        | CLOSES_SILENTLY",
        "0 4 4 0 30                      | INVALID_CMD        | CLOSES_SILENTLY",
        // Copies.
        "1 5 1#k nonsense 7 0 10 30 30 30                 | WRONG_CAP_FORMAT   | STAYS_OPEN",
        "1 5 1#k ibp://far:1/1#w/9/READ 7 0 10 30 30 30   | CAP_NOT_WRITE      | STAYS_OPEN",
        "1 5 1#k ibp://far:1/1#w/9/WRITE 7 -1 10 30 30 30 | FILE_SEEK_ERROR    | STAYS_OPEN",
        "1 5 1#k ibp://far:1/1#w/9/WRITE 7 0 -1 30 30 30  | INV_PAR_SIZE       | STAYS_OPEN",
        "1 5 1#k ibp://far:1/1#w/9/WRITE                  | BAD_FORMAT         | CLOSES",
        "1 20 3 1#k ibp://far:1/1#w/9/WRITE 7 0 0 1 3 3 3 | TYPE_NOT_SUPPORTED | CLOSES",
        "1 20 1 1#k ibp://far:1/1#w/9/READ 7 0 0 1 3 3 3  | CAP_NOT_WRITE      | STAYS_OPEN",
        "1 20 1 1#k ibp://far:1/1#w/9/WRITE 7 -1 0 1 3 3 3 | FILE_SEEK_ERROR   | STAYS_OPEN",
        "1 20 1 1#k ibp://far:1/1#w/9/WRITE 7 0 -2 1 3 3 3 | FILE_SEEK_ERROR   | STAYS_OPEN",
        "1 21 1 1#k ibp://far:1/1#w/9/WRITE 7 0 0 1 3 3 3 | CAP_NOT_READ       | STAYS_OPEN",
        "1 21 1 1#k ibp://far:1/1#w/9/READ 7 0 -1 1 3 3 3 | FILE_SEEK_ERROR    | STAYS_OPEN",
        "1 21 1 1#k ibp://far:1/1#w/9/READ 7 -2 0 1 3 3 3 | FILE_SEEK_ERROR    | STAYS_OPEN"
      })
  void whatIsWrongGetsItsCodeAndItsEnding(String line, IbpError error, Ending ending) {
    RefusedRequestException refusal = refusal(line);
    assertThat(refusal.error()).as(refusal.getMessage()).isEqualTo(error);
    assertThat(refusal.ending()).isEqualTo(ending);
  }

  @Test
  void aKeyFieldHasALongestLength() {
    String longest = "1#" + "k".repeat(253);
    assertThat(parse("1 2 " + longest + " 7 5 30"))
        .isEqualTo(new IbpCommand.Store(new AccessKey(longest, "7"), 5, 30));
    assertThat(refusal("1 2 " + longest + "k 7 5 30").error()).isEqualTo(IbpError.BAD_FORMAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2 1#k 7 -1 30", "1 8 1#topsecretkey 7 -1 5 30", "1 5 1#k x 7 0 1"})
  void noMessageQuotesAKey(String line) {
    assertThat(refusal(line)).hasMessageNotContaining("topsecret").hasMessageNotContaining("1#k");
  }
}
