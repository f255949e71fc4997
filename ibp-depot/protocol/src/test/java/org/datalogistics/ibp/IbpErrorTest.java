package org.datalogistics.ibp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** IBP spec 3.3. */
class IbpErrorTest {
  @Test
  void theTableHasEveryCodeOnce() {
    assertThat(Arrays.stream(IbpError.values()).map(IbpError::code))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 66).mapToObj(i -> -i).toList());
    for (IbpError error : IbpError.values()) {
      assertThat(IbpError.ofCode(error.code())).isEqualTo(error);
      assertThat(error.meaning()).isNotBlank();
    }
  }

  @Test
  void numbersThatAreInNoTableAreGeneric() {
    assertThat(IbpError.ofCode(0)).isEqualTo(IbpError.GENERIC);
    assertThat(IbpError.ofCode(-67)).isEqualTo(IbpError.GENERIC);
    assertThat(IbpError.ofCode(-4 - (1L << 32))).isEqualTo(IbpError.GENERIC);
  }

  @Test
  void anExceptionSaysWhatToDo() {
    IbpException gone = new IbpException(IbpError.CAP_NOT_FOUND, "PROBE on d:1");
    assertThat(gone.isGone()).isTrue();
    assertThat(gone.isRetryable()).isFalse();
    assertThat(gone).hasMessageStartingWith("PROBE on d:1: ").hasMessageContaining("(-4)");
    assertThat(new IbpException(IbpError.OUT_OF_SOCKETS, "x").isRetryable()).isTrue();
    assertThat(new IbpException(IbpError.CAP_DELETING, "x").isGone()).isTrue();
  }
}
