package org.datalogistics.ibp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.ibp.wire.RequestParserTest.parse;
import static org.datalogistics.ibp.wire.RequestParserTest.refusal;

import org.datalogistics.ibp.AdminCommand.Configuration;
import org.datalogistics.ibp.AdminCommand.ExpiryList;
import org.datalogistics.ibp.AdminCommand.ListCorrupt;
import org.datalogistics.ibp.AdminCommand.Mount;
import org.datalogistics.ibp.AdminCommand.RescanTrash;
import org.datalogistics.ibp.AdminCommand.SetMode;
import org.datalogistics.ibp.AdminCommand.SpaceByDate;
import org.datalogistics.ibp.AdminCommand.Undelete;
import org.datalogistics.ibp.AdminCommand.Unmount;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IBP spec 10, the examples among them, and the optional password behind. */
class AdminRequestsTest {
  private static final AdminPassword NONE = AdminPassword.NONE;
  private static final AdminPassword SECRET = new AdminPassword("s3cret");

  @Test
  void theExamplesOfTheSpecification() {
    assertThat(parse("1 90 2 2 30")).isEqualTo(new SetMode("2", false, true, false, 30, NONE));
    assertThat(parse("1 91 2 0 30 3 msg")).isEqualTo(new Mount("2", 0, "msg", 30, NONE));
    assertThat(parse("1 92 2 1 30 5 hello")).isEqualTo(new Unmount("2", 1, "hello", 30, NONE));
    assertThat(parse("1 93 2 30")).isEqualTo(new ListCorrupt("2", 30, NONE));
    assertThat(parse("1 94 30")).isEqualTo(new Configuration(30, NONE));
    assertThat(parse("1 95 0 30")).isEqualTo(new RescanTrash("0", 30, NONE));
    assertThat(parse("1 96 2 0 1795164440_13004461538609613398 600 30"))
        .isEqualTo(new Undelete("2", false, "1795164440_13004461538609613398", 600, 30, NONE));
    assertThat(parse("1 97 2 0 0 5 30")).isEqualTo(new ExpiryList("2", false, 0, 5, 30, NONE));
    assertThat(parse("1 98 2 1000 30")).isEqualTo(new SpaceByDate("2", 1000, 30, NONE));
  }

  @Test
  void thePasswordIsBehindAllOtherFields() {
    assertThat(parse("1 90 2 7 30 s3cret"))
        .isEqualTo(new SetMode("2", true, true, true, 30, SECRET));
    assertThat(parse("1 91 2 1 30 0 s3cret")).isEqualTo(new Mount("2", 1, "", 30, SECRET));
    assertThat(parse("1 92 2 9 30 9  two words s3cret"))
        .isEqualTo(new Unmount("2", 9, " two word", 30, new AdminPassword("s")));
    assertThat(parse("1 92 2 9 30 9 two words s3cret"))
        .isEqualTo(new Unmount("2", 9, "two words", 30, SECRET));
    assertThat(parse("1 93 2 30 s3cret ")).isEqualTo(new ListCorrupt("2", 30, SECRET));
    assertThat(parse("1 94 30 s3cret")).isEqualTo(new Configuration(30, SECRET));
    assertThat(parse("1 95 2 30  s3cret")).isEqualTo(new RescanTrash("2", 30, SECRET));
    assertThat(parse("1 96 2 1 5_6 -1 30 s3cret"))
        .isEqualTo(new Undelete("2", true, "5_6", -1, 30, SECRET));
    assertThat(parse("1 97 2 1 1795167753 5 30 s3cret"))
        .isEqualTo(new ExpiryList("2", true, 1795167753, 5, 30, SECRET));
    assertThat(parse("1 98 2 1000 30 s3cret")).isEqualTo(new SpaceByDate("2", 1000, 30, SECRET));
  }

  @Test
  void aMessageThatIsCutShortIsWhatThereIs() {
    assertThat(parse("1 91 2 0 30 10 short")).isEqualTo(new Mount("2", 0, "short", 30, NONE));
    assertThat(parse("1 91 2 0 30 10")).isEqualTo(new Mount("2", 0, "", 30, NONE));
    assertThat(parse("1 91 2 0 30")).isEqualTo(new Mount("2", 0, "", 30, NONE));
  }

  @Test
  void aMessageCannotForgeALineOfTheLog() {
    assertThat(parse("1 91 2 0 30 5 a\rb\u00e9\t")).isEqualTo(new Mount("2", 0, "a?b??", 30, NONE));
    assertThatThrownBy(() -> new Mount("2", 0, "a\nb", 30, NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 90 a:b 7 30              | INVALID_RID",
        "1 90 2 8 30                | INVALID_PARAMETER",
        "1 90 2                     | INVALID_PARAMETER",
        "1 91 2 3 30                | INVALID_PARAMETER",
        "1 91 2 -1 30               | INVALID_PARAMETER",
        "1 91 2 0 30 1024 x         | INVALID_PARAMETER",
        "1 91 2 0 30 -1 x           | INVALID_PARAMETER",
        "1 92 2 0 30                | INVALID_PARAMETER",
        "1 93                       | INVALID_RID",
        "1 96 2 2 5_6 600 30        | INVALID_PARAMETER",
        "1 96 2 0 ../5_6 600 30     | INVALID_PARAMETER",
        "1 96 2 0                   | INVALID_PARAMETER",
        "1 96 2 0 5_6 0 30          | INVALID_PARAMETER",
        "1 97 2 2 0 5 30            | INVALID_PARAMETER",
        "1 97 2 0 0 -1 30           | INV_PAR_SIZE",
        "1 98 2 -1 30               | INV_PAR_SIZE",
        "1 89 2 30                  | UNKNOWN_FUNCTION",
        "1 94 30 a\tb                | BAD_FORMAT",
        "1 99 2 4 13004461538609613398 0 -1 0 30 | UNKNOWN_FUNCTION",
        "1 100                      | UNKNOWN_FUNCTION"
      })
  void whatIsWrongClosesTheConnection(String line, IbpError error) {
    RefusedRequestException refusal = refusal(line);
    assertThat(refusal.error()).as(refusal.getMessage()).isEqualTo(error);
    assertThat(refusal.ending()).isEqualTo(Ending.CLOSES);
  }

  @Test
  void aPasswordIsNotShown() {
    assertThat(parse("1 94 30 s3cret").toString()).doesNotContain("s3cret");
    assertThat(SECRET.matches("s3cret")).isTrue();
    assertThat(SECRET.matches("s3cre")).isFalse();
    assertThat(NONE.matches("s3cret")).isFalse();
  }
}
