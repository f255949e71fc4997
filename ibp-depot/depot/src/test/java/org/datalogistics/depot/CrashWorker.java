package org.datalogistics.depot;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.jspecify.annotations.Nullable;

/**
 * One client under which the depot is killed: remembers what was acknowledged, and the one
 * operation whose fate is unknown because its answer never came.
 */
final class CrashWorker implements Runnable {
  private static final int MAX_ALLOCATIONS = 12;

  /** An allocation as acknowledged, and what may or may not have happened to it besides. */
  static final class Known {
    final Keys keys;
    final int maxSize;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte @Nullable [] pending;

    /** Where {@link #pending} overwrites, or -1 if it is appended. */
    int pendingAt = -1;

    /** Size after a truncation in doubt, or -1. */
    int cutting = -1;

    boolean deleting;

    Known(Keys keys, int maxSize) {
      this.keys = keys;
      this.maxSize = maxSize;
    }

    /** Nothing is in doubt: this is what it has. */
    void now(byte[] content) {
      bytes.reset();
      bytes.writeBytes(content);
      pending = null;
      pendingAt = -1;
      cutting = -1;
    }
  }

  private final SeededRandom random;
  private final List<Known> known = new ArrayList<>();
  private int port;
  private final AtomicLong acknowledged = new AtomicLong();

  CrashWorker(SeededRandom random) {
    this.random = random;
  }

  void target(int newPort) {
    port = newPort;
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long knownSpace() {
    return known.stream().mapToLong(each -> each.maxSize).sum();
  }

  /** Works until the depot is gone. */
  @Override
  public void run() {
    try (RawClient client = RawClient.connect(port)) {
      while (true) {
        step(client);
      }
    } catch (AssertionError | UncheckedIOException gone) {
      // The kill: from here on the last operation is in doubt.
      return;
    }
  }

  private void step(RawClient client) {
    if (known.isEmpty() || (known.size() < MAX_ALLOCATIONS && random.chance(0.3))) {
      int size = random.between(1, 300_000);
      String answer = client.send("1 1 1 2 1 3600 " + size + " 30\n").readLine();
      known.add(new Known(Keys.of(answer, port), size));
      acknowledged.incrementAndGet();
      return;
    }
    Known target = random.pick(known);
    if (random.chance(0.15)) {
      target.deleting = true;
      client.send("1 9 " + target.keys.manage() + " 1 42 1 30\n").expect("1 \n");
      known.remove(target);
      acknowledged.incrementAndGet();
      return;
    }
    if (target.bytes.size() > 1 && random.chance(0.25)) {
      overwrite(client, target);
      return;
    }
    if (target.bytes.size() > 1 && random.chance(0.1)) {
      cut(client, target, random.between(1, target.bytes.size() - 1));
      return;
    }
    int room = target.maxSize - target.bytes.size();
    if (room == 0) {
      verify(client, target);
      return;
    }
    byte[] more = random.bytes(random.between(1, room));
    target.pending = more;
    target.pendingAt = -1;
    client.send("1 2 " + target.keys.write() + " 1 " + more.length + " 30\n").send(more);
    client.expect("1 \n1 " + more.length + " \n");
    target.bytes.writeBytes(more);
    target.pending = null;
    acknowledged.incrementAndGet();
  }

  private void overwrite(RawClient client, Known target) {
    int at = random.between(0, target.bytes.size() - 1);
    byte[] bytes = random.bytes(random.between(1, target.bytes.size() - at));
    target.pending = bytes;
    target.pendingAt = at;
    client.send("1 13 " + target.keys.write() + " 1 " + at + " " + bytes.length + " 30\n");
    client.send(bytes).expect("1 \n1 " + bytes.length + " \n");
    byte[] all = target.bytes.toByteArray();
    System.arraycopy(bytes, 0, all, at, bytes.length);
    target.now(all);
    acknowledged.incrementAndGet();
  }

  private void cut(RawClient client, Known target, int size) {
    target.cutting = size;
    String manage = "1 9 " + target.keys.manage() + " 1 45 ";
    client.send(manage + size + " 30\n").expect("1 \n");
    client.send(manage + target.maxSize + " 30\n").expect("1 \n");
    target.now(Arrays.copyOf(target.bytes.toByteArray(), size));
    acknowledged.incrementAndGet();
  }

  /** After a restart: everything acknowledged is there, what was in doubt is there whole or not. */
  void verifyAll() {
    for (Known each : List.copyOf(known)) {
      try (RawClient client = RawClient.connect(port)) {
        if (each.deleting && isGone(client, each)) {
          known.remove(each);
        } else {
          each.deleting = false;
          settle(client, each);
        }
      }
    }
  }

  private static boolean isGone(RawClient client, Known target) {
    String answer = client.send("1 8 " + target.keys.read() + " 1 0 0 30\n").readLine();
    return answer.equals("-4 ");
  }

  private static void settle(RawClient client, Known target) {
    String probe = client.send("1 9 " + target.keys.manage() + " 1 40 3 0 0 0 30\n").readLine();
    int size = Integer.parseInt(Arrays.asList(probe.split(" ", -1)).get(3));
    byte[] content = target.bytes.toByteArray();
    byte[] pending = target.pending;
    if (size == target.cutting) {
      content = Arrays.copyOf(content, size);
    } else if (pending != null
        && target.pendingAt < 0
        && size == target.bytes.size() + pending.length) {
      content = Arrays.copyOf(content, size);
      System.arraycopy(pending, 0, content, size - pending.length, pending.length);
    }
    if (size != content.length) {
      throw new AssertionError(
          "size " + size + " after the restart, acknowledged " + target.bytes.size());
    }
    if (pending != null && target.pendingAt >= 0) {
      content = partlyOverwritten(client, target, content, pending);
    }
    boolean wasCut = target.cutting >= 0;
    target.now(content);
    verify(client, target);
    if (wasCut) {
      client.send("1 9 " + target.keys.manage() + " 1 45 " + target.maxSize + " 30\n");
      client.expect("1 \n");
    }
    client.send("1 32 " + target.keys.manage() + " 1 0 30\n").expect("1 0\n");
  }

  /** Of an overwrite in doubt each byte may be there or not. */
  private static byte[] partlyOverwritten(
      RawClient client, Known target, byte[] old, byte[] pending) {
    client.send("1 8 " + target.keys.read() + " 1 0 " + old.length + " 30\n");
    client.expect("1 " + old.length + " \n");
    byte[] found = client.readFully(old.length);
    for (int i = 0; i < old.length; i++) {
      int within = i - target.pendingAt;
      boolean isNew = within >= 0 && within < pending.length && found[i] == pending[within];
      if (found[i] != old[i] && !isNew) {
        throw new AssertionError("byte " + i + " is neither the old nor the new one");
      }
    }
    return found;
  }

  private static void verify(RawClient client, Known target) {
    int size = target.bytes.size();
    client.send("1 8 " + target.keys.read() + " 1 0 " + size + " 30\n").expect("1 " + size + " \n");
    client.expect(target.bytes.toByteArray());
  }
}
