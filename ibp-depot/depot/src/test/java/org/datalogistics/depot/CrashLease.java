package org.datalogistics.depot;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;

/**
 * Allocations for a few seconds: there until their lease ends, gone soon after. They are made, and
 * looked at again, on connections of their own, since one refusal ends a connection.
 */
final class CrashLease implements CrashStep {
  /** How long after its end a lease may still be seen. */
  private static final long SLACK = TimeUnit.MILLISECONDS.toNanos(1500);

  private static final int MOST = 6;

  private record Timed(TestDepot.Keys keys, ByteBuffer content, long notBefore, long notAfter) {}

  private final List<Timed> leases = new ArrayList<>();
  private final SeededRandom random;
  private int port;
  private long ended;

  CrashLease(SeededRandom random) {
    this.random = random;
  }

  void target(int newPort) {
    port = newPort;
  }

  /** Whether some did not end yet. */
  boolean isAny() {
    return !leases.isEmpty();
  }

  /** How many were seen to end. */
  long ended() {
    return ended;
  }

  @Override
  public void run(RawClient client) {
    if (leases.size() >= MOST) {
      check(client);
      return;
    }
    int seconds = random.between(2, 3);
    byte[] content = random.bytes(random.between(1, 5000));
    long asked = System.nanoTime();
    TestDepot.Keys keys = CrashAnswers.keys(client, port, "1 1 1 2 1 " + seconds + " 5000 30\n");
    long granted = System.nanoTime();
    long lease = TimeUnit.SECONDS.toNanos(seconds);
    try (RawClient other = RawClient.connect(port)) {
      other.send("1 2 " + keys.write() + " 1 " + content.length + " 30\n").send(content);
      String answer = other.readLine();
      if (answer.equals("-4 ") && System.nanoTime() - asked >= lease) {
        return; // Ended before the bytes came.
      }
      if (!answer.equals("1 ")) {
        throw new CrashWorker.LostException("a STORE within the lease gave " + answer);
      }
      other.expect("1 " + content.length + " \n");
    }
    leases.add(new Timed(keys, ByteBuffer.wrap(content), asked + lease, granted + lease + SLACK));
  }

  @Override
  public void settle(RawClient client, int port) {
    check(client);
  }

  /** Every one of them is there, with its bytes, or gone, as it must be. */
  void check(RawClient client) {
    for (Iterator<Timed> each = leases.iterator(); each.hasNext(); ) {
      Timed lease = each.next();
      long asked = System.nanoTime();
      int size = lease.content().capacity();
      String answer =
          client.send("1 8 " + lease.keys().read() + " 1 0 " + size + " 30\n").readLine();
      if (answer.equals("1 " + size + " ")) {
        client.expect(lease.content().array());
        if (asked > lease.notAfter()) {
          throw new CrashWorker.LostException("a lease opens something after its end");
        }
      } else if (answer.equals("-4 ")) {
        if (System.nanoTime() < lease.notBefore()) {
          throw new CrashWorker.LostException("gone before its lease ended");
        }
        each.remove();
        ended++;
      } else {
        throw new CrashWorker.LostException("reading a short lease gave " + answer);
      }
    }
  }
}
