package org.datalogistics.lors.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.erasure.ReedSolomon;
import org.datalogistics.lors.erasure.SlicePart;
import org.datalogistics.lors.run.Failures;
import org.jspecify.annotations.Nullable;

/**
 * A part of one slice on its way from the same columns of others: as many as are needed are read at
 * once, and for each one that fails, one more; when none is left, those that failed are tried once
 * more after a while.
 */
final class SliceRebuild {
  private static final int REASONS_KEPT = 4;

  /** About as long as a depot is left alone after its first failure. */
  private static final long SECOND_TRY_MILLIS = 700;

  private final SlicePart part;
  private final CodingGroup group;
  private final SliceReader slices;
  private final ParityReads parity;
  private final Executor workers;
  private final ByteBuffer to;
  private final CompletableFuture<@Nullable Void> result = new CompletableFuture<>();

  // Guarded by this.
  private final Deque<Integer> untried = new ArrayDeque<>();
  private final List<Integer> failed = new ArrayList<>();
  private final SortedMap<Integer, @Nullable ByteBuffer> read = new TreeMap<>();
  private final Set<String> reasons = new LinkedHashSet<>();
  private int underWay;
  private boolean combining;
  private boolean again;

  /**
   * A rebuild.
   *
   * @param to takes the bytes: as many as the part's range has, for parity as it has columns
   */
  SliceRebuild(SlicePart part, SliceReader slices, Executor workers, ByteBuffer to) {
    this.part = part;
    this.group = part.group();
    this.slices = slices;
    this.parity = new ParityReads(group, slices);
    this.workers = workers;
    this.to = to;
    for (int i = 0; i < group.dataSlices(); i++) {
      if (i == part.slice()) {
        continue;
      }
      if (part.of(i).range().isEmpty()) {
        read.put(i, null); // zeros behind the end of the group
      } else {
        untried.add(i);
      }
    }
    for (int i = 0; i < group.paritySlices(); i++) {
      int other = group.dataSlices() + (part.slice() + i) % group.paritySlices(); // spreads reads
      if (other != part.slice() && !group.parity(other - group.dataSlices()).isEmpty()) {
        untried.add(other);
      }
    }
  }

  CompletableFuture<@Nullable Void> start() {
    advance();
    return result;
  }

  private void advance() {
    List<Integer> chosen = new ArrayList<>();
    boolean enough;
    boolean tooFew;
    boolean later = false;
    synchronized (this) {
      enough = read.size() >= group.dataSlices() && !combining;
      combining |= enough;
      while (read.size() + underWay < group.dataSlices() && !untried.isEmpty()) {
        chosen.add(untried.remove());
        underWay++;
      }
      tooFew = read.size() + underWay < group.dataSlices();
      if (tooFew && underWay == 0 && !again && read.size() + failed.size() >= group.dataSlices()) {
        later = true;
        again = true;
        untried.addAll(failed);
        failed.clear();
        reasons.clear();
      } else if (tooFew && !again && read.size() + underWay + failed.size() >= group.dataSlices()) {
        tooFew = false; // first see how those under way end
      }
    }
    if (later) {
      CompletableFuture.delayedExecutor(SECOND_TRY_MILLIS, TimeUnit.MILLISECONDS, workers)
          .execute(this::advance);
    } else if (tooFew) {
      result.completeExceptionally(tooFew());
    } else if (enough) {
      workers.execute(this::combine);
    } else {
      chosen.forEach(this::read);
    }
  }

  private synchronized LorsException tooFew() {
    return new LorsException(
        "of the %d slices that are needed of bytes %s only %d can be read: %s"
            .formatted(
                group.dataSlices(),
                group.range(),
                read.size(),
                reasons.isEmpty() ? "the exNode has no more" : String.join("; ", reasons)));
  }

  private void read(int slice) {
    SlicePart other = part.of(slice);
    CompletableFuture<ByteBuffer> bytes =
        other.isData()
            ? slices.read(other.range())
            : parity.read(slice - group.dataSlices(), other.columns());
    bytes.whenComplete(
        (data, failure) -> {
          synchronized (this) {
            underWay--;
            if (failure == null) {
              read.put(slice, data);
            } else {
              failed.add(slice);
              if (reasons.size() < REASONS_KEPT) {
                reasons.add(Failures.reason(failure));
              }
            }
          }
          if (!result.isDone()) {
            advance();
          }
        });
  }

  private void combine() {
    try {
      int[] from = new int[group.dataSlices()];
      List<@Nullable ByteBuffer> inputs = new ArrayList<>();
      synchronized (this) {
        for (Map.Entry<Integer, @Nullable ByteBuffer> entry : read.entrySet()) {
          if (inputs.size() < from.length) {
            from[inputs.size()] = entry.getKey();
            inputs.add(entry.getValue());
          }
        }
      }
      ByteRange wanted = part.isData() ? part.range() : part.columns();
      new ReedSolomon(group.dataSlices(), group.paritySlices())
          .rebuilder(from, new int[] {part.slice()})
          .combine(inputs, List.of(to), (int) wanted.length());
      result.complete(null);
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }
}
