package org.datalogistics.setup.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Location;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.UnisDepots;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.transfer.DownloadResult;
import org.datalogistics.lors.transfer.DownloadTarget;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadResult;
import org.datalogistics.lors.transfer.UploadSource;
import org.datalogistics.setup.demo.Fabric.DemoDepot;
import org.datalogistics.setup.demo.Fabric.Directory;
import org.datalogistics.setup.term.Amounts;
import org.datalogistics.unis.client.UnisClient;

/** What happens in the demo, act by act. */
final class Acts {
  private static final List<String> DEPOTS = List.of("A", "B", "C");
  private static final int COPIES = 2;
  private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(20);
  private static final TransferLimits LIMITS =
      new TransferLimits(8, 48L << 20, Duration.ofHours(2));
  private static final long PIECE = 5L << 20;

  private final Story story;
  private final Fabric fabric;
  private final Path folder;
  private final String command;
  private final InstantSource clock = InstantSource.system();
  private String summary = "";

  Acts(Story story, Fabric fabric, Path folder, String command) {
    this.story = story;
    this.fabric = fabric;
    this.folder = folder;
    this.command = command;
  }

  void perform(DemoOptions options, long length) throws IOException, InterruptedException {
    story.title("A file stored over leased depots, and got back with a depot dead");
    story.step("Start a directory and three depots, each a process of its own");
    Directory directory = fabric.startDirectory();
    List<DemoDepot> depots = fabric.startDepots(DEPOTS, directory.url());
    introduce(directory, depots);

    story.step(options.file().isPresent() ? "Take your file" : "Make a file of random bytes");
    Path file = options.file().orElse(folder.resolve("demo.bin"));
    if (options.file().isEmpty()) {
      FileContents.writeRandom(file, length, clock.millis());
    }
    String sha256 = FileContents.sha256(file);
    story.say(file + ", " + Amounts.bytes(length));
    story.say("SHA-256 " + sha256);

    try (IbpClient client = new IbpClient()) {
      UnisClient unis = new UnisClient(directory.url());
      UploadResult up = upload(file, length, client, unis, depots);
      URI document = publish(up.exNode(), unis);

      List<Slice> slices = Slice.of(up.exNode());
      DemoDepot victim = kill(slices, depots);
      DownloadResult down = download(document, file, sha256, client, unis, depots);
      revive(victim, directory, up.exNode(), file, client, slices);
      summary =
          "up %s, down %s (one machine, loopback)"
              .formatted(
                  Amounts.rate(up.bytes(), up.elapsed()),
                  Amounts.rate(down.bytes(), down.elapsed()));
    }
  }

  private void introduce(Directory directory, List<DemoDepot> depots) {
    story.say(
        "%-10s %-28s pid %d".formatted("directory", directory.url(), directory.process().pid()));
    for (DemoDepot depot : depots) {
      story.say(
          "%-10s %-28s pid %d"
              .formatted(
                  "depot " + depot.name(), "ibp://" + depot.address(), depot.process().pid()));
    }
  }

  private UploadResult upload(
      Path file, long length, IbpClient client, UnisClient unis, List<DemoDepot> depots)
      throws IOException, InterruptedException {
    story.step(
        "Upload it: " + COPIES + " copies of every slice, on depots that the directory lists");
    StoragePolicy policy =
        StoragePolicy.DEFAULTS.withCopies(COPIES).withBlockSize(sliceSize(length));
    UploadRequest request =
        new UploadRequest(
            new UploadSource.FilePart(file, new ByteRange(0, length)),
            String.valueOf(file.getFileName()),
            registered(unis, depots),
            policy,
            Conditioning.NONE,
            LIMITS);
    UploadResult result =
        new Upload(client, clock).run(request, story.counter(), new Cancellation());
    List<Slice> slices = Slice.of(result.exNode());
    List<SliceTable.Column> columns =
        depots.stream().map(depot -> new SliceTable.Column(depot.name(), location(depot))).toList();
    story.say(
        "%s stored twice in %s: %s of file, %s on the wire"
            .formatted(
                Amounts.bytes(length),
                Amounts.time(result.elapsed()),
                Amounts.rate(length, result.elapsed()),
                Amounts.rate(COPIES * length, result.elapsed())));
    story.say("");
    if (slices.isEmpty()) {
      story.say("An empty file has no slices: its exNode says all there is to say.");
    } else {
      story.say("Where every slice went:");
      story.all(new SliceTable(story.terminal(), columns).lines(slices));
    }
    return result;
  }

  /** About 16 slices, of 1 to 64 MiB. */
  static long sliceSize(long length) {
    long size = 1L << 20;
    while (size < 64L << 20 && size * 16 < length) {
      size *= 2;
    }
    return size;
  }

