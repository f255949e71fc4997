package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.condition.Conditioned;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.erasure.GroupEncoder;
import org.datalogistics.lors.erasure.ReedSolomon;
import org.datalogistics.testkit.SeededRandom;

/** Stores coded files by hand, in any shape that a document can have. */
final class CodedFile {
  private final DepotOperations operations;
  private final byte[] data;
  private final List<Extent> extents = new ArrayList<>();
  private final List<CodingGroup> groups = new ArrayList<>();

  CodedFile(DepotOperations operations, byte[] data) {
    this.operations = operations;
    this.data = data;
  }

  ExNode exNode() {
    return ExNode.builder("f")
        .size((long) data.length)
        .extents(extents)
        .codingGroups(groups)
        .build();
  }

  /** An extent on a depot. */
  Extent store(long offset, byte[] bytes, DepotAddress depot, Conditioning conditioning)
      throws Exception {
    IbpCommand.Allocate allocate =
        new IbpCommand.Allocate(
            IbpCommand.ANY_RID, Reliability.HARD, AllocationType.BYTEARRAY, 3600, 1 << 20, 0);
    CapabilitySet set = operations.allocate(depot, allocate).get();
    Conditioner conditioner = new Conditioner(conditioning);
    if (conditioner.isEmpty()) {
      operations.store(set.write(), Payload.of(ByteBuffer.wrap(bytes))).get();
      return Extent.builder(offset, bytes.length)
          .capabilities(set.read().uri(), set.write().uri(), set.manage().uri())
          .build();
    }
    Conditioned stored = conditioner.encode(bytes, bytes.length);
    operations.store(set.write(), Payload.of(stored.bytes())).get();
    return Extent.builder(offset, bytes.length)
        .conditioned(stored.e2eBlockSize(), stored.functions())
        .allocLength(stored.bytes().remaining())
        .capabilities(set.read().uri(), set.write().uri(), set.manage().uri())
        .build();
  }

  void addData(ByteRange range, DepotAddress depot, Conditioning conditioning) throws Exception {
    byte[] bytes = new byte[(int) range.length()];
    System.arraycopy(data, (int) range.offset(), bytes, 0, bytes.length);
    extents.add(store(range.offset(), bytes, depot, conditioning));
  }

  /** A group whose slices are on the depots, slice by slice, cut here and there. */
  void addGroup(
      CodingGroup shape, List<DepotAddress> depots, Conditioning conditioning, SeededRandom random)
      throws Exception {
    for (int i = 0; i < shape.dataSlices(); i++) {
      ByteRange slice = shape.dataSlice(i);
      for (ByteRange part : cut(slice, random)) {
        addData(part, depots.get(i), conditioning);
      }
    }
    List<byte[]> parity =
        new GroupEncoder(new ReedSolomon(shape.dataSlices(), shape.paritySlices()))
            .parity(shape, (offset, bytes) -> bytes.put(data, (int) offset, bytes.remaining()));
    List<ParitySlice> slices = new ArrayList<>();
    for (int i : IntStream.range(0, parity.size()).toArray()) {
      for (ByteRange part : cut(new ByteRange(0, shape.sliceLength()), random)) {
        byte[] bytes = Arrays.copyOfRange(parity.get(i), (int) part.offset(), (int) part.end());
        DepotAddress depot = depots.get(shape.dataSlices() + i);
        slices.add(new ParitySlice(i, store(part.offset(), bytes, depot, conditioning)));
      }
    }
    groups.add(shape.withSlices(slices));
  }

  private static List<ByteRange> cut(ByteRange range, SeededRandom random) {
    if (range.length() < 2 || random.chance(0.7)) {
      return range.isEmpty() ? List.of() : List.of(range);
    }
    long middle = random.between(range.offset() + 1, range.end() - 1);
    return List.of(
        ByteRange.between(range.offset(), middle), ByteRange.between(middle, range.end()));
  }
}
