package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.ByteRange;
import org.jspecify.annotations.Nullable;

/** The sums of an upload on its way. One thread at a time. */
public final class GuardedWrite {
  private final FileSums file;
  private final Allocation allocation;
  private final Claim claim;
  private final Activity activity;
  private final Overwriting overwriting;

  /** While bytes come in order; else they are read again at the end. */
  private final @Nullable ReceivedSums received;

  private boolean unsure;

  /** What the last {@link #settle} vouches for. */
  private @Nullable Activity settled;

  GuardedWrite(FileSums file, Allocation allocation, Claim claim) {
    this.file = file;
    this.allocation = allocation;
    this.claim = claim;
    this.activity = new Activity(claim, true);
    this.overwriting = new Overwriting(file, allocation, activity);
    this.received =
        isInOrder(claim)
            ? sums(Math.max(claim.range(0).offset(), claim.exclusiveFrom()), claim.end(), true)
            : null;
    this.unsure = claim.touches(0, claim.exclusiveFrom());
    synchronized (file.activities()) {
      file.activities().enter(activity);
    }
  }

  /** Whether the pieces are one range from its first byte to its last. */
  private static boolean isInOrder(Claim claim) {
    if (claim.rangeCount() != 1 || claim.end() <= claim.exclusiveFrom()) {
      return false;
    }
    long at = claim.range(0).offset();
    for (ByteRange piece : claim.pieces()) {
      if (piece.length() > 0 && piece.offset() != at) {
        return false;
      }
      at += piece.length();
    }
    return true;
  }

  private ReceivedSums sums(long from, long end, boolean lasting) {
    return new ReceivedSums(
        from, end, (first, batch, count) -> publish(first, batch, count, lasting));
  }

  /**
   * To be called before bytes are written there: what counts of them becomes unknown; blocks for
   * the disk.
   *
   * @param bytes what will be written
   */
  public void before(ByteBuffer bytes, long position) throws IOException, RefusedException {
    overwriting.before(position, position + bytes.remaining());
    ReceivedSums sums = received;
    if (sums != null) {
      sums.add(bytes, position);
    }
  }

  /**
   * Writes the sums of what comes to count; blocks for the disk.
   *
   * @param now what counts now
   * @return what counts then, to be committed only if nothing else counts meanwhile and it still
   *     {@link #holds}
   */
  public Contents settle(Contents now) throws IOException {
    unsettle();
    List<ReceivedSums> parts = parts(now.size());
    if (claim.end() <= now.size()) {
      unsure = true; // It may have come to count by a commit behind it.
      return now;
    }
    Activity vouching = file.look(Blocks.of(now.size()), Blocks.of(claim.end() - 1), activity);
    settled = vouching;
    synchronized (file.activities()) {
      long tail = Blocks.floor(now.size());
      boolean known = now.tailKnown() && !file.activities().isChanged(activity, tail, now.size());
      BlockFolder folder =
          new BlockFolder(
              now.size(),
              known,
              known ? now.tailCrc() : 0,
              (block, sure, crc) -> ended(block, sure, crc, now.size()));
      for (ReceivedSums part : parts) {
        zeros(folder, part.from());
        fold(folder, part);
      }
      if (!folder.isKnown()) {
        unsure = true;
      } else if (folder.at() % Blocks.SIZE != 0) {
        file.verified().add(Blocks.of(folder.at()), Blocks.of(folder.at()));
      }
      Contents next = now.withSize(folder.at());
      return folder.isKnown() ? next.withTail(folder.crc()) : next.withUnknownTail();
    }
  }

  /** Whether nobody else began to change what the last {@link #settle} was about. */
  public boolean holds() {
    synchronized (file.activities()) {
      return settled == null || !settled.isDisturbed();
    }
  }

  private void unsettle() {
    Activity before = settled;
    settled = null;
    if (before != null) {
      file.leave(before);
    }
  }

  /** The sums of the ranges behind what counts, their full blocks in the file already. */
  private List<ReceivedSums> parts(long counted) throws IOException {
    ReceivedSums sums = received;
    if (sums != null) {
      sums.flush();
      if (sums.from() >= counted) {
        return List.of(sums);
      }
    }
    List<ReceivedSums> parts = new ArrayList<>();
    for (int i = 0; i < claim.rangeCount(); i++) {
      ByteRange range = claim.range(i);
      if (range.end() > counted) {
        ReceivedSums part = sums(Math.max(range.offset(), counted), range.end(), false);
        long at = part.from();
        while (at < range.end()) {
          int length = (int) Math.min((long) BlockReader.AT_ONCE * Blocks.SIZE, range.end() - at);
          ByteBuffer bytes = BlockReader.read(file.data(), at, length);
          if (bytes.remaining() < length) {
            throw new IOException("the data file lost bytes that were just written");
          }
          part.add(bytes, at);
          at += length;
        }
        part.flush();
        parts.add(part);
      }
    }
    return parts;
  }

