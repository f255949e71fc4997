package org.datalogistics.depot.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.Forcing;
import org.datalogistics.depot.integrity.Digests;
import org.datalogistics.depot.integrity.FileSums;
import org.datalogistics.depot.integrity.Integrity;
import org.datalogistics.ibp.AllocationType;
import org.jspecify.annotations.Nullable;

/**
 * The data files of a resource, made at the first write: {@code data/<id / 2^24>/<id / 2^12 mod
 * 2^12>/<id>} in hexadecimal, so that at most 4096 allocations share a folder and neighbours in age
 * share one; checksums are in files beside them. A bounded number of unused files stays open.
 */
public final class DataFiles implements AutoCloseable {
  /** Files whose ids differ are opened side by side. */
  private static final int SHARDS = 16;

  private static final Set<StandardOpenOption> MAKE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final Path root;
  private final FileLayer layer;
  private final Integrity integrity;
  private final Forcing forcing;
  private final Spares spares;

  /** Folders whose own names are forced to the disk. */
  private final Set<Path> forced = ConcurrentHashMap.newKeySet();

  private final OpenFiles[] shards = new OpenFiles[SHARDS];

  /**
   * @param openLimit how many unused files may stay open, about
   * @param forcing forces what {@link #force} is called for
   * @param spareBytes of files that are gone how much is kept for those to come, in the folder
   *     {@code recycled} beside the root
   */
  public DataFiles(
      Path root,
      FileLayer layer,
      int openLimit,
      Integrity integrity,
      Forcing forcing,
      long spareBytes)
      throws IOException {
    this.spares = new Spares(root, layer, spareBytes);
    this.forcing = forcing;
    this.root = Files.createDirectories(root);
    this.layer = layer;
    this.integrity = integrity;
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new OpenFiles(Math.max(1, openLimit / SHARDS));
    }
    Path parent = this.root.toAbsolutePath().getParent();
    if (forcing.isOn() && parent != null) {
      layer.forceNames(parent);
      forced.add(this.root);
    }
  }

  /**
   * The data file, made if it does not exist; the caller releases it.
   *
   * <p>What a crash left behind the bytes that count is cut off when the file is opened, so that
   * holes read as zeros. Nobody is writing then: writers keep the file open until their commit.
   */
  DataFile acquire(Allocation allocation) throws IOException, RefusedException {
    return shard(allocation.id()).acquire(allocation, this::open);
  }

  /** As {@link #acquire}, for a use that will not come again soon: others stay open instead. */
  DataFile acquireForOnce(Allocation allocation) throws IOException, RefusedException {
    return shard(allocation.id()).acquireForOnce(allocation, this::open);
  }

  /** The data file if it is open, without waiting for the disk. */
  @Nullable DataFile acquireIfOpen(Allocation allocation) {
    return shard(allocation.id()).acquireIfOpen(allocation.id());
  }

  void release(DataFile file) {
    shard(file.id()).release(file);
  }

  /** How many open files somebody uses. */
  public long used() {
    long sum = 0;
    for (OpenFiles shard : shards) {
      sum += shard.used();
    }
    return sum;
  }

  /** Unlinks the file, or keeps it for others if nobody uses it; who reads it still can go on. */
  public void unlink(long id) throws IOException {
    boolean idle = shard(id).forget(id);
    Path path = path(id);
    if (!idle || !spares.keep(id, path)) {
      spares.exclude(id);
      layer.deleteIfExists(path);
    }
    layer.deleteIfExists(beside(path, ".sums"));
    layer.deleteIfExists(beside(path, ".digests"));
  }

  /** Pages of the file may stay with somebody: it is not to be kept for others. */
  public void exclude(long id) {
    spares.exclude(id);
  }

  /** Bytes of files that are kept for others; they can be had at any time. */
  public long spareBytes() {
    return spares.bytes();
  }

  /** Unlinks the files that are kept for others; false if there were none. */
  public boolean giveUpSpares() {
    return spares.giveUp();
  }

  /** Done when what is in the file lasts through a power failure, if the resource wants that. */
  CompletableFuture<Void> force(DataFile file) {
    return forcing.run(
        () -> {
          boolean made = file.made;
          file.force();
          if (made) {
            forceNames(path(file.id()));
            file.made = false;
          }
        });
  }

  /** The name of the file, and those of the folders above it as far as they may be new. */
  private void forceNames(Path file) throws IOException {
    List<Path> folders = new ArrayList<>();
    Path folder = file.getParent();
    while (folder != null && folder.startsWith(root)) {
      layer.forceNames(folder);
      if (forced.contains(folder)) {
        break;
      }
      folders.add(folder);
      folder = folder.getParent();
    }
    forced.addAll(folders);
  }

  /** By other bits than those that the maps within go by: else most of their buckets stay empty. */
  private OpenFiles shard(long id) {
    return shards[(int) ((id * 0x9E3779B97F4A7C15L) >>> 60)];
  }

  /** Tells what failed with a data file. */
  void failed(String what, IOException failure) {
    layer.failed(what, failure);
  }

  /** The folder above all data files. */
  public Path root() {
    return root;
  }

  /** Where the data file of an allocation is, once something was written. */
  public Path path(long id) {
    return root.resolve(Long.toHexString(id >>> 24))
        .resolve(Long.toHexString(id >>> 12 & 0xfff))
        .resolve(Long.toHexString(id));
  }

  private static Path beside(Path path, String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  private DataFile open(AllocationRecord record) throws IOException {
    Path path = path(record.id());
    boolean spare = spares.suit(record);
    boolean made = (spare || forcing.isOn()) && !Files.exists(path);
    boolean recycled = made && spare && spares.give(path, record.maxSize());
    FileChannel channel = openChannel(path);
    long foreign = 0;
    try {
      if (recycled) {
        foreign = channel.size();
      } else if (record.type() == AllocationType.BYTEARRAY && channel.size() > record.size()) {
        channel.truncate(record.size());
      }
    } catch (IOException e) {
      channel.close();
      layer.failed("cut a data file", e);
      throw e;
    }
    FileSums sums = integrity.open(channel, beside(path, ".sums"));
    Digests digests = integrity.digests(record, sums, beside(path, ".digests"));
    DataFile file = new DataFile(record.id(), channel, sums, digests, this, foreign);
    file.made = made && forcing.isOn();
    if (made && spare) {
      spares.made(record.id());
    }
    return file;
  }

  private FileChannel openChannel(Path path) throws IOException {
    try {
      return layer.open(path, MAKE);
    } catch (NoSuchFileException e) {
      return openAfterItsFolder(path);
    } catch (IOException e) {
      throw DataFileException.opening(e);
    }
  }

  private FileChannel openAfterItsFolder(Path path) throws IOException {
    try {
      Files.createDirectories(path.getParent());
      return layer.open(path, MAKE);
    } catch (IOException e) {
      throw DataFileException.opening(e);
    }
  }

  @Override
  public void close() {
    for (OpenFiles shard : shards) {
      shard.close();
    }
    spares.giveUp();
  }
}
