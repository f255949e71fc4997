package org.datalogistics.unis.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 300_000})
  void whatWasWrittenIsReadAndNothingStays(int size) throws IOException {
    ByteBudget budget = new ByteBudget(1_000_000);
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Spool spool = new Spool.Place(folder, budget).open();
    for (int i = 0; i < size; i += 1000) {
      spool.write(bytes, i, Math.min(1000, size - i));
    }

    assertThat(spool.size()).isEqualTo(size);
    try (InputStream in = spool.read()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    spool.release();
    spool.release();
    assertThat(budget.left()).isEqualTo(1_000_000);
    assertThat(files()).isZero();
  }

  @Test
  void theFingerprintTellsBodiesApart() throws IOException {
    Spool.Place place = new Spool.Place(folder, new ByteBudget(0));
    Spool one = place.open();
    one.write('a');
    Spool same = place.open();
    same.write(new byte[] {'a'}, 0, 1);

    assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).hasSize(32);
    same.write('b');
    assertThat(same.fingerprint()).isNotEqualTo(one.fingerprint());
  }

  @Test
  void aLongAnswerIsRefusedWhenThereIsNoRoomAndTheRoomTakenComesBack() throws IOException {
    ByteBudget budget = new ByteBudget(100_000);
    Spool spool = new Spool.Place(folder, budget).open();
    spool.write(new byte[60_000], 0, 60_000);
    spool.write(new byte[60_000], 0, 60_000);

    assertThatThrownBy(() -> spool.write(new byte[60_000], 0, 60_000))
        .isInstanceOf(Spool.FullException.class);
    spool.release();
    assertThat(budget.left()).isEqualTo(100_000);
    assertThat(files()).isZero();
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }
}
