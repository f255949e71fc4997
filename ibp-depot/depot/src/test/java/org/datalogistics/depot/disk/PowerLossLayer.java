package org.datalogistics.depot.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.testkit.SeededRandom;
import org.jspecify.annotations.Nullable;

/**
 * Notes every change to the files under a folder, so that the disk can be made as a power failure
 * at any moment may leave it: what was forced is there, of the rest any part, in pieces of sectors.
 *
 * <p>A database that writes its files itself is noted as a whole, at the moments when it must be
 * durable.
 */
public final class PowerLossLayer implements FileLayer {
  /** What becomes of changes that were not forced. */
  public enum Fate {
    /** All of them are there: only the process died. */
    KEPT,
    /** None is. */
    LOST,
    /** Those up to some moment are. */
    CUT,
    /** Any are, in pieces of 512 bytes. */
    SECTORS,
    /** Any are, in pieces of 4096 bytes. */
    PAGES
  }

  private sealed interface Change {}

  private static final class Write implements Change {
    final int file;
    final long position;
    final byte[] bytes;

    Write(int file, long position, byte[] bytes) {
      this.file = file;
      this.position = position;
      this.bytes = bytes;
    }
  }

  private record Truncate(int file, long size) implements Change {}

  private record Force(int file) implements Change {}

  private record Create(Path path, int file) implements Change {}

  private record Delete(Path path) implements Change {}

  private record Rename(Path to, int file, int moment) implements Change {}

  private record ForceNames(Path folder) implements Change {}

  private static final class Snapshot implements Change {
    final byte[] database;

    Snapshot(byte[] database) {
      this.database = database;
    }
  }

  private final Path root;
  private final Path database;
  private final List<Change> changes = new ArrayList<>();
  private final Map<Path, Integer> files = new HashMap<>();
  private int nextFile;

  /**
   * @param database noted whenever a file of the journal is removed, and on {@link #snapshot}
   */
  public PowerLossLayer(Path root, Path database) {
    this.root = root;
    this.database = database;
  }

  /** How many changes there were. */
  public synchronized int moment() {
    return changes.size();
  }

  /** The database is durable as it is now. */
  public synchronized void snapshot() throws IOException {
    changes.add(new Snapshot(Files.readAllBytes(database)));
  }

  @Override
  public synchronized FileChannel open(Path file, Set<? extends OpenOption> options)
      throws IOException {
    boolean isNew = !Files.exists(file);
    FileChannel channel = FileLayer.PLAIN.open(file, options);
    if (Files.isDirectory(file)) {
      return channel;
    }
    if (isNew || !files.containsKey(file)) {
      files.put(file, nextFile);
      changes.add(new Create(file, nextFile++));
    }
    return new Channel(channel, files.get(file));
  }

  @Override
  public synchronized boolean deleteIfExists(Path file) throws IOException {
    if (file.toString().endsWith(".journal")) {
      snapshot();
    }
    boolean deleted = FileLayer.PLAIN.deleteIfExists(file);
    if (deleted) {
      files.remove(file);
      changes.add(new Delete(file));
    }
    return deleted;
  }

  @Override
  public synchronized void rename(Path file, Path name) throws IOException {
    FileLayer.PLAIN.rename(file, name);
    Integer moved = files.remove(file);
    if (moved != null) {
      files.put(name, moved);
      changes.add(new Rename(name, moved, changes.size()));
    }
  }

  @Override
  public synchronized void forceNames(Path folder) throws IOException {
    changes.add(new ForceNames(folder));
  }

  private synchronized void add(Change change) {
    changes.add(change);
  }

  /** A file as the disk may have it. */
  private static final class Content {
    private byte[] bytes = new byte[0];
    private int size;
    private final List<Change> open = new ArrayList<>();

    void write(long position, byte[] from, int offset, int length) {
      int end = (int) position + length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      System.arraycopy(from, offset, bytes, (int) position, length);
      size = Math.max(size, end);
    }

    void truncate(long to) {
      if (to < size) {
        Arrays.fill(bytes, (int) to, size, (byte) 0);
        size = (int) to;
      }
    }

    void apply(Change change) {
      if (change instanceof Write write) {
        write(write.position, write.bytes, 0, write.bytes.length);
      } else if (change instanceof Truncate truncate) {
        truncate(truncate.size);
      }
    }

    void settle() {
      open.forEach(this::apply);
      open.clear();
    }