  /** The depots as the directory lists them; a depot registers a moment after it is ready. */
  private List<DepotAddress> registered(UnisClient unis, List<DemoDepot> depots)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + REGISTRATION_LIMIT.toNanos();
    List<DepotAddress> found = UnisDepots.find(unis, clock);
    while (found.size() < depots.size()) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "the directory lists %d of %d depots after %d s"
                .formatted(found.size(), depots.size(), REGISTRATION_LIMIT.toSeconds()));
      }
      Thread.sleep(50);
      found = UnisDepots.find(unis, clock);
    }
    return found;
  }

  private URI publish(ExNode exNode, UnisClient unis) throws IOException {
    String user = System.getProperty("user.name", "demo");
    URI url = new ExNodeDirectory(unis, user, clock).post(exNode, "", Conditioned.REFUSE);
    story.say("The exNode, the file's map of allocations, is in the directory:");
    story.say(url.toString());
    return url;
  }

  /** The one that holds most: so that something is lost even of a file of one slice. */
  private DemoDepot kill(List<Slice> slices, List<DemoDepot> depots) throws InterruptedException {
    DemoDepot victim =
        depots.stream()
            .max(
                Comparator.comparingLong((DemoDepot depot) -> held(slices, depot))
                    .thenComparing(DemoDepot::name, Comparator.reverseOrder()))
            .orElseThrow();
    story.step("Kill depot " + victim.name());
    victim.process().kill();
    story.say(
        "kill -9 %d: %s of %d lost a copy"
            .formatted(
                victim.process().pid(),
                Amounts.count(held(slices, victim), "slice"),
                slices.size()));
    return victim;
  }

  private static long held(List<Slice> slices, DemoDepot depot) {
    return slices.stream().filter(slice -> slice.isOn(location(depot))).count();
  }

  private static Location location(DemoDepot depot) {
    return new Location(depot.address().host(), depot.address().port());
  }

  private DownloadResult download(
      URI document,
      Path file,
      String sha256,
      IbpClient client,
      UnisClient unis,
      List<DemoDepot> depots)
      throws IOException {
    story.step("Download it from what is left");
    ExNode exNode = new ExNodeDirectory(unis, "demo", clock).get(document);
    Path back = Files.createDirectories(folder.resolve("back")).resolve(file.getFileName());
    DownloadResult result =
        load(exNode, new ByteRange(0, exNode.effectiveSize()), back, client, story.counter());
    story.say(
        "%s in %s: %s, from %s"
            .formatted(
                Amounts.bytes(result.bytes()),
                Amounts.time(result.elapsed()),
                Amounts.rate(result.bytes(), result.elapsed()),
                names(result, depots)));
    String got = FileContents.sha256(back);
    if (!got.equals(sha256)) {
      throw new IOException("the file that came back is another one: SHA-256 " + got);
    }
    story.good("SHA-256 is the same");
    Files.delete(back);
    return result;
  }

  private static String names(DownloadResult result, List<DemoDepot> depots) {
    String names =
        depots.stream()
            .filter(depot -> result.depots().contains(depot.address()))
            .map(DemoDepot::name)
            .collect(Collectors.joining(" and "));
    return names.isEmpty() ? "nowhere, being empty" : names;
  }

  private DownloadResult load(
      ExNode exNode, ByteRange range, Path target, IbpClient client, TransferListener listener)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      DownloadRequest request =
          new DownloadRequest(exNode, range, PIECE, FetchPolicy.DEFAULTS, 1, LIMITS);
      return new Download(client, clock)
          .run(
              request,
              new DownloadTarget.Positioned(channel, range.offset()),
              listener,
              new Cancellation());
    }
  }

  private void revive(
      DemoDepot victim,
      Directory directory,
      ExNode exNode,
      Path file,
      IbpClient client,
      List<Slice> slices)
      throws IOException, InterruptedException {
    story.step("Start depot " + victim.name() + " again on the data it left behind");
    DemoDepot again = fabric.restart(victim, directory.url());
    story.say(
        "%-10s %-28s pid %d"
            .formatted("depot " + again.name(), "ibp://" + again.address(), again.process().pid()));
    Location place = location(victim);
    ExNode only =
        exNode.withExtents(
            exNode.extents().stream()
                .filter(extent -> extent.location().filter(place::equals).isPresent())
                .toList());
    Path back = folder.resolve("from-one-depot");
    List<ByteRange> ranges = new ArrayList<>();
    slices.stream().filter(slice -> slice.isOn(place)).forEach(slice -> ranges.add(slice.range()));
    long bytes = 0;
    for (ByteRange range : ranges) {
      load(only, range, back, client, TransferListener.NONE);
      if (!FileContents.isSame(file, back, range)) {
        throw new IOException("depot " + victim.name() + " returns other bytes at " + range);
      }
      bytes += range.length();
    }
    story.good(
        "%s, %s, read from depot %s alone: every byte as it was"
            .formatted(Amounts.count(ranges.size(), "slice"), Amounts.bytes(bytes), victim.name()));
  }

  /** The last words, when all is cleaned up. */
  void finish(String kept) {
    story.step("Done: " + kept);
    story.say(summary);
    story.say("");
    story.say("Next:");
    story.say("  " + command + " demo FILE   the same with a file of yours");
    story.say("  " + command + " up          a node of your own: depot and directory, to stay");
    story.say("  " + command + " help        every service and tool");
  }
}
