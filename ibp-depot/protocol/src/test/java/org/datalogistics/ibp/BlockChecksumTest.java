package org.datalogistics.ibp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** IBP spec 3.2 and 8. */
class BlockChecksumTest {
  @ParameterizedTest
  @CsvSource({
    // The captures of IBP spec 8.
    "MD5, 10, 5, 37",
    "MD5, 10, 26, 122",
    "SHA1, 16, 26, 106",
    // No digest behind a whole number of blocks, none at all for nothing.
    "SHA256, 8, 16, 144",
    "SHA512, 8, 1, 129",
    "SHA512, 8, 0, 0",
    "MD5, 9223372036854775807, 100, 132"
  })
  void aDigestInHexadecimalFollowsEveryBlock(ChecksumType type, long block, long bytes, long wire) {
    assertThat(new BlockChecksum(type, block).wireLength(bytes)).isEqualTo(wire);
  }

  @Test
  void aLengthThatNoLongCanHoldIsAnError() {
    BlockChecksum everyByte = new BlockChecksum(ChecksumType.SHA512, 1);
    assertThatThrownBy(() -> everyByte.wireLength(Long.MAX_VALUE / 2))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> everyByte.wireLength(Long.MAX_VALUE / 128))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aBlockHasAtLeastAByte() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BlockChecksum(ChecksumType.MD5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new BlockChecksum(ChecksumType.NONE, 5));
    assertThat(BlockChecksum.NONE.isNone()).isTrue();
    assertThat(BlockChecksum.NONE.wireLength(77)).isEqualTo(77);
  }

  @ParameterizedTest
  @EnumSource(value = ChecksumType.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void digestsAreAsLongAsTheyAreSaidToBe(ChecksumType type) {
    assertThat(type.newDigest().digest()).hasSize(type.digestLength());
    assertThat(ChecksumType.ofWire(type.wireValue())).isEqualTo(type);
  }

  @Test
  void otherNumbersAreNoType() {
    assertThat(ChecksumType.ofWire(-1)).isNull();
    assertThat(ChecksumType.ofWire(5)).isNull();
    assertThat(ChecksumType.ofWire(1L << 32)).isNull();
    assertThat(ChecksumType.ofWire(Long.MIN_VALUE)).isNull();
  }
}
