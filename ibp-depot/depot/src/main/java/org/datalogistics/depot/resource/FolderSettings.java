package org.datalogistics.depot.resource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.datalogistics.depot.lease.LeaseClock;
import org.datalogistics.depot.scrub.ScrubMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a resource's folder knows of itself, wherever it is taken to: {@code resource.properties}
 * with its ids and what its operator wants of it, {@code lease-clock}, and {@code scrubbed}.
 */
final class FolderSettings {
  private static final String FILE = "resource.properties";
  private static final String CLOCK = "lease-clock";
  private static final String SCRUB = "scrubbed";

  private final Path folder;
  private final Properties values;
  private final boolean endedCleanly;

  private FolderSettings(Path folder, Properties values) {
    this.folder = folder;
    this.values = values;
    this.endedCleanly = !values.getProperty("open", "no").equals("yes");
  }

  /**
   * Reads the settings, making them if there are none, and notes that the resource is open.
   *
   * @param id the resource id that it is to have
   * @throws IOException if it has another one
   */
  static FolderSettings open(Path folder, String id) throws IOException {
    Properties values = read(folder);
    String known = values.getProperty("id", id);
    if (!known.equals(id)) {
      throw new IOException(
          "the folder "
              + folder
              + " is resource "
              + known
              + ", its capabilities say so; it can not be resource "
              + id
              + ": configure it with id="
              + known
              + ", or choose another folder");
    }
    values.setProperty("id", id);
    values.putIfAbsent("uid", UUID.randomUUID().toString());
    FolderSettings settings = new FolderSettings(folder, values);
    settings.put("open", "yes");
    return settings;
  }

  private static Properties read(Path folder) throws IOException {
    Properties values = new Properties();
    try {
      values.load(new StringReader(Files.readString(folder.resolve(FILE))));
    } catch (NoSuchFileException e) {
      return values; // A new resource, or one of an older depot.
    }
    return values;
  }

  /** The id that no other folder has. */
  String uid() {
    return values.getProperty("uid", "");
  }

  /** Whether the depot that had it last closed it. */
  boolean endedCleanly() {
    return endedCleanly;
  }

  /** Whether the folder is still there, and this one. Waits for the disk. */
  boolean isPresent() throws IOException {
    return uid().equals(read(folder).getProperty("uid"));
  }

  ResourceState state() {
    String text = values.getProperty("state", "read-write");
    for (ResourceState each : ResourceState.values()) {
      if (name(each).equals(text)) {
        return each;
      }
    }
    return ResourceState.READ_WRITE;
  }

  void setState(ResourceState state) throws IOException {
    put("state", name(state));
  }

  private static String name(ResourceState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  AccessMode access() {
    String bits = values.getProperty("access", "");
    return bits.matches("[0-7]") ? AccessMode.ofBits(Integer.parseInt(bits)) : AccessMode.ALL;
  }

  void setAccess(AccessMode mode) throws IOException {
    put("access", Integer.toString(mode.bits()));
  }

  /** Notes that the resource is closed and nothing is left to be repaired. */
  void closed() throws IOException {
    put("open", "no");
  }

  private synchronized void put(String key, String value) throws IOException {
    values.setProperty(key, value);
    StringBuilder text = new StringBuilder("# Kept by the depot; do not edit while it runs.\n");
    values.stringPropertyNames().stream()
        .sorted()
        .forEach(
            name -> text.append(name).append('=').append(values.getProperty(name)).append('\n'));
    replace(FILE, text.toString(), true);
  }

  /** What the clocks showed when they were saved last; null if they never were. */
  LeaseClock.@Nullable Reading clock() throws IOException {
    try {
      String[] numbers = Files.readString(folder.resolve(CLOCK)).strip().split(" ", 2);
      return numbers.length == 2
          ? new LeaseClock.Reading(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]))
          : null;
    } catch (NoSuchFileException | NumberFormatException e) {
      return null; // A power failure may leave the file empty.
    }
  }

  /** How far the folder is scrubbed. */
  ScrubMemory scrubMemory() {
    return new ScrubMemory() {
      @Override
      public String load() throws IOException {
        try {
          return Files.readString(folder.resolve(SCRUB));
        } catch (NoSuchFileException e) {
          return "";
        }
      }

      @Override
      public void save(String text) throws IOException {
        replace(SCRUB, text, false);
      }

      @Override
      public boolean endedUncleanly() {
        return !endedCleanly;
      }
    };
  }

  void saveClock(LeaseClock.Reading reading) throws IOException {
    replace(CLOCK, reading.lease() + " " + reading.wall() + "\n", false);
  }

  private synchronized void replace(String name, String text, boolean force) throws IOException {
    Path temporary = folder.resolve(name + ".new");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (force) {
        channel.force(true);
      }
    }
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
