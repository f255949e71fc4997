package org.datalogistics.lors.tree;

import java.time.Duration;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;

/** What happens while many files are moved. Files are told apart by {@code id}, from 1. */
public sealed interface TreeEvent {

  /**
   * How much there is to do.
   *
   * @param files all of them, those too that will be skipped
   * @param bytes of all files, -1 when not known
   */
  record Planned(long files, long bytes) implements TreeEvent {}

  /**
   * A file's turn has come.
   *
   * @param name its path as people know it
   * @param bytes of the file
   */
  record Started(long id, String name, long bytes) implements TreeEvent {}

  /** Something has happened to a file that was started and is not ended. */
  record Moved(long id, TransferEvent event) implements TreeEvent {}

  /** A file is complete. */
  record Done(long id, MovedFile file) implements TreeEvent {}

  /**
   * A file is left as it is; it is no failure. {@code id} is 0 when it was not started.
   *
   * @param complete whether it is where it belongs already
   */
  record Skipped(long id, String name, long bytes, String reason, boolean complete)
      implements TreeEvent {}

  /** A file or folder was given up; the others go on. {@code id} is 0 when it was not started. */
  record Failed(long id, String name, String reason) implements TreeEvent {}

  /**
   * A file that was moved.
   *
   * @param name its path as people know it
   * @param place where its exNode is after an upload, or its data after a download
   * @param copies after an upload: of the block that has the fewest
   * @param wantedCopies after an upload
   * @param depots that hold or delivered it
   * @param failures attempts that failed and were made good
   */
  record MovedFile(
      String name,
      String place,
      long bytes,
      int copies,
      int wantedCopies,
      Set<DepotAddress> depots,
      int failures,
      Duration elapsed) {
    public MovedFile {
      depots = Set.copyOf(depots);
    }
  }
}