  private void fold(BlockFolder folder, ReceivedSums part) throws IOException {
    if (part.headLength() > 0) {
      boolean sure = !activity.isDisturbed(Blocks.of(part.from()));
      folder.add(part.headLength(), sure, part.headCrc());
    }
    if (folder.at() % Blocks.SIZE == 0) {
      folder.skipTo(Math.max(folder.at(), Blocks.floor(part.end())));
    }
    if (part.tailLength() > 0) {
      boolean sure = !activity.isDisturbed(Blocks.of(part.end() - 1));
      folder.add(part.tailLength(), sure, part.tailCrc());
    }
  }

  /** What was never written reads as zeros. */
  private void zeros(BlockFolder folder, long until) throws IOException {
    while (folder.at() < until) {
      long at = folder.at();
      long whole = at % Blocks.SIZE == 0 ? (until - at) / Blocks.SIZE : 0;
      if (whole > 0 && !file.activities().isChanged(activity, at, at + whole * Blocks.SIZE)) {
        file.sums().fill(Blocks.of(at), whole, Sum.known(Blocks.ZEROS));
        folder.skipTo(at + whole * Blocks.SIZE);
      } else {
        long end = Math.min(until, Blocks.floor(at) + Blocks.SIZE);
        boolean sure = !file.activities().isChanged(activity, at, end);
        folder.add(end - at, sure, Crc.ofZeros(end - at));
      }
    }
  }

  private void ended(long block, boolean known, int crc, long counted) throws IOException {
    boolean wasTail = counted > Blocks.start(block);
    if (wasTail
        && allocation.committed().protection().damaged()
        && Sum.isDamaged(file.sums().read(block))) {
      return; // A good end does not heal it.
    }
    if (known) {
      file.sums().write(block, Sum.known(crc));
      file.verified().add(block, block);
    } else {
      unsure = true;
      if (!file.activities().isPublished(activity, block)) {
        file.sums().write(block, Sum.UNKNOWN);
        file.activities().spoil(activity, block);
      }
    }
  }

  /** Writes the sums of full blocks that are all its own. */
  private void publish(long first, long[] sums, int count, boolean lasting) throws IOException {
    synchronized (file.activities()) {
      for (int i = 0; i < count; i++) {
        if (activity.isDisturbed(first + i)) {
          sums[i] = Sum.UNKNOWN;
          unsure = true;
        }
      }
      file.sums().write(first, sums, count);
      file.verified().add(first, first + count - 1);
      if (lasting) {
        if (activity.publishedTo == 0) {
          activity.publishedFrom = Blocks.start(first);
        }
        activity.publishedTo = Blocks.start(first + count);
      } else {
        unsure |= !file.activities().isAlone(activity);
      }
    }
  }

  /** To be called before bytes are taken back: what was written of them becomes unknown. */
  public void retract() throws IOException {
    unsure = true;
    synchronized (file.activities()) {
      long from = activity.publishedFrom;
      long to = activity.publishedTo;
      activity.publishedTo = 0;
      if (to > from) {
        file.sums().fill(Blocks.of(from), Blocks.of(to - from), Sum.UNKNOWN);
        file.verified().remove(Blocks.of(from), Blocks.of(to - 1));
      }
    }
  }

  /** Ends the change if all its sums are known; false if {@link #leave} is needed. */
  public boolean leaveIfSure() {
    synchronized (file.activities()) {
      if (isUnsure()) {
        return false;
      }
      unsettle();
      file.activities().leave(activity);
      return true;
    }
  }

  private boolean isUnsure() {
    return unsure || activity.spoilt || activity.isDisturbed();
  }

  /**
   * Ends the change. Sums that are not known are computed, unless others change the same blocks;
   * then blocks for the disk.
   *
   * @param committed whether all was written as it should
   */
  public void leave(boolean committed) throws IOException {
    boolean recompute;
    synchronized (file.activities()) {
      recompute = isUnsure();
      unsettle();
      file.activities().leave(activity);
    }
    if (recompute && !allocation.committed().isGone()) {
      Resum resum = new Resum(file, allocation, committed ? claim : null);
      for (int i = 0; i < claim.rangeCount(); i++) {
        ByteRange range = claim.range(i);
        resum.run(Blocks.of(range.offset()), Blocks.of(range.end() - 1));
      }
      if (resum.heals()) {
        file.integrity().settleDamage(file, allocation);
      }
    }
  }
}
