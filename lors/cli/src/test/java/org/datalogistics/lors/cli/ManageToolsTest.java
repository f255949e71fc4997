package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.document.ExNodeFiles;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.LocalDepot;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that keep files alive and in place, against depots and a UNIS. */
class ManageToolsTest {
  @RegisterExtension
  static final FabricExtension FABRIC =
      new FabricExtension(MiniFabric.builder().depots(4).withUnis());

  @TempDir Path folder;
  private final byte[] data = new SeededRandom(11).bytes(500_000);

  private TestRun command(Object... arguments) {
    return new TestRun(folder).with(arguments);
  }

  private static Object depot(int index) {
    return FABRIC.fabric().addresses().get(index);
  }

  /** Stores the data on the first two depots in blocks of 100 KiB and leaves {@code data.xnd}. */
  private void upload(Object... options) throws IOException {
    Files.write(folder.resolve("data"), data);
    command("-f", "-b", "100K", "-d", "2h", "--depot", depot(0), "--depot", depot(1))
        .with(options)
        .with("data")
        .succeed(new LorsUpload());
  }

  private ExNode read(String name) throws IOException {
    return ExNodeFiles.read(folder.resolve(name));
  }

  private byte[] download(String name) {
    return command(name).succeed(new LorsDownload()).output();
  }

  private static List<Integer> ports(ExNode exNode) {
    return exNode.extents().stream()
        .map(extent -> extent.location().orElseThrow().port())
        .distinct()
        .toList();
  }

  private static void delete(Extent extent) {
    try (IbpClient client = new IbpClient()) {
      client
          .decrement(Capability.parse(String.valueOf(extent.manage())), CapabilityKind.READ)
          .join();
    }
  }

  private static boolean exists(Extent extent) {
    try (IbpClient client = new IbpClient()) {
      return client
          .probe(Capability.parse(String.valueOf(extent.manage())))
          .handle((status, failure) -> failure == null)
          .join();
    }
  }

  private static JsonNode json(TestRun run) throws IOException {
    return new ObjectMapper().readTree(run.text());
  }

