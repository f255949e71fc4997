package org.datalogistics.ibp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.ibp.wire.RequestParserTest.parse;

import java.util.List;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AliasCommand.AliasAllocate;
import org.datalogistics.ibp.AliasCommand.AliasChange;
import org.datalogistics.ibp.AliasCommand.AliasChangeCount;
import org.datalogistics.ibp.AliasCommand.AliasProbe;
import org.datalogistics.ibp.AliasCommand.AliasTruncate;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.SpaceCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ACCRE dialect has beyond the LoCI one, in the spellings of IBP spec 7, 8 and 9.3. */
class ExtensionRequestsTest {
  private static final AccessKey KEY = new AccessKey("1#k", "3862277");
  private static final AccessKey MASTER = new AccessKey("1#m", "7");
  private static final BlockChecksum MD5 = new BlockChecksum(ChecksumType.MD5, 65536);

  @Test
  void transfersWithChecksums() {
    assertThat(parse("1 28 4 65536 1#k 3862277 26 30"))
        .isEqualTo(new IbpCommand.Store(KEY, 26, MD5, 30));
    assertThat(parse("1 27 4 65536 1#k 3862277 100 5 30"))
        .isEqualTo(new IbpCommand.Write(KEY, 100, 5, MD5, 30));
    assertThat(parse("1 24 4 65536 1#k 3862277 0 16 30"))
        .isEqualTo(new IbpCommand.Load(KEY, 0, 16, MD5, 30));
  }

  @ParameterizedTest
  @EnumSource(ChecksumType.class)
  void everyTypeOfChecksumOnDisk(ChecksumType type) {
    BlockChecksum disk =
        type == ChecksumType.NONE ? BlockChecksum.NONE : new BlockChecksum(type, 1L << 31);
    String fields = type.wireValue() + " " + disk.blockSize();
    assertThat(parse("1 29 " + fields + " 1 2 1 3600 200 30"))
        .isEqualTo(
            new IbpCommand.Allocate(
                "1", Reliability.HARD, AllocationType.BYTEARRAY, 3600, 200, disk, 30));
  }

  @ParameterizedTest
  @EnumSource(AllocationType.class)
  void everyTypeOfAllocation(AllocationType type) {
    assertThat(parse("0 1 1 " + type.wireValue() + " 3600 10 5"))
        .isEqualTo(new IbpCommand.Allocate("0", Reliability.SOFT, type, 3600, 10, 5));
  }

  @Test
  void vectors() {
    assertThat(parse("1 33 1#k 3862277 2 0 3 10 2 30"))
        .isEqualTo(
            new IbpCommand.VecWrite(
                KEY, List.of(new ByteRange(0, 3), new ByteRange(10, 2)), null, 30));
    assertThat(parse("1 35 1#k 3862277 3 0 3 10 2 20 4 30"))
        .isEqualTo(
            new IbpCommand.VecRead(
                KEY,
                List.of(new ByteRange(0, 3), new ByteRange(10, 2), new ByteRange(20, 4)),
                null,
                30));
    assertThat(parse("1 34 4 65536 1#k 3862277 1 200 3 30"))
        .isEqualTo(new IbpCommand.VecWrite(KEY, List.of(new ByteRange(200, 3)), MD5, 30));
    assertThat(parse("1 36 4 65536 1#k 3862277 1 200 3 30"))
        .isEqualTo(new IbpCommand.VecRead(KEY, List.of(new ByteRange(200, 3)), MD5, 30));
  }

  @Test
  void aVectorWriteMayBeginWithAnAppend() {
    assertThat(parse("1 33 1#k 3862277 2 -1 3 10 2 30"))
        .isEqualTo(
            new IbpCommand.VecWrite(
                KEY, List.of(new ByteRange(IbpCommand.APPEND, 3), new ByteRange(10, 2)), null, 30));
  }

