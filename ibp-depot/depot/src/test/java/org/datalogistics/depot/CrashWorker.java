package org.datalogistics.depot;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.jspecify.annotations.Nullable;

/**
 * One client under which the depot is killed: remembers what was acknowledged, and the one request
 * whose fate is unknown because its answer never came.
 */
final class CrashWorker implements Runnable {
  private static final int MAX_FILES = 10;
  private static final int MAX_ALIASES = 3;
  private static final int LARGEST = 300_000;

  /** Told to be lost while the depot ran: no kill excuses it. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostException(String message) {
      super(message);
    }
  }

  private final SeededRandom random;
  private final int number;
  private final List<CrashFile> known = new ArrayList<>();
  private final List<CrashFile> deleted = new ArrayList<>();
  private final List<CrashQueue> queues = new ArrayList<>();
  private final CrashLease leases;
  private final AtomicLong acknowledged = new AtomicLong();
  private @Nullable CrashStep pending;
  private volatile @Nullable Throwable failure;
  private int port;
  private int uniqueSizes;

  CrashWorker(int number, SeededRandom random) {
    this.number = number;
    this.random = random;
    this.leases = new CrashLease(random.fork());
  }

  void target(int newPort) {
    port = newPort;
    leases.target(newPort);
  }

  long acknowledged() {
    return acknowledged.get();
  }

  /** How many short leases were seen to end. */
  long ended() {
    return leases.ended();
  }

  /** Whether some of them did not end yet. */
  boolean hasShortLeases() {
    return leases.isAny();
  }

  /** How many it knows to be leased for long. */
  int knownAllocations() {
    return known.size() + queues.size();
  }

  /** Bytes of what it knows to be leased for long. */
  long knownSpace() {
    return known.stream().mapToLong(file -> file.maxSize).sum()
        + queues.stream().mapToLong(CrashQueue::space).sum();
  }

  /** Whatever went wrong while the depot ran. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Works until the depot is gone. */
  @Override
  public void run() {
    try (RawClient client = RawClient.connect(port)) {
      while (true) {
        CrashStep step = next(client);
        pending = step;
        step.run(client);
        pending = null;
        acknowledged.incrementAndGet();
      }
    } catch (UncheckedIOException gone) {
      return; // The kill: from here on the last request is in doubt.
    } catch (AssertionError e) {
      if (!isEnd(e)) {
        failure = e;
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private static boolean isEnd(AssertionError e) {
    return String.valueOf(e.getMessage()).contains("end of the stream");
  }

  private CrashStep next(RawClient client) {
    if (queues.size() < 2) {
      queues.add(CrashQueue.make(client, port, random.fork(), queues.size() == 1));
    }
    while (true) {
      CrashStep step = maybe();
      if (step != null) {
        return step;
      }
    }
  }

  private @Nullable CrashStep maybe() {
    CrashLives lives = new CrashLives(known, deleted, port);
    if (known.isEmpty() || (known.size() < MAX_FILES && random.chance(0.2))) {
      if (random.chance(0.3)) {
        return lives.allocateUnique(1_000_000 + 100_000 * number + uniqueSizes++);
      }
      int block = random.chance(0.4) ? random.pick(512, 4096, 100_000) : 0;
      return lives.allocate(random.between(2, LARGEST), block);
    }
    CrashFile file = random.pick(known);
    return switch (random.nextInt(16)) {
      case 0 -> random.pick(queues);
      case 1 -> leases;
      case 2 -> file.writeCount == 0 ? lives.delete(file) : null;
      case 3 -> deleted.isEmpty() ? null : lives.undelete(random.pick(deleted));
      case 4 -> split(file);
      case 5 -> merge(file, random.pick(known));
      case 6 -> CrashSpace.rename(file, port, known);
      case 7 -> alias(file);
      case 8 -> CrashSpace.count(file);
      case 9 -> resize(file);
      default -> upload(file);
    };
  }

  private @Nullable CrashStep upload(CrashFile file) {
    CrashUploads uploads = new CrashUploads(random, port);
    return switch (random.nextInt(7)) {
      case 0, 1 -> uploads.store(file);
      case 2 -> uploads.write(file);
      case 3 -> uploads.vector(file);
      case 4 -> uploads.throughAlias(file);
      default -> uploads.copy(file, random.pick(known));
    };
  }

  private @Nullable CrashStep split(CrashFile file) {
    return file.maxSize < 2 || !file.id.isEmpty()
        ? null
        : CrashSpace.split(file, random.between(1, file.maxSize - 1), port, known);
  }

  private @Nullable CrashStep merge(CrashFile file, CrashFile child) {
    boolean can = child != file && child.writeCount == 0;
    can &= file.id.isEmpty() && child.id.isEmpty() && file.maxSize <= 2 * LARGEST;
    return can ? CrashSpace.merge(file, child, known) : null;
  }

  private @Nullable CrashStep resize(CrashFile file) {
    return file.id.isEmpty()
        ? CrashSpace.resize(file, random.between(1, Math.max(LARGEST, file.size() + 1)))
        : null;
  }

  private CrashStep alias(CrashFile file) {
    int count = file.aliases.size();
    return count == 0 || (count < MAX_ALIASES && random.chance(0.7))
        ? CrashAliases.make(file, random, port)
        : CrashAliases.remove(file, random.pick(file.aliases));
  }

  /** After a restart: what was in doubt is as before or as after, all else is there. */
  void verifyAll() {
    try (RawClient client = RawClient.connect(port)) {
      CrashStep step = pending;
      if (step != null && !(step instanceof CrashQueue)) {
        step.settle(client, port);
      }
      pending = null;
      leases.check(client);
      queues.forEach(queue -> queue.settle(client, port));
      CrashVerify verify = new CrashVerify(client, port);
      known.forEach(verify::check);
      deleted.forEach(verify::isGone);
    }
  }
}
