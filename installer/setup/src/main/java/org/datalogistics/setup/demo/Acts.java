package org.datalogistics.setup.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Location;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.transfer.DownloadResult;
import org.datalogistics.lors.transfer.UploadResult;
import org.datalogistics.setup.demo.Fabric.DemoDepot;
import org.datalogistics.setup.demo.Fabric.Directory;
import org.datalogistics.setup.term.Amounts;

/** What happens in the demo, act by act. */
final class Acts {
  private static final List<String> DEPOTS = List.of("A", "B", "C");
  private static final int COPIES = 2;
  private static final long LEAST_FOR_A_RATE = 16L << 20;

  private final Story story;
  private final Fabric fabric;
  private final Path folder;
  private String summary = "";

  Acts(Story story, Fabric fabric, Path folder) {
    this.story = story;
    this.fabric = fabric;
    this.folder = folder;
  }

  void perform(DemoOptions options, long length) throws IOException, InterruptedException {
    story.title("A file, stored over leased depots, comes back with one of them dead");
    story.step("Start a directory and three depots, each a process of its own");
    Directory directory = fabric.startDirectory();
    introduce("directory", directory.url().toString(), directory.process());
    List<DemoDepot> depots = fabric.startDepots(DEPOTS, directory.url());
    depots.forEach(this::introduce);

    story.step(options.file().isPresent() ? "Take your file" : "Make a file of random bytes");
    Path file = options.file().orElse(folder.resolve("demo.bin"));
    if (options.file().isEmpty()) {
      FileContents.writeRandom(file, length, System.nanoTime());
    }
    String sha256 = FileContents.sha256(file);
    story.say(file + ", " + Amounts.bytes(length));
    story.say("SHA-256 " + sha256);

    try (Transfers transfers = new Transfers(directory.url())) {
      UploadResult up = upload(file, length, transfers, depots);
      URI document = publish(up.exNode(), transfers);
      List<Slice> slices = Slice.of(up.exNode());
      DemoDepot victim = kill(slices, depots);
      DownloadResult down = download(document, file, sha256, transfers, depots);
      revive(victim, directory, up.exNode(), file, transfers, slices);
      summary =
          "up in %s%s, down in %s%s (one machine, loopback)"
              .formatted(
                  Amounts.time(up.elapsed()),
                  rate(up.bytes(), up.elapsed(), ""),
                  Amounts.time(down.elapsed()),
                  rate(down.bytes(), down.elapsed(), ""));
    }
  }

  private void introduce(DemoDepot depot) {
    introduce("depot " + depot.name(), "ibp://" + depot.address(), depot.process());
  }

  private void introduce(String name, String address, ServiceProcess process) {
    story.say("%-10s %-24s pid %d".formatted(name, address, process.pid()));
  }

  private UploadResult upload(Path file, long length, Transfers transfers, List<DemoDepot> depots)
      throws IOException, InterruptedException {
    story.step("Upload it: " + COPIES + " copies of every slice, on depots from the directory");
    UploadResult result =
        transfers.upload(file, length, COPIES, transfers.depots(depots.size()), story.counter());
    story.say(
        "%s stored twice in %s%s"
            .formatted(
                Amounts.bytes(length),
                Amounts.time(result.elapsed()),
                rate(length, result.elapsed(), " of file, twice that of copies")));
    story.say("");
    List<Slice> slices = Slice.of(result.exNode());
    if (slices.isEmpty()) {
      story.say("An empty file has no slices: its exNode says all there is to say.");
    } else {
      List<SliceTable.Column> columns =
          depots.stream()
              .map(depot -> new SliceTable.Column(depot.name(), location(depot)))
              .toList();
      story.say("Where every slice went:");
      story.all(new SliceTable(story.terminal(), columns).lines(slices));
    }
    return result;
  }

  /** Such as {@code : 213 MiB/s}; nothing for a file that is over before it has a rate. */
  private static String rate(long bytes, Duration time, String of) {
    return bytes < LEAST_FOR_A_RATE ? "" : ": " + Amounts.rate(bytes, time) + of;
  }

  private URI publish(ExNode exNode, Transfers transfers) throws IOException {
    URI document = transfers.publish(exNode);
    story.say("");
    story.say("The exNode, which knows all this, is in the directory:");
    story.say(document.toString());
    return document;
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
        "kill -9 %d: %d of %s lost a copy"
            .formatted(
                victim.process().pid(),
                held(slices, victim),
                Amounts.count(slices.size(), "slice")));
    return victim;
  }

  private static long held(List<Slice> slices, DemoDepot depot) {
    return slices.stream().filter(slice -> slice.isOn(location(depot))).count();
  }

  private static Location location(DemoDepot depot) {
    return new Location(depot.address().host(), depot.address().port());
  }

  private DownloadResult download(
      URI document, Path file, String sha256, Transfers transfers, List<DemoDepot> depots)
      throws IOException {
    story.step("Download it from what is left");
    ExNode exNode = transfers.look(document);
    Path back = folder.resolve("came-back");
    DownloadResult result =
        transfers.download(exNode, new ByteRange(0, exNode.effectiveSize()), back, story.counter());
    story.say(
        "%s in %s%s%s"
            .formatted(
                Amounts.bytes(result.bytes()),
                Amounts.time(result.elapsed()),
                rate(result.bytes(), result.elapsed(), ""),
                from(result, depots)));
    String got = FileContents.sha256(back);
    if (!got.equals(sha256)) {
      throw new IOException(
          "what came back of %s is another file: SHA-256 %s".formatted(file, got));
    }
    story.good("SHA-256 is the same");
    Files.delete(back);
    return result;
  }

  private static String from(DownloadResult result, List<DemoDepot> depots) {
    String names =
        depots.stream()
            .filter(depot -> result.depots().contains(depot.address()))
            .map(DemoDepot::name)
            .collect(Collectors.joining(" and "));
    return names.isEmpty() ? "" : ", from " + names;
  }

  private void revive(
      DemoDepot victim,
      Directory directory,
      ExNode exNode,
      Path file,
      Transfers transfers,
      List<Slice> slices)
      throws IOException, InterruptedException {
    story.step("Start depot " + victim.name() + " again, on the data that it left behind");
    introduce(fabric.restart(victim, directory.url()));
    Location place = location(victim);
    ExNode onlyThere =
        exNode.withExtents(
            exNode.extents().stream()
                .filter(extent -> extent.location().filter(place::equals).isPresent())
                .toList());
    Path back = folder.resolve("from-" + victim.name());
    List<Slice> there = slices.stream().filter(slice -> slice.isOn(place)).toList();
    long bytes = 0;
    for (Slice slice : there) {
      transfers.download(onlyThere, slice.range(), back, TransferListener.NONE);
      if (!FileContents.isSame(file, back, slice.range())) {
        throw new IOException(
            "depot %s has other bytes now at %s".formatted(victim.name(), slice.range()));
      }
      bytes += slice.range().length();
    }
    story.good(
        "%s, %s, read from depot %s alone: as it was"
            .formatted(Amounts.count(there.size(), "slice"), Amounts.bytes(bytes), victim.name()));
  }

  /**
   * The last words, when all is cleaned up.
   *
   * @param left what is left of it all
   * @param command how the user calls the toolkit
   */
  void finish(String left, String command) {
    story.step("Done: " + left);
    story.say(summary);
    story.say("");
    story.say("Next:");
    story.say("  " + command + " demo FILE   the same with a file of yours");
    story.say("  " + command + " up          a node of your own, to stay: depot and directory");
    story.say("  " + command + " help        every service and tool");
  }
}