  @Test
  void statSumsUpAFileForPeopleAndForScripts() throws Exception {
    upload("-c", "2", "-k");

    String text = command("data.xnd").succeed(new LorsStat()).text();
    JsonNode json = json(command("--json", "data.xnd").succeed(new LorsStat()));

    assertThat(text)
        .contains("500000 bytes", "2 on distinct depots", "checksum", "depots: complete", "5 live");
    assertThat(json.path("copies").asInt()).isEqualTo(2);
    assertThat(json.path("complete").asBoolean()).isTrue();
    assertThat(json.path("depots").path(depot(0).toString()).path("live").asInt()).isEqualTo(5);
    assertThat(Instant.parse(json.path("wholeUntil").asText()))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(3)));
  }

  @Test
  void statByTheDocumentAloneAsksNobody() throws Exception {
    upload("-c", "1");
    delete(read("data.xnd").extents().get(0));

    JsonNode logical = json(command("--json", "-l", "data.xnd").succeed(new LorsStat()));
    JsonNode physical = json(command("--json", "data.xnd").succeed(new LorsStat()));

    assertThat(logical.path("complete").asBoolean()).isTrue();
    assertThat(physical.path("complete").asBoolean()).isFalse();
    assertThat(physical.path("holes").path(0).path("length").asInt()).isEqualTo(102_400);
    assertThat(physical.path("states").path("dead").asInt()).isEqualTo(1);
  }

  @Test
  void augmentAddsACopyOnAnotherDepotThatHoldsTheWholeFile() throws Exception {
    upload("-c", "1", "-k");

    TestRun run = command("-c", "1", "--depot", depot(2), "-f", "data.xnd");
    run.succeed(new LorsAugment());

    assertThat(run.errors()).contains("copied").doesNotContain("through this machine");
    ExNode all = read("data.xnd");
    assertThat(ports(all)).hasSize(3);
    Files.deleteIfExists(folder.resolve("only.xnd"));
    command("-c", "1", "--depot", depot(3), "-n", "only.xnd", "data.xnd")
        .succeed(new LorsAugment());
    assertThat(ports(read("only.xnd"))).hasSize(1);
    assertThat(download("only.xnd")).isEqualTo(data);
    assertThat(read("data.xnd").extents()).hasSize(all.extents().size());
  }

  @Test
  void aPartIsAugmentedAndTheDocumentGoesToStandardOutput() throws Exception {
    upload("-c", "1");

    TestRun run = command("-c", "1", "--depot", depot(2), "-O", "150000", "-L", "1000", "data.xnd");
    run.succeed(new LorsAugment());
    Files.write(folder.resolve("more.xnd"), run.output());

    assertThat(read("more.xnd").extents()).hasSize(6);
    assertThat(read("more.xnd").extents())
        .anyMatch(extent -> extent.offset() == 150_000 && extent.length() == 1000);
  }

  @Test
  void balanceAddsOnlyWhatDepotsNoLongerHave() throws Exception {
    upload("-c", "2");
    delete(read("data.xnd").extents().get(0));

    TestRun run =
        command("-B", "-c", "2", "--depot", depot(2), "--depot", depot(3), "-f", "data.xnd");
    run.succeed(new LorsAugment());
    TestRun again =
        command("-B", "-c", "2", "--depot", depot(2), "--depot", depot(3), "-f", "data.xnd");
    again.succeed(new LorsAugment());

    assertThat(run.errors()).contains("1 mapping on 1 depot");
    assertThat(again.errors()).contains("nothing was copied");
    assertThat(read("data.xnd").extents()).hasSize(11);
  }

  @Test
  void stagesOfTheXndrcSayWhereFirstAndFurtherCopiesGo() throws Exception {
    upload("-c", "1");
    Files.writeString(
        folder.resolve(".xndrc"),
        "ROUTE_DEPOT %s\nTARGET_DEPOT %s\n"
            .formatted(depot(2), depot(3))
            .replace("127.0.0.1:", "127.0.0.1 "));

    TestRun run = command("--depot-list", "--mcopy", "-c", "2", "-n", "new.xnd", "data.xnd");
    run.succeed(new LorsAugment());

    assertThat(run.errors()).contains("mcopy");
    assertThat(ports(read("new.xnd"))).hasSize(2);
    assertThat(download("new.xnd")).isEqualTo(data);
  }

  @Test
  void whatCannotBeCopiedFailsWithTheBytesAndChangesNothing() throws Exception {
    upload("-c", "2");
    String before = Files.readString(folder.resolve("data.xnd"));

    TestRun run = command("-c", "1", "--depot", depot(0), "-f", "data.xnd");

    assertThat(run.run(new LorsAugment())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("bytes [0, 102400)", "holds them already");
    assertThat(folder.resolve("data.xnd")).hasContent(before);
  }

  @Test
  void trimByNumberGivesStorageBackOnlyWhenNothingElseUsesIt() throws Exception {
    upload("-c", "2");
    ExNode before = read("data.xnd");

    command("-d", "-f", "-m", "0", "data.xnd", "2-3").succeed(new LorsTrim());

    ExNode after = read("data.xnd");
    assertThat(after.extents()).hasSize(7);
    assertThat(before.extents().stream().filter(e -> !exists(e)).count()).isEqualTo(3);
    assertThat(after.extents()).allMatch(ManageToolsTest::exists);
    command("-d", "-f", "-O", "0", "-L", "50K", "data.xnd").succeed(new LorsTrim());
    assertThat(read("data.xnd").extents()).allMatch(ManageToolsTest::exists);
  }

  @Test
  void trimOfWhatIsUnavailableKeepsSilentDepotsUnlessTold() throws Exception {
    upload("-c", "2");
    delete(read("data.xnd").extents().get(0));
    LocalDepot silent = FABRIC.fabric().depot(1);
    silent.stop();
    try {
      TestRun careful = command("-u", "-f", "data.xnd").succeed(new LorsTrim());
      assertThat(read("data.xnd").extents()).hasSizeBetween(9, 10);
      assertThat(careful.errors()).contains("kept");
      command("-u", "--unreachable", "-f", "data.xnd").succeed(new LorsTrim());
      assertThat(ports(read("data.xnd"))).hasSize(1);
    } finally {
      silent.start();
    }
  }

  @Test
  void anExNodeIsNotEmptiedByAccident() throws Exception {
    upload("-c", "1");

    TestRun refused = command("-d", "-f", "--all", "data.xnd");
    assertThat(refused.run(new LorsTrim())).isEqualTo(LorsTool.FAILED);
    assertThat(refused.errors()).contains("--allow-empty");
    ExNode before = read("data.xnd");
    assertThat(before.extents()).allMatch(ManageToolsTest::exists);

    command("-d", "-f", "--all", "--allow-empty", "data.xnd").succeed(new LorsTrim());
    assertThat(folder.resolve("data.xnd")).doesNotExist();
    assertThat(before.extents()).noneMatch(ManageToolsTest::exists);
  }

  @Test
  void whatCannotBeGivenBackStaysInTheDocument() throws Exception {
    upload("-c", "1");
    LocalDepot silent = FABRIC.fabric().depot(0);
    silent.stop();
    try {
      TestRun run = command("-d", "-f", "-m", "0", "data.xnd");
      int status = run.run(new LorsTrim());
      assertThat(status).isEqualTo(LorsTool.FAILED);
      assertThat(run.errors()).contains("stays in the exNode");
      assertThat(read("data.xnd").extents()).hasSize(5);
    } finally {
      silent.start();
    }
  }

  @Test
  void refreshStoresTheNewEndsAndCountsFailures() throws Exception {
    upload("-c", "1");

    command("-s", "9h", "-f", "data.xnd").succeed(new LorsRefresh());
    assertThat(read("data.xnd").extents())
        .allMatch(extent -> extent.end().isAfter(Instant.now().plus(Duration.ofHours(8))));

    delete(read("data.xnd").extents().get(0));
    TestRun run = command("-d", "1h", "--json", "data.xnd");
    assertThat(run.run(new LorsRefresh())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("1 of 5 FAILED", "[0, 102400)");
    assertThat(json(run).path("failed").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-m -s 1h", "-s 0", "-a 5", "-d -1h", "-s 9999999d"})
  void refreshWantsExactlyOneSensibleTime(String flags) throws Exception {
    upload("-c", "1");

    TestRun run = command("data.xnd");
    for (String flag : flags.split(" ", -1)) {
      if (!flag.isEmpty()) {
        run.with(flag);
      }
    }

    assertThat(run.run(new LorsRefresh())).isEqualTo(LorsTool.USAGE);
  }

  @Test
  void modifyWithholdsCapabilitiesAndKeepsDates() throws Exception {
    upload("-c", "1");

    command("-w", "-o", "shared.xnd", "data.xnd").succeed(new LorsModify());

    ExNode shared = read("shared.xnd");
    assertThat(shared.extents())
        .allMatch(e -> e.read() != null && e.write() == null && e.manage() == null)
        .allMatch(e -> e.end() != null);
    assertThat(download("shared.xnd")).isEqualTo(data);
    assertThat(read("data.xnd").extents()).allMatch(e -> e.manage() != null);
  }

  @Test
  void modifyConvertsCutsAndJoins() throws Exception {
    upload("-c", "1");

    command("-n", "-o", "data.uef", "data.xnd").succeed(new LorsModify());
    command("-n", "-L", "200000", "-o", "head.xnd", "data.uef").succeed(new LorsModify());
    command("-n", "-O", "200000", "-o", "tail.xnd", "data.xnd").succeed(new LorsModify());
    command("-n", "--append", "tail.xnd", "-o", "whole.xnd", "head.xnd").succeed(new LorsModify());

    assertThat(download("data.uef")).isEqualTo(data);
    assertThat(download("whole.xnd")).isEqualTo(data);
    TestRun refused = command("-n", "-O", "200000", "-o", "tail.uef", "data.xnd");
    assertThat(refused.run(new LorsModify())).isEqualTo(LorsTool.FAILED);
    TestRun different = command("-n", "--merge", "tail.xnd", "-o", "x.xnd", "head.xnd");
    assertThat(different.run(new LorsModify())).isEqualTo(LorsTool.USAGE);
    assertThat(different.errors()).contains("200000", "300000");
  }

  @Test
  void filesOfLStoreAreReadAndNeverWrittenOver() throws Exception {
    upload("-c", "1");
    String read = String.valueOf(read("data.xnd").extents().get(0).read());
    String document =
        "[view]\ndefault=1\n[segment-1]\ntype=linear\nblock=1:0:0:999:1000\n"
            + "[block-1]\nread_cap="
            + read
            + "\n";
    Files.writeString(folder.resolve("l.ex3"), document);

    command("-n", "-o", "l.xnd", "l.ex3").succeed(new LorsModify());

    assertThat(download("l.xnd")).isEqualTo(Arrays.copyOf(data, 1000));
    TestRun inPlace = command("-n", "-f", "l.ex3");
    assertThat(inPlace.run(new LorsModify())).isEqualTo(LorsTool.USAGE);
    assertThat(folder.resolve("l.ex3")).hasContent(document);
  }

  @Test
  void routeGoesFromDepotToDepotAndMayKeepOnlyTheLast() throws Exception {
    upload("-c", "1");

    TestRun run =
        command("-V", "1", "--depot", depot(2), "--depot", depot(3), "--last-hop", "-o", "r.xnd")
            .with("data.xnd");
    run.succeed(new LorsRoute());

    assertThat(run.errors()).contains("Copy " + depot(2) + " to " + depot(3) + " 0 102400");
    ExNode routed = read("r.xnd");
    assertThat(routed.extents()).hasSize(10);
    assertThat(ports(routed)).hasSize(3);
    command("--depot", depot(2), "-f", "data.xnd").succeed(new LorsRoute());
    assertThat(ports(read("data.xnd"))).hasSize(3);
  }

  @Test
  void checkTellsWhatIsAtRiskAndRepairMendsIt() throws Exception {
    upload("-c", "2", "-k");
    assertThat(command("--soon", "1m", "data.xnd").succeed(new LorsCheck()).text())
        .contains("data.xnd: good");
    Extent lost = read("data.xnd").extents().get(0);
    delete(lost);

    TestRun check = command("--read", "--json", "--soon", "1m", "data.xnd");
    assertThat(check.run(new LorsCheck())).isEqualTo(LorsTool.FAILED);
    assertThat(json(check).path("verdict").asText()).isEqualTo("at_risk");
    assertThat(json(check).path("weak").path(0).path("copies").asInt()).isEqualTo(1);
    TestRun repair = command("-c", "2", "--soon", "1m", "--depot", depot(2), "-f", "data.xnd");
    repair.succeed(new LorsRepair());

    assertThat(repair.errors()).contains("1 copy made", "1 dropped");
    command("--read", "-c", "2", "--soon", "1m", "data.xnd").succeed(new LorsCheck());
    assertThat(download("data.xnd")).isEqualTo(data);
  }

  @Test
  void documentsInUnisAreChangedInPlace() throws Exception {
    Files.write(folder.resolve("data"), data);
    String url =
        command("-c", "1", "-b", "100K", "-d", "2h", "--depot", depot(0), "--unis")
            .with(FABRIC.fabric().unis(), "data")
            .succeed(new LorsUpload())
            .text()
            .strip();

    command("-c", "1", "--depot", depot(2), "-f", url).succeed(new LorsAugment());
    command("-s", "9h", "-f", url).succeed(new LorsRefresh());
    command("-d", "-f", "-m", "0", url).succeed(new LorsTrim());

    JsonNode stat = json(command("--json", url).succeed(new LorsStat()));
    assertThat(stat.path("mappings").asInt()).isEqualTo(9);
    assertThat(stat.path("complete").asBoolean()).isTrue();
    assertThat(download(url)).isEqualTo(data);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lors-stat",
        "lors-augment",
        "lors-trim",
        "lors-refresh",
        "lors-modify",
        "lors-route",
        "lors-check",
        "lors-repair"
      })
  void everyCommandHelpsAndNamesWhatItMisses(String name) {
    LorsTool tool = LorsMain.named(name).orElseThrow();

    assertThat(command("--help").succeed(tool).text()).contains("usage: " + name, "Example:");
    assertThat(command().run(tool)).isEqualTo(LorsTool.USAGE);
    TestRun missing = command("no-such.xnd");
    if (name.equals("lors-trim") || name.equals("lors-refresh")) {
      missing.with(name.equals("lors-trim") ? "-u" : "-m");
    }
    if (name.equals("lors-route")) {
      missing.with("--depot", depot(0));
    }
    assertThat(missing.run(tool)).isEqualTo(LorsTool.FAILED);
    assertThat(missing.errors()).contains("no-such.xnd");
  }
}