  @Test
  void anEmptyVectorMovesNothing() {
    assertThat(parse("1 33 1#k 3862277 0 30"))
        .isEqualTo(new IbpCommand.VecWrite(KEY, List.of(), null, 30));
    assertThat(parse("1 35 1#k 3862277"))
        .isEqualTo(new IbpCommand.VecRead(KEY, List.of(), null, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1049, 2098, 4096})
  void aVectorMayHaveThousandsOfPieces(int count) {
    StringBuilder line = new StringBuilder("1 35 1#k 3862277 ").append(count);
    for (int i = 0; i < count; i++) {
      line.append("  ").append(i * 1_000_000_000_000L).append(' ').append(i);
    }
    IbpCommand.VecRead read = (IbpCommand.VecRead) parse(line.append(" 30").toString());
    assertThat(read.ranges()).hasSize(count);
    assertThat(read.ranges().get(count - 1))
        .isEqualTo(new ByteRange((count - 1) * 1_000_000_000_000L, count - 1));
    assertThat(read.length()).isEqualTo((count - 1L) * count / 2);
    assertThat(read.timeout()).isEqualTo(30);
  }

  @Test
  void renameSplitAndMerge() {
    assertThat(parse("1 16 1#k 3862277 30")).isEqualTo(new SpaceCommand.Rename(KEY, 30));
    assertThat(parse("1 18 1#k 3862277 2 1 3600 400 30"))
        .isEqualTo(
            new SpaceCommand.Split(
                KEY, Reliability.HARD, AllocationType.BYTEARRAY, 3600, 400, null, 30));
    assertThat(parse("1 30 4 65536 1#k 3862277 1 2 -1 400 30"))
        .isEqualTo(
            new SpaceCommand.Split(KEY, Reliability.SOFT, AllocationType.BUFFER, -1, 400, MD5, 30));
    assertThat(parse("1 19 1#k 3862277 1#m 7 30"))
        .isEqualTo(new SpaceCommand.Merge(KEY, MASTER, 30));
  }

  @Test
  void aliases() {
    assertThat(parse("1 14 1#k 3862277 5 10 60 30"))
        .isEqualTo(new AliasAllocate(KEY, 5, 10, 60, 30));
    assertThat(parse("1 15 1#k 3862277 40 3 30 ")).isEqualTo(new AliasProbe(KEY, 30));
    assertThat(parse("1 15 1#k 3862277 42 1 1#m 7 30"))
        .isEqualTo(new AliasChangeCount(KEY, CapabilityKind.READ, false, MASTER, 30));
    assertThat(parse("1 15 1#k 3862277 41 2 1#m 7 30"))
        .isEqualTo(new AliasChangeCount(KEY, CapabilityKind.WRITE, true, MASTER, 30));
    assertThat(parse("1 15 1#k 3862277 45 12 1#m 7 30"))
        .isEqualTo(new AliasTruncate(KEY, 12, MASTER, 30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 15 1#k 3862277 43 3 4 20 120 1#m 7 30",
        "1 15 1#k 3862277 43 3 4 20 120 1#m 7 30 and more",
        "1 15 1#k 3862277 43  4 20 120 1#m 7 30 "
      })
  void anAliasChangesWithAndWithoutCapabilityType(String line) {
    assertThat(parse(line)).isEqualTo(new AliasChange(KEY, 4, 20, 120, MASTER, 30));
  }

  @Test
  void aMissingMasterIsLeftToTheDepotToRefuse() {
    assertThat(parse("1 15 1#k 3862277 42 1 30"))
        .isEqualTo(new AliasChangeCount(KEY, CapabilityKind.READ, false, null, 30));
    assertThat(parse("1 15 1#k 3862277 45 12 30")).isEqualTo(new AliasTruncate(KEY, 12, null, 30));
    assertThat(parse("1 15 1#k 3862277 43 4 20 120 30"))
        .isEqualTo(new AliasChange(KEY, 4, 20, 120, null, 30));
    assertThat(parse("1 15 1#k 3862277 43")).isEqualTo(new AliasChange(KEY, 0, 0, 0, null, 0));
  }

  @Test
  void copiesOverGatewaysAndWithChecksums() {
    Capability write = Capability.parse("ibp://far:6715/1#w/9/WRITE");
    Capability read = Capability.parse("ibp://far:6715/1#r/9/READ");
    CopyRoute auto = CopyRoute.phoebus("auto");
    String w = "1#k ibp://far:6715/1#w/9/WRITE 3862277 ";
    String r = "1#k ibp://far:6715/1#r/9/READ 3862277 ";
    assertThat(parse("1 17 auto " + w + "0 5 30 20 30"))
        .isEqualTo(new IbpCommand.Send(KEY, write, 0, 5, null, auto, 30, 20));
    assertThat(parse("1 26 4 65536 auto " + w + "0 26 30 20 30"))
        .isEqualTo(new IbpCommand.Send(KEY, write, 0, 26, MD5, auto, 30, 20));
    assertThat(parse("1 25 4 65536 " + w + "0 26 30 20 30"))
        .isEqualTo(new IbpCommand.Send(KEY, write, 0, 26, MD5, CopyRoute.TCP, 30, 20));
    assertThat(parse("1 22 4 65536 1  " + w + "0 -1 26 30 20 30"))
        .isEqualTo(new IbpCommand.Push(KEY, write, 0, -1, 26, MD5, CopyRoute.TCP, 30, 20));
    assertThat(parse("1 23 4 65536 1 " + r + "50 0 26 30 20 30"))
        .isEqualTo(new IbpCommand.Pull(KEY, read, 50, 0, 26, MD5, CopyRoute.TCP, 30, 20));
    assertThat(parse("1 23 4 65536 2 auto " + r + "50 0 26 30 20 30"))
        .isEqualTo(new IbpCommand.Pull(KEY, read, 50, 0, 26, MD5, auto, 30, 20));
  }

  @Test
  void checksumsOnDisk() {
    assertThat(parse("1 31 1#k 3862277 1 30"))
        .isEqualTo(new IntegrityCommand.GetChecksums(KEY, true, 30));
    assertThat(parse("1 31 1#k 3862277 0 30"))
        .isEqualTo(new IntegrityCommand.GetChecksums(KEY, false, 30));
    assertThat(parse("1 32 1#k 3862277 0 30"))
        .isEqualTo(new IntegrityCommand.ValidateChecksums(KEY, false, 30));
    assertThat(parse("1 32 1#k 3862277 1 30"))
        .isEqualTo(new IntegrityCommand.ValidateChecksums(KEY, true, 30));
  }
}
