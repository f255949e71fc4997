package org.datalogistics.lors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.plan.CopiesBy;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkFileWriterTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(3);

  private final FakeDepots depots = new FakeDepots();
  private final NetworkFiles files =
      NetworkFiles.over(depots, Candidate.all(DEPOTS))
          .with(
              FileOptions.DEFAULTS
                  .withStorage(StoragePolicy.DEFAULTS.withCopies(2).withBlockSize(10_000))
                  .withConditioning(Conditioning.checksum(1000))
                  .withLimits(new TransferLimits(6, 200_000, Duration.ofSeconds(30))));

  @AfterEach
  void stop() {
    depots.close();
  }

  @SeededTest
  void whatWasWrittenIsRead(SeededRandom random) throws IOException {
    byte[] data = random.bytes((int) random.size(400_000));
    ExNode exNode;
    try (NetworkFileWriter writer = files.create("notes")) {
      int at = 0;
      while (at < data.length) {
        int length = Math.min(data.length - at, random.between(1, 90_000));
        writer.write(data, at, length);
        at += length;
      }
      exNode = writer.commit();
    }
    assertThat(exNode.name()).isEqualTo("notes");
    assertThat(exNode.size()).isEqualTo(data.length);
    if (data.length > 0) {
      assertThat(ReplicaMap.of(exNode).copies(CopiesBy.DEPOT).min()).isEqualTo(2);
    }
    try (NetworkFile file = files.open(exNode)) {
      assertThat(file.newInputStream().readAllBytes()).isEqualTo(data);
    }
  }

  @Test
  void whatIsNotCommittedIsGivenBack() throws IOException {
    try (NetworkFileWriter writer = files.create("notes")) {
      writer.write(new byte[230_000]);
      writer.write(1);
    }
    assertThat(depots.allocations()).isZero();
  }

  @Test
  void aFailureIsToldAndNothingIsLeft() throws IOException {
    try (NetworkFileWriter writer = files.create("notes")) {
      writer.write(new byte[50_000]);
      depots.full.addAll(DEPOTS);
      assertThatThrownBy(
              () -> {
                writer.write(new byte[150_000]);
                writer.commit();
              })
          .isInstanceOf(LorsException.class)
          .hasMessageContaining("no depot took bytes");
      assertThatThrownBy(() -> writer.write(1)).isInstanceOf(LorsException.class);
    }
    assertThat(depots.allocations()).isZero();
  }

  @Test
  void aCommittedWriterTakesNoMore() throws IOException {
    try (NetworkFileWriter writer = files.create("notes")) {
      writer.write(1);
      ExNode exNode = writer.commit();
      assertThatThrownBy(() -> writer.write(2)).isInstanceOf(LorsException.class);
      assertThatThrownBy(writer::commit).isInstanceOf(LorsException.class);
      assertThat(exNode.size()).isEqualTo(1);
    }
    assertThat(depots.allocations()).isEqualTo(2);
  }
}
