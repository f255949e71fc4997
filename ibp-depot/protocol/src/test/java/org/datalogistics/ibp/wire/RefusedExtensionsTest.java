package org.datalogistics.ibp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.ibp.wire.RequestParserTest.refusal;

import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes and endings of what is wrong with the commands of the ACCRE dialect (IBP spec 6.2, 7). */
class RefusedExtensionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Checksums in flight, before anything else.
        "1 28 0 16 1#k 7 5 30            | CHKSUM_TYPE        | CLOSES",
        "1 28 5 0                        | CHKSUM_TYPE        | CLOSES",
        "1 28 md5 16 1#k 7 5 30          | CHKSUM_TYPE        | CLOSES",
        "1 27 1 0 1#k 7 0 5 30           | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 27 1 -5                       | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 24 9 16 1#k 7 0 5 30          | CHKSUM_TYPE        | CLOSES",
        "1 24 4 0 1#k 7 0 5 30           | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 34 0 16 1#k 7 1 0 5 30        | CHKSUM_TYPE        | CLOSES",
        "1 36 4 0 1#k 7 1 0 5 30         | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 22 0 16 1 1#k x 7 0 0 5 3 3 3 | CHKSUM_TYPE        | CLOSES",
        "1 23 4 0 1 1#k x 7 0 0 5 3 3 3  | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 25 0 16 1#k x 7 0 5 3 3 3     | CHKSUM_TYPE        | CLOSES",
        "1 26 4 0 auto 1#k x 7 0 5 3 3 3 | CHKSUM_BLOCKSIZE   | CLOSES",
        // Transfers with checksums end as those without.
        "1 28 4 16 1#k 7 -1 30           | INV_PAR_SIZE       | CLOSES",
        "1 27 4 16 1#k 7 -1 5 30         | FILE_SEEK_ERROR    | CLOSES",
        "1 24 4 16 1#k 7 -1 5 30         | FILE_SEEK_ERROR    | STAYS_OPEN",
        "1 24 4 16 1#k 7 0 -5 30         | INV_PAR_SIZE       | STAYS_OPEN",
        // Vectors.
        "1 33 1#k 7 4097 0 1 30          | INVALID_PARAMETER  | CLOSES",
        "1 35 1#k 7 4097 0 1 30          | INVALID_PARAMETER  | CLOSES",
        "1 35 1#k 7 -1 30                | INVALID_PARAMETER  | CLOSES",
        "1 35 1#k 7 99999999999999999999 | INVALID_PARAMETER  | CLOSES",
        "1 33                            | BAD_FORMAT         | CLOSES",
        "1 33 1#k 7 1 -2 1 30            | FILE_SEEK_ERROR    | CLOSES",
        "1 33 1#k 7 2 0 1 -1 1 30        | FILE_SEEK_ERROR    | CLOSES",
        "1 33 1#k 7 1 -1 -1 30           | INV_PAR_SIZE       | CLOSES",
        "1 33 1#k 7 2 0 9223372036854775807 0 1 30 | WOULD_EXCEED_LIMIT | CLOSES",
        "1 35 1#k 7 1 -1 1 30            | FILE_SEEK_ERROR    | STAYS_OPEN",
        "1 35 1#k 7 2 0 1 0 -1 30        | INV_PAR_SIZE       | STAYS_OPEN",
        "1 35 1#k 7 1 9223372036854775807 1 30 | WOULD_EXCEED_LIMIT | STAYS_OPEN",
        "1 36 4 1 1#k 7 2 0 9223372036854775807 0 9 30 | WOULD_EXCEED_LIMIT | STAYS_OPEN",
        // Space: the order of ALLOCATE.
        "1 16                            | BAD_FORMAT         | CLOSES",
        "1 30 5 16 1#k                   | CHKSUM_TYPE        | CLOSES",
        "1 30 4 2147483649 1#k           | CHKSUM_BLOCKSIZE   | CLOSES",
        "1 18 1#k 7 3 9 0 0 30           | BAD_FORMAT         | CLOSES",
        "1 18 1#k 7 2 9 0 0 30           | INVALID_PARAMETER  | CLOSES",
        "1 18 1#k 7 2 1 0 400 30         | INVALID_PARAMETER  | CLOSES",
        "1 18 1#k 7 2 1 60 0 30          | INVALID_PARAMETER  | CLOSES",
        "1 18 1#k 7 2 1 60 -4 30         | INV_PAR_SIZE       | CLOSES",
        "1 19 1#k 7 30                   | BAD_FORMAT         | CLOSES",
        // Aliases.
        "1 14 1#k                        | BAD_FORMAT         | CLOSES",
        "1 14 1#k 7 -1 10 60 30          | FILE_SEEK_ERROR    | CLOSES",
        "1 14 1#k 7 0 -10 60 30          | INV_PAR_SIZE       | CLOSES",
        "1 14 1#k 7 0 10 -2 30           | INVALID_PARAMETER  | CLOSES",
        "1 14 1#k 7 9223372036854775807 1 60 30 | WOULD_EXCEED_LIMIT | CLOSES",
        "1 15 1#k 7 44 30                | BAD_FORMAT         | CLOSES",
        "1 15 1#k 7                      | BAD_FORMAT         | CLOSES",
        "1 15 1#k 7 41 0 1#m 7 30        | BAD_FORMAT         | CLOSES",
        "1 15 1#k 7 42 3 1#m 7 30        | INVALID_PARAMETER  | CLOSES",
        "1 15 1#k 7 43 3 -1 20 120 1#m 7 30 | FILE_SEEK_ERROR | CLOSES",
        "1 15 1#k 7 43 0 -20 120 1#m 7 30   | INV_PAR_SIZE    | CLOSES",
        "1 15 1#k 7 45 -1 1#m 7 30       | INV_PAR_SIZE       | CLOSES",
        // Checksums on disk.
        "1 31 1#k 7 -1 30                | INV_PAR_SIZE       | CLOSES",
        "1 32 1#k 7 -1 30                | INV_PAR_SIZE       | CLOSES",
        "1 31                            | BAD_FORMAT         | CLOSES",
        // Copies.
        "1 17                            | BAD_FORMAT         | CLOSES",
        "1 20 2                          | BAD_FORMAT         | CLOSES",
        "1 21 0 1#k x 7 0 0 5 3 3 3      | TYPE_NOT_SUPPORTED | CLOSES",
        "1 17 auto 1#k x 7 0 5 3 3 3     | WRONG_CAP_FORMAT   | STAYS_OPEN",
        "1 22 4 1 1 1#k ibp://far:1/1#w/9/READ 7 0 0 1 3 3 3 | CAP_NOT_WRITE | STAYS_OPEN",
        // What no depot of this dialect has.
        "0 6 1024                        | UNKNOWN_FUNCTION   | CLOSES",
        "1 10 1#k                        | UNKNOWN_FUNCTION   | CLOSES",
        "1 11 1#k                        | UNKNOWN_FUNCTION   | CLOSES",
        "1 37 1#k 7 0 30                 | UNKNOWN_FUNCTION   | CLOSES"
      })
  void whatIsWrongGetsItsCodeAndItsEnding(String line, IbpError error, Ending ending) {
    RefusedRequestException refusal = refusal(line);
    assertThat(refusal.error()).as(refusal.getMessage()).isEqualTo(error);
    assertThat(refusal.ending()).isEqualTo(ending);
  }
}
