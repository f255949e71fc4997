package org.datalogistics.depot.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.data.DataFiles;
import org.datalogistics.depot.lease.Unlinker;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.depot.metadata.Selection;
import org.datalogistics.depot.metadata.UsageAudit;
import org.datalogistics.ibp.AllocationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the data files of a resource with its metadata, both ways, while it serves: at a bounded
 * pace and with little memory, however many there are.
 *
 * <ul>
 *   <li>A file that belongs to no allocation goes into the folder {@code lost}, where it stays for
 *       a week: what the metadata lost may still be wanted. Young ones are left alone.
 *   <li>Sums of space that are not those of the allocations are set right.
 *   <li>An allocation whose file is shorter than what it counts is marked damaged.
 * </ul>
 */
public final class Rescan {
  /** Files that belong to nobody are left alone until they are that old. */
  static final Duration SAFETY_AGE = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(Rescan.class);
  private static final int PAGE = 256;
  private static final int FOLDER_BITS = 12;

  /** Where it looks. */
  record Place(
      String id,
      Path folder,
      DataFiles files,
      MetadataWriter metadata,
      Unlinker unlinker,
      LostFiles lost) {
    static Place of(ResourceConfig config, Storage storage, LostFiles lost) {
      return new Place(
          config.id(), config.path(), storage.files, storage.metadata, storage.unlinker, lost);
    }
  }

  /**
   * What it found.
   *
   * @param allocations that were looked at
   * @param files that were looked at
   * @param damaged allocations that were marked so now
   * @param lost files that were moved away
   * @param emptied lost files that were removed, as they were kept long enough
   */
  public record Result(long allocations, long files, long damaged, long lost, long emptied) {}

  private final Place place;
  private final InstantSource wall;
  private final Duration safetyAge;
  private final Pace pace;
  private long allocations;
  private long seen;
  private long damaged;
  private long lost;

  Rescan(Place place, InstantSource wall, Duration safetyAge, Pace pace) {
    this.place = place;
    this.wall = wall;
    this.safetyAge = safetyAge;
    this.pace = pace;
  }

  /**
   * Looks through everything; takes as long as its pace says.
   *
   * @throws InterruptedException if it was told to end
   */
  Result run() throws IOException, SQLException, InterruptedException {
    correctUsage();
    markShortFiles();
    for (Path high : folders(place.files().root())) {
      for (Path folder : folders(high)) {
        look(folder);
      }
    }
    long emptied = place.lost().empty();
    Result result = new Result(allocations, seen, damaged, lost, emptied);
    log.info(
        "Looked through resource {}: {} allocations, {} files; {} allocations are damaged, {} files"
            + " without an allocation are in the folder 'lost' now, {} old ones were removed there",
        place.id(),
        allocations,
        seen,
        damaged,
        lost,
        emptied);
    return result;
  }

  private void correctUsage() throws SQLException {
    SpaceUsage error = UsageAudit.error(place.folder());
    if (!error.equals(SpaceUsage.NONE)) {
      log.warn("Resource {}: its sums of space were wrong by {}, set right", place.id(), error);
      place
          .metadata()
          .submitHere(
              transaction -> {
                transaction.correctUsage(error);
                return error;
              })
          .join();
    }
  }

  private void markShortFiles() throws SQLException, InterruptedException, IOException {
    long after = 0;
    List<AllocationRecord> page;
    do {
      page = place.metadata().list(Selection.all(after), PAGE);
      for (AllocationRecord record : page) {
        after = record.id();
        allocations++;
        if (isShort(record)) {
          mark(record.id());
        }
      }
      pace.worked(page.size());
    } while (page.size() == PAGE);
  }

  private boolean isShort(AllocationRecord record) throws IOException {
    return record.size() > 0
        && !record.isAlias()
        && !record.isGone()
        && !record.protection().damaged()
        && record.type() == AllocationType.BYTEARRAY
        && length(place.files().path(record.id())) < record.size();
  }

  private static long length(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Looks again with the metadata held still: it may just have been cut or deleted. */
  private void mark(long id) {
    boolean marked =
        place
            .metadata()
            .submitHere(
                transaction -> {
                  Allocation allocation = transaction.find(id);
                  if (allocation == null || !isShortNow(allocation.pending())) {
                    return false;
                  }
                  AllocationRecord now = allocation.pending();
                  Protection broken = now.protection().withDamaged(true);
                  transaction.update(allocation, now.withProtection(broken));
                  return true;
                })
            .join();
    if (marked) {
      damaged++;
      log.error(
          "Resource {}: the data file of allocation {} is shorter than what it stores: damaged",
          place.id(),
          id);
    }
  }

  private boolean isShortNow(AllocationRecord record) {
    try {
      return isShort(record);
    } catch (IOException e) {
      log.warn("Resource {}: cannot look at a data file", place.id(), e);
      return false;
    }
  }

  private static List<Path> folders(Path above) throws IOException {
    try (Stream<Path> all = Files.list(above)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** At most 4096 allocations and their files beside them share a folder. */
  private void look(Path folder) throws IOException, SQLException, InterruptedException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    seen += files.size();
    pace.worked(files.size());
    if (files.isEmpty() || place.unlinker().backlog() > 0) {
      return; // What waits to be unlinked belongs to nobody either.
    }
    List<Path> ours = files.stream().filter(file -> belongs(file, folder)).toList();
    if (!ours.isEmpty()) {
      Set<Long> known = known(idOf(ours.get(0)) >>> FOLDER_BITS << FOLDER_BITS);
      for (Path file : ours) {
        if (!known.contains(idOf(file))) {
          lose(file);
        }
      }
    }
  }

  private boolean belongs(Path file, Path folder) {
    long id = idOf(file);
    return id >= 0 && folder.equals(place.files().path(id).getParent());
  }

  private Set<Long> known(long first) throws SQLException {
    Set<Long> known = new HashSet<>();
    long after = first - 1;
    long end = first + (1L << FOLDER_BITS);
    while (after < end) {
      List<AllocationRecord> page = place.metadata().list(Selection.all(after), PAGE);
      page.forEach(record -> known.add(record.id()));
      if (page.size() < PAGE) {
        break;
      }
      after = page.get(PAGE - 1).id();
    }
    return known;
  }

  /** The allocation that a file in the data folders belongs to; -1 for no name of ours. */
  private static long idOf(Path file) {
    String name = file.getFileName().toString();
    int dot = name.indexOf('.');
    try {
      return Long.parseLong(dot < 0 ? name : name.substring(0, dot), 16);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void lose(Path file) throws IOException {
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), wall.instant());
      if (age.compareTo(safetyAge) >= 0) {
        place.lost().take(file);
        lost++;
      }
    } catch (NoSuchFileException e) {
      log.debug("A file of resource {} went meanwhile", place.id());
    }
  }
}
