package org.datalogistics.depot.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.depot.disk.FileLayer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only sequence of frames in a folder of segment files. A frame counts when {@link
 * #append} returns; through a power failure only what {@link #force} was called for later. One
 * thread at a time appends; forcing and dropping may run beside it.
 */
public final class Journal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private final FileLayer layer;
  private final Path folder;
  private final boolean forced;
  private final long segmentBytes;

  /** Segments that are complete, the oldest first; guarded by itself, as are the next fields. */
  private final Deque<Ended> ended = new ArrayDeque<>();

  private final Set<Segment> unforced = new LinkedHashSet<>();

  /** Of the unforced ones those that are not written to any more. */
  private final Set<Segment> lastUses = new HashSet<>();

  private boolean folderUnforced;

  private final Reserve reserve;
  private @Nullable Segment current;
  private volatile long sequence;
  private int nextFile;
  private final AtomicLong bytes = new AtomicLong();

  /** A segment that is not written to any more. */
  record Ended(Path file, long last, long bytes) {}

  /**
   * Goes on behind what {@link JournalRecovery} found.
   *
   * @param segmentBytes bytes after which a segment is followed by the next
   * @param forced whether {@link #force} will be called: only then what it needs is kept
   */
  public Journal(
      FileLayer layer, Path folder, boolean forced, long segmentBytes, JournalRecovery found) {
    this.segmentBytes = segmentBytes;
    this.layer = layer;
    this.folder = folder;
    this.forced = forced;
    this.sequence = found.reached();
    this.reserve = new Reserve(layer, folder, forced);
    reserve.make();
    this.nextFile = found.nextFile();
    for (Ended each : found.segments()) {
      ended.add(each);
      bytes.addAndGet(each.bytes());
    }
  }

  /** The number of the last frame. */
  public long sequence() {
    return sequence;
  }

  /** Bytes on disk. */
  public long bytes() {
    return bytes.get();
  }

  /**
   * Writes a frame.
   *
   * @return its number
   * @throws IOException if the disk does not take it; the journal is as before, and may be tried
   *     again
   */
  public long append(Frame frame) throws IOException {
    long next = sequence + 1;
    Segment segment = current;
    // What was set aside is for deletions: others need room of their own.
    if (segment == null || segment.end() >= segmentBytes || segment.isPreallocated()) {
      segment = begin(Segment.create(layer, nextFile(), new SegmentHeader(next)));
    }
    return append(segment, frame, next);
  }

  /**
   * Writes a frame where room was set aside for it, as the disk is full.
   *
   * @return its number
   * @throws IOException if that is used up too, or the disk fails
   */
  public long appendToReserve(Frame frame) throws IOException {
    long next = sequence + 1;
    Segment segment = current;
    if (segment == null
        || !segment.isPreallocated()
        || segment.end() + frame.length() > Reserve.BYTES) {
      if (!reserve.isThere()) {
        throw new IOException("No space left on device, and what was set aside is used up");
      }
      segment = begin(reserve.take(nextFile(), new SegmentHeader(next)));
    }
    return append(segment, frame, next);
  }

  /** Sets room aside again, if that was used up and there is some. */
  public void replenish() {
    reserve.make();
  }

  private long append(Segment segment, Frame frame, long next) throws IOException {
    long before = segment.end();
    try {
      segment.append(frame.seal(next), next);
    } catch (IOException | RuntimeException e) {
      takeBack(segment, e);
      throw e;
    }
    sequence = next;
    bytes.addAndGet(segment.end() - before);
    return next;
  }

  private Path nextFile() {
    Path file = folder.resolve(JournalRecovery.fileName(nextFile));
    nextFile++; // A name that failed may be taken now.
    return file;
  }

  private Segment begin(Segment next) {
    bytes.addAndGet(next.end());
    end();
    current = next;
    synchronized (ended) {
      if (forced) {
        unforced.add(next);
        folderUnforced = true;
      }
    }
    return next;
  }

  /** The current segment, if any, is not written to any more. */
  private void end() {
    Segment segment = current;
    current = null;
    if (segment == null) {
      return;
    }
    boolean close;
    synchronized (ended) {
      ended.add(new Ended(segment.file(), segment.last(), segment.end()));
      close = !unforced.contains(segment);
      if (!close) {
        lastUses.add(segment);
      }
    }
    if (close) {
      closeQuietly(segment);
    }
  }

  private void takeBack(Segment segment, Exception failure) {
    try {
      segment.takeBack();
    } catch (IOException e) {
      // What is behind its end must never be followed by frames: go on in another segment.
      failure.addSuppressed(e);
      end();
    }
  }

  /**
   * Makes all frames that were appended before the call last through a power failure; blocks for
   * the disk.
   *
   * @throws IOException if that is not known; call {@link #restart} before the next frame then
   */
  public void force() throws IOException {
    List<Segment> segments;
    List<Segment> complete;
    boolean names;
    synchronized (ended) {
      segments = new ArrayList<>(unforced);
      complete = new ArrayList<>(lastUses);
      names = folderUnforced;
      folderUnforced = false;
    }
    try {
      for (Segment segment : segments) {
        segment.force();
      }
      if (names) {
        layer.forceNames(folder);
      }
    } catch (IOException e) {
      synchronized (ended) {
        folderUnforced |= names;
      }
      throw e;
    }
    synchronized (ended) {
      complete.forEach(unforced::remove);
      complete.forEach(lastUses::remove);
    }
    complete.forEach(Journal::closeQuietly);
  }

  /**
   * After a failed {@link #force}, when all that the frames said is stored elsewhere: the next
   * frame goes into a new segment, as nobody knows what of the others is on the disk.
   */
  public void restart() {
    end();
    List<Segment> given;
    synchronized (ended) {
      given = new ArrayList<>(unforced);
      unforced.clear();
      lastUses.clear();
    }
    given.forEach(Journal::closeQuietly);
  }

  /** Removes segments that have no frame behind that one. */
  public void drop(long upTo) throws IOException {
    while (true) {
      Ended oldest;
      synchronized (ended) {
        oldest = ended.peek();
        if (oldest == null || oldest.last() > upTo) {
          return;
        }
      }
      layer.deleteIfExists(oldest.file());
      synchronized (ended) {
        ended.remove();
        bytes.addAndGet(-oldest.bytes());
      }
    }
  }

  /** Closes the files; what was appended stays for {@link JournalRecovery}. */
  @Override
  public void close() {
    end();
    List<Segment> rest;
    synchronized (ended) {
      rest = new ArrayList<>(unforced);
      unforced.clear();
    }
    rest.forEach(Journal::closeQuietly);
  }

  private static void closeQuietly(Segment segment) {
    try {
      segment.close();
    } catch (IOException e) {
      log.warn("Closing a segment of the journal failed", e);
    }
  }
}
