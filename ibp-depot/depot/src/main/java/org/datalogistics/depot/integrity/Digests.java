package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * The digests that a client asked for (IBP spec 7.1, 7.12), in a file beside the data: a header,
 * then one digest a block. Each is over exactly the stored bytes of its block. They are computed
 * after an upload counts, from data that match their CRCs; what may have changed since is noted
 * before it does, so that after a crash no old digest is taken for a good one.
 */
public final class Digests implements AutoCloseable {
  private static final int STEP = BlockReader.AT_ONCE * Blocks.SIZE;

  private final FileSums file;
  private final Path path;
  private final FileLayer layer;
  private final BlockChecksum kind;

  /** Held while digests are computed; never by those who must not wait. */
  private final Object computing = new Object();

  private final ZeroDigests zeros;
  private final Set<Claim> active = new HashSet<>();

  /** How many changes began; a change that was alone from end to end knows what it skipped. */
  private long entries;

  /** Bytes that were never written: what lies before the one change that went beyond them. */
  private long holeFrom;

  private long holeTo;
  private @Nullable FileChannel channel;
  private DigestHeader header = DigestHeader.NOTHING;
  private DigestHeader since = DigestHeader.NOTHING;
  private boolean abandoned;

  /** Guarded by {@link #computing}: the digest of the last partial block so far. */
  private @Nullable MessageDigest running;

  private long runningTo;

  Digests(FileSums file, Path path, FileLayer layer, BlockChecksum kind) {
    this.file = file;
    this.path = path;
    this.layer = layer;
    this.kind = kind;
    this.zeros = new ZeroDigests(kind);
  }

  /**
   * To be called before bytes of a claim change; blocks for the disk.
   *
   * @return a ticket for {@link #hole}
   */
  public synchronized long enter(Claim claim) throws IOException {
    active.add(claim);
    entries++;
    FileChannel opened = open();
    if (claim.rangeCount() > 0) {
      holeTo = Math.max(holeFrom, Math.min(holeTo, claim.range(0).offset()));
      since = since.withDirty(claim.range(0).offset(), claim.end());
      if (claim.range(0).offset() < header.validSize()) {
        put(opened, header.withDirty(claim.range(0).offset(), claim.end()));
      }
    }
    return active.size() == 1 ? entries : 0;
  }

  /**
   * Tells that a change counts that left out the bytes between those that counted and its first:
   * their digests need no reading, be they gigabytes. To be called before {@link #leave}.
   */
  public synchronized void hole(Claim claim, long ticket, long counted) {
    if (ticket == entries && claim.rangeCount() > 0 && counted < claim.range(0).offset()) {
      holeFrom = counted;
      holeTo = claim.range(0).offset();
    }
  }

  /** The change is over; {@link #refresh} should follow. */
  public synchronized void leave(Claim claim) {
    active.remove(claim);
  }

  /**
   * Computes what is not good; blocks for the disk. Blocks with damaged bytes stay as they are.
   *
   * @return the file, for reading it from {@link #start} on
   */
  public FileChannel refresh(Allocation allocation) throws IOException {
    synchronized (computing) {
      DigestHeader before;
      FileChannel opened;
      ByteRange hole;
      synchronized (this) {
        opened = open();
        before = header;
        hole = new ByteRange(holeFrom, holeTo - holeFrom);
        since = DigestHeader.NOTHING;
        for (Claim claim : active) {
          since = since.withDirty(claim.range(0).offset(), claim.end());
        }
      }
      long size = allocation.committed().size();
      DigestHeader wanted = wanted(before, size);
      if (!wanted.isClean()) {
        compute(opened, allocation, wanted, size, hole);
      }
      synchronized (this) {
        DigestHeader after = new DigestHeader(size, 0, 0);
        if (!since.isClean() && since.dirtyFrom() < size) {
          after = after.withDirty(since.dirtyFrom(), since.dirtyTo());
        }
        if (!after.equals(header)) {
          forceIfWanted(opened); // Else a power failure could leave the header alone.
          put(opened, after);
        }
      }
      return opened;
    }
  }

  /** The bytes whose blocks have no good digest. */
  private DigestHeader wanted(DigestHeader before, long size) {
    DigestHeader wanted =
        new DigestHeader(size, before.dirtyFrom(), Math.min(before.dirtyTo(), size));
    if (size > before.validSize()) {
      return wanted.withDirty(before.validSize(), size);
    }
    return size < before.validSize() && size > 0 ? wanted.withDirty(size - 1, size) : wanted;
  }

