package org.datalogistics.depot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;

/**
 * A FIFO or ring under kills: what was stored is read in order, each byte at least once. The bytes
 * of the last LOAD may come again after a kill.
 */
final class CrashQueue implements CrashStep {
  private static final int CAPACITY = 50_000;
  private static final int FIFO = 3;
  private static final int RING = 4;

  private final SeededRandom random;
  private final boolean isRing;
  private TestDepot.Keys keys;
  private byte[] content = {};

  /** What the last LOAD gave, as long as it may come back. */
  private byte[] taken = {};

  private byte[] pendingStore = {};
  private int pendingTake;

  private CrashQueue(SeededRandom random, boolean isRing, TestDepot.Keys keys) {
    this.random = random;
    this.isRing = isRing;
    this.keys = keys;
  }

  static CrashQueue make(RawClient client, int port, SeededRandom random, boolean isRing) {
    String request = "1 1 1 2 " + (isRing ? RING : FIFO) + " 3600 " + CAPACITY + " 30\n";
    return new CrashQueue(random, isRing, CrashAnswers.keys(client, port, request));
  }

  int space() {
    return CAPACITY;
  }

  @Override
  public void run(RawClient client) {
    int room = isRing ? CAPACITY : CAPACITY - content.length;
    if (room > 0 && (content.length == 0 || random.nextBoolean())) {
      pendingStore = random.bytes(random.between(1, room));
      client.send("1 2 " + keys.write() + " 1 " + pendingStore.length + " 30\n");
      client.send(pendingStore).expect("1 \n1 " + pendingStore.length + " \n");
      content = joined(afterDropping(), pendingStore);
      pendingStore = new byte[0];
      taken = new byte[0];
    } else {
      take(client, random.between(1, content.length));
    }
  }

  private void take(RawClient client, int count) {
    pendingTake = count;
    byte[] got = CrashAnswers.load(client, keys, 0, count);
    if (!Arrays.equals(got, Arrays.copyOf(content, count))) {
      throw new CrashWorker.LostException("a queue gave other bytes than were stored");
    }
    taken = got;
    content = Arrays.copyOfRange(content, count, content.length);
    pendingTake = 0;
  }

  /** A ring drops its oldest bytes before new ones come. */
  private byte[] afterDropping() {
    int surplus = Math.max(0, content.length + pendingStore.length - CAPACITY);
    return Arrays.copyOfRange(content, surplus, content.length);
  }

  @Override
  public void settle(RawClient client, int port) {
    List<byte[]> possible = new ArrayList<>(List.of(content, joined(taken, content)));
    if (pendingStore.length > 0) {
      possible.add(afterDropping());
      possible.add(joined(afterDropping(), pendingStore));
    }
    if (pendingTake > 0) {
      possible.add(Arrays.copyOfRange(content, pendingTake, content.length));
    }
    int size = CrashAnswers.probe(client, keys).size();
    byte[] found = size == 0 ? new byte[0] : CrashAnswers.load(client, keys, 0, size);
    if (possible.stream().noneMatch(each -> Arrays.equals(each, found))) {
      throw new AssertionError(
          "a queue has %d bytes; acknowledged %d, taken before %d, in doubt %d more and %d less"
              .formatted(size, content.length, taken.length, pendingStore.length, pendingTake));
    }
    content = new byte[0];
    taken = found;
    pendingStore = new byte[0];
    pendingTake = 0;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