    /** Decides about what was not forced. */
    void decide(Fate fate, SeededRandom random) {
      switch (fate) {
        case KEPT -> settle();
        case LOST -> open.clear();
        case CUT -> {
          int kept = random.between(0, open.size());
          open.subList(0, kept).forEach(this::apply);
        }
        case SECTORS -> scatter(512, random);
        case PAGES -> scatter(4096, random);
      }
    }

    private void scatter(int unit, SeededRandom random) {
      for (Change change : open) {
        if (change instanceof Write write) {
          int done = 0;
          while (done < write.bytes.length) {
            long at = write.position + done;
            int part = (int) Math.min(write.bytes.length - done, unit - at % unit);
            if (random.chance(0.6)) {
              write(at, write.bytes, done, part);
            }
            done += part;
          }
        } else if (random.chance(0.6)) {
          apply(change);
        }
      }
    }
  }

  /** Names as the disk may have them; those of a file change in their order. */
  private static final class Names {
    private final Map<Path, Integer> files = new LinkedHashMap<>();
    private final Map<Integer, Integer> renamed = new HashMap<>();

    void apply(Change change) {
      if (change instanceof Create create && !renamed.containsKey(create.file)) {
        files.put(create.path, create.file);
      } else if (change instanceof Delete delete) {
        files.remove(delete.path);
      } else if (change instanceof Rename rename
          && renamed.getOrDefault(rename.file, -1) < rename.moment) {
        renamed.put(rename.file, rename.moment);
        files.values().removeIf(file -> file == rename.file); // From wherever it was before.
        files.put(rename.to, rename.file);
      }
    }
  }

  /** Makes the disk as it may be if the power fails after so many changes. */
  public synchronized void crash(int moment, Path target, Fate fate, SeededRandom random)
      throws IOException {
    Map<Integer, Content> contents = new HashMap<>();
    Names names = new Names();
    Map<Path, List<Change>> openNames = new LinkedHashMap<>();
    byte[] durable = new byte[0];
    for (Change change : changes.subList(0, moment)) {
      if (change instanceof Write write) {
        content(contents, write.file).open.add(write);
      } else if (change instanceof Truncate truncate) {
        content(contents, truncate.file).open.add(truncate);
      } else if (change instanceof Force force) {
        content(contents, force.file).settle();
      } else if (change instanceof Create create) {
        open(openNames, create.path).add(create);
      } else if (change instanceof Delete delete) {
        open(openNames, delete.path).add(delete);
      } else if (change instanceof Rename rename) {
        open(openNames, rename.to).add(rename);
      } else if (change instanceof ForceNames force) {
        open(openNames, force.folder.resolve("any")).forEach(names::apply);
        open(openNames, force.folder.resolve("any")).clear();
      } else if (change instanceof Snapshot snapshot) {
        durable = snapshot.database;
      }
    }
    for (List<Change> each : openNames.values()) {
      for (Change change : each) {
        if (fate == Fate.KEPT || (fate != Fate.LOST && random.chance(0.5))) {
          names.apply(change);
        }
      }
    }
    contents.values().forEach(content -> content.decide(fate, random));
    for (Map.Entry<Path, Integer> name : names.files.entrySet()) {
      Path file = target.resolve(root.relativize(name.getKey()));
      Files.createDirectories(file.getParent());
      Content content = content(contents, name.getValue());
      Files.write(file, Arrays.copyOf(content.bytes, content.size));
    }
    Files.createDirectories(target);
    Files.write(target.resolve(root.relativize(database)), durable);
  }

  private static Content content(Map<Integer, Content> contents, int file) {
    return contents.computeIfAbsent(file, key -> new Content());
  }

  private static List<Change> open(Map<Path, List<Change>> openNames, Path file) {
    return openNames.computeIfAbsent(file.getParent(), key -> new ArrayList<>());
  }

  private final class Channel extends ForwardingChannel {
    private final int id;

    Channel(FileChannel file, @Nullable Integer id) {
      super(file);
      this.id = id == null ? -1 : id;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      byte[] bytes = new byte[source.remaining()];
      source.duplicate().get(bytes);
      synchronized (PowerLossLayer.this) {
        int count = super.write(source, position);
        add(new Write(id, position, Arrays.copyOf(bytes, count)));
        return count;
      }
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      synchronized (PowerLossLayer.this) {
        add(new Truncate(id, size));
        return super.truncate(size);
      }
    }

    @Override
    public void force(boolean metadata) throws IOException {
      // What others write while it runs may or may not be in: as if it came too late.
      add(new Force(id));
    }
  }
}
