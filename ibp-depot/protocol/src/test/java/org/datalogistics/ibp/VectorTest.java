package org.datalogistics.ibp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IBP spec 7.4: what pieces of an allocation may be. */
class VectorTest {
  private static final AccessKey KEY = new AccessKey("1#k", "7");
  private static final ByteRange APPEND = new ByteRange(IbpCommand.APPEND, 5);

  private static IbpCommand.VecWrite write(List<ByteRange> ranges) {
    return new IbpCommand.VecWrite(KEY, ranges, null, 0);
  }

  private static IbpCommand.VecRead read(List<ByteRange> ranges) {
    return new IbpCommand.VecRead(KEY, ranges, null, 0);
  }

  @ParameterizedTest
  @CsvSource({"-2, 1", "0, -1", "9223372036854775807, 1", "1, 9223372036854775807"})
  void aRangeLiesWithinALong(long offset, long length) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(offset, length));
  }

  @Test
  void theLengthIsTheSumOfThePieces() {
    List<ByteRange> ranges = List.of(new ByteRange(10, 2), new ByteRange(0, 3));
    assertThat(read(ranges).length()).isEqualTo(5);
    assertThat(write(ranges).length()).isEqualTo(5);
    assertThat(write(List.of()).length()).isZero();
    assertThat(ranges.get(0).end()).isEqualTo(12);
  }

  @Test
  void onlyTheFirstPieceOfAWriteAppends() {
    ByteRange other = new ByteRange(0, 3);
    assertThat(write(List.of(APPEND, other)).length()).isEqualTo(8);
    assertThatIllegalArgumentException().isThrownBy(() -> write(List.of(other, APPEND)));
    assertThatIllegalArgumentException().isThrownBy(() -> read(List.of(APPEND)));
  }

  @Test
  void thereAreLimits() {
    List<ByteRange> most = Collections.nCopies(4096, new ByteRange(0, 1));
    assertThat(read(most).length()).isEqualTo(4096);
    List<ByteRange> tooMany = Collections.nCopies(4097, new ByteRange(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> read(tooMany));
    List<ByteRange> tooLong = List.of(new ByteRange(0, Long.MAX_VALUE), new ByteRange(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> write(tooLong));
  }

  @Test
  void whatTheCallerDoesToItsListLaterDoesNotMatter() {
    List<ByteRange> ranges = new ArrayList<>(List.of(new ByteRange(0, 1)));
    IbpCommand.VecRead read = read(ranges);
    ranges.clear();
    assertThat(read.ranges()).hasSize(1);
  }
}