  private void compute(
      FileChannel digests, Allocation allocation, DigestHeader wanted, long size, ByteRange hole)
      throws IOException {
    long first = wanted.dirtyFrom() / kind.blockSize();
    long last = (wanted.dirtyTo() - 1) / kind.blockSize();
    for (long block = first; block <= last; block++) {
      long start = block * kind.blockSize();
      long empty = Math.min(last + 1, Math.min(hole.end(), size) / kind.blockSize()) - block;
      if (start >= hole.offset() && empty > 0) {
        zeros.write(digests, start(block), empty);
        block += empty - 1;
        continue;
      }
      long end = Math.min(size, start + kind.blockSize());
      MessageDigest digest = null;
      long from = start;
      if (running != null && runningTo == wanted.dirtyFrom() && runningTo > start) {
        digest = running;
        from = runningTo;
      }
      running = null;
      digest = digest == null ? kind.type().newDigest() : digest;
      if (!feed(digest, allocation, from, end)) {
        continue; // What is stored goes on to differ from what was.
      }
      if (end < start + kind.blockSize()) {
        running = copy(digest);
        runningTo = end;
      }
      write(digests, ByteBuffer.wrap(digest.digest()), start(block));
    }
  }

  private static @Nullable MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      return null; // Then the block is read again.
    }
  }

  /** False if the bytes are damaged. */
  private boolean feed(MessageDigest digest, Allocation allocation, long from, long end)
      throws IOException {
    for (long at = from; at < end; ) {
      int length = (int) Math.min(STEP, end - at);
      long blocks = Blocks.of(at + length - 1) - Blocks.of(at) + 1;
      if (file.verify(allocation, Blocks.of(at), blocks) > 0) {
        return false;
      }
      ByteBuffer bytes = BlockReader.read(file.data(), at, length);
      if (bytes.remaining() < length) {
        throw new IOException("the data file is shorter than its size");
      }
      digest.update(bytes);
      at += length;
    }
    return true;
  }

  /**
   * Compares stored digests with the data; blocks for the disk.
   *
   * @return how many of these blocks differ, of those whose digest should be good
   */
  public long verify(Allocation allocation, long firstBlock, long count) throws IOException {
    long bad = 0;
    synchronized (computing) {
      FileChannel digests;
      DigestHeader now;
      synchronized (this) {
        digests = open();
        now = header;
      }
      long size = allocation.committed().size();
      for (long block = firstBlock; block < firstBlock + count; block++) {
        long start = block * kind.blockSize();
        long end = Math.min(size, start + kind.blockSize());
        boolean changing = start < now.dirtyTo() && now.dirtyFrom() < end;
        if (start >= end || changing || now.validSize() != size) {
          continue;
        }
        bad += matches(digests, block, start, end) || isDirty(start, end) ? 0 : 1;
      }
    }
    return bad;
  }

  private boolean matches(FileChannel digests, long block, long start, long end)
      throws IOException {
    MessageDigest digest = kind.type().newDigest();
    for (long at = start; at < end; ) {
      ByteBuffer bytes = BlockReader.read(file.data(), at, (int) Math.min(STEP, end - at));
      if (!bytes.hasRemaining()) {
        return false;
      }
      at += bytes.remaining();
      digest.update(bytes);
    }
    ByteBuffer stored = ByteBuffer.allocate(kind.type().digestLength());
    while (stored.hasRemaining() && digests.read(stored, start(block) + stored.position()) > 0) {}
    return Arrays.equals(stored.array(), digest.digest());
  }

  private synchronized boolean isDirty(long start, long end) {
    return !since.isClean() && start < since.dirtyTo() && since.dirtyFrom() < end;
  }

  /** Lets all be computed anew. */
  public synchronized void forget() throws IOException {
    put(open(), DigestHeader.NOTHING);
  }

  /** Where in the file the digest of a block is. */
  public long start(long block) {
    return DigestHeader.LENGTH + block * kind.type().digestLength();
  }

  /** The allocation is gone: the file must not be made any more. */
  public synchronized void abandon() {
    abandoned = true;
  }

  private FileChannel open() throws IOException {
    FileChannel opened = channel;
    if (opened != null) {
      return opened;
    }
    if (abandoned) {
      throw new IOException("the allocation is gone");
    }
    opened =
        layer.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    ByteBuffer bytes = ByteBuffer.allocate(DigestHeader.LENGTH);
    int unused = opened.read(bytes, 0);
    header = DigestHeader.of(bytes.flip());
    channel = opened;
    return opened;
  }

  private void put(FileChannel opened, DigestHeader next) throws IOException {
    write(opened, next.bytes(), 0);
    header = next;
    forceIfWanted(opened); // What is to change must not be taken for good afterwards.
  }

  private void forceIfWanted(FileChannel opened) throws IOException {
    if (file.integrity().metadata().sync() == SyncPolicy.DATA) {
      opened.force(false);
    }
  }

  private static void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    abandoned = true;
    FileChannel opened = channel;
    if (opened != null) {
      channel = null;
      opened.close();
    }
  }
}
