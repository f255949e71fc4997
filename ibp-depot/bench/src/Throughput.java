import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * One depot over loopback, beside the servers that people use today and the raw limit of the
 * machine, in turn in the same run: transfers in memory and on disk, small operations, copies,
 * memory.
 *
 * <p>Run by {@code ibp-depot/bench/throughput}; the class path has the depot.
 */
public final class Throughput {
  private final Options options;
  private final Report report = new Report();
  private final Rounds rounds;
  private boolean failed;

  private Throughput(Options options) {
    this.options = options;
    this.rounds = new Rounds(report, options.rounds());
  }

  public static void main(String[] args) throws Exception {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new Throughput(options).run();
  }

  private void run() throws Exception {
    System.out.println(Machine.describe());
    if (Machine.paces()) {
      report.note("TCP congestion control is bbr, which paces: figures show that, not the servers");
    }
    if (options.profile()) {
      inFolder(options.memory(), false, place -> new Profile(report, options).run(place));
      return;
    }
    report.note("the reference depot in C is not part of the comparison: it is not packaged");
    Set<String> only = options.only();
    if (only.contains("up") || only.contains("down")) {
      measure("up, down", options.memory(), false, this::transfers);
    }
    if (only.contains("small")) {
      measure("small", options.memory(), false, this::small);
    }
    if (only.contains("copy")) {
      measure("copy", options.memory(), false, place -> new Copy(rounds, options).run(place));
      report.print(Copy.PART, "copies between two depots, in memory");
    }
    if (only.contains("disk")) {
      measure("disk", options.disk(), true, this::disk);
    }
    if (only.contains("memory")) {
      measure("memory", options.memory(), false, place -> new Memory(report).run(place));
      report.print(Memory.PART, "memory of a depot with -Xmx256m");
    }
    Targets targets = new Targets(report);
    targets.print();
    if (options.json().isPresent()) {
      Json.write(options.json().get(), options, report, targets);
    }
    System.exit(failed ? 1 : 0);
  }

  private void transfers(Place place) throws Exception {
    try (PeerSet peers = new PeerSet(place, report)) {
      peers.depot("depot", "").variants(options.variants()).nginx().raw().xrootd().gridFtp();
      new Transfers(Transfers.MEMORY, rounds, options, false).run(peers.all());
    }
    report.print(
        Transfers.MEMORY,
        "up: stored into new files; churn: each block is deleted after it was stored"
            + " (raw: written over the block before)");
    printPeaks(Transfers.MEMORY);
  }

  private void printPeaks(String part) {
    report.print(Transfers.peak(part), "resident memory of the servers in all of these");
  }

  private void small(Place place) throws Exception {
    try (PeerSet peers = new PeerSet(place, report)) {
      peers.depot("depot", "").variants(options.variants()).nginx();
      new Small(rounds).run(peers.small());
    }
    report.print(
        Small.PART,
        "4 KiB; store: allocate + store (nginx: PUT); cycle: allocate + write + load + free"
            + " (nginx: PUT + GET + DELETE)");
  }

  private void disk(Place place) throws Exception {
    if (Files.getFileStore(place.folder()).type().equals("tmpfs")) {
      report.note(options.disk() + " is in memory: the part disk is left out; see --disk");
      return;
    }
    try (PeerSet peers = new PeerSet(place, report)) {
      if (DepotProcess.has("fsync")) {
        peers.depot("depot", "fsync=data");
      } else {
        report.note("the depot has no setting to force data to the disk: left out there");
      }
      peers.nginx().raw().gridFtp();
      new Transfers(Transfers.DISK, rounds, options, true).run(peers.all());
    }
    report.print(
        Transfers.DISK,
        "on a disk with "
            + Files.getFileStore(options.disk()).type()
            + ": up until fsync, down not from the page cache, churn as above");
    printPeaks(Transfers.DISK);
  }

  /** A part that needs a folder. */
  private interface Part {
    void run(Place place) throws Exception;
  }

  /** A part that fails does not take the others with it. */
  private void measure(String name, Path parent, boolean forced, Part part) {
    try {
      inFolder(parent, forced, part);
    } catch (Exception e) {
      report.note("the part " + name + " was broken off: " + e);
      failed = true;
    }
  }

  private void inFolder(Path parent, boolean forced, Part part) throws Exception {
    Path folder = Files.createTempDirectory(parent, "dlt-bench");
    try {
      // Servers that leave root behind have to get in.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      part.run(new Place(folder, forced, options.space()));
    } finally {
      Place.delete(folder);
    }
  }
}
