package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.document.ExNodeFiles;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditioned files through the commands. */
class ConditioningToolsTest {
  @RegisterExtension
  static final FabricExtension FABRIC = new FabricExtension(MiniFabric.builder().depots(2));

  @TempDir Path folder;
  private final byte[] data = new SeededRandom(7).bytes(250_000);

  @BeforeEach
  void writeData() throws IOException {
    Arrays.fill(data, 50_000, 100_000, (byte) ' ');
    Files.write(folder.resolve("data"), data);
  }

  private TestRun command(Object... arguments) {
    return new TestRun(folder).with(arguments);
  }

  /** Stores the data in three mappings and leaves {@code data.xnd}. */
  private TestRun upload(Object... options) {
    return uploading(options).succeed(new LorsUpload());
  }

  private TestRun uploading(Object... options) {
    TestRun run = command("-f", "-b", "100K", "-c", "1", "-E", "10000");
    FABRIC.fabric().addresses().forEach(depot -> run.with("--depot", depot));
    return run.with(options).with("data");
  }

  private byte[] download(Object... options) {
    return command(options).with("data.xnd").succeed(new LorsDownload()).output();
  }

  private ExNode document() throws IOException {
    return ExNodeFiles.read(folder.resolve("data.xnd"));
  }

  private List<String> functions() throws IOException {
    return document().extents().get(0).functions().steps().stream()
        .map(ConditioningStep::name)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-k",
        "-e",
        "-a",
        "-x",
        "-z",
        "--sha256",
        "--encrypt",
        "--zstd",
        "-a -k",
        "-z -a -k",
        "--zstd --encrypt --sha256",
        "-k -e -a -x -z --sha256 --encrypt --zstd"
      })
  void whatWasConditionedComesBackWholeAndInParts(String options) throws IOException {
    upload((Object[]) options.split(" ", -1));

    assertThat(download()).isEqualTo(data);
    assertThat(download("-O", "123456", "-L", "77777"))
        .isEqualTo(Arrays.copyOfRange(data, 123_456, 123_456 + 77_777));
  }

  @Test
  void functionsAreAppliedInTheOrderOfTheCommandLine() throws IOException {
    upload("-x", "--aes", "-k");
    assertThat(functions()).containsExactly("xor_encrypt", "aes_encrypt", "checksum");

    upload("-k", "-x");
    assertThat(functions()).containsExactly("checksum", "xor_encrypt");
  }

  @Test
  void theConfiguredOrderCountsUnlessTheCommandLineSaysOtherwise() throws IOException {
    Files.writeString(folder.resolve(".xndrc"), "E2E_ORDER des_encrypt checksum\n");

    upload();
    assertThat(functions()).containsExactly("des_encrypt", "checksum");
    assertThat(download()).isEqualTo(data);
    upload("--sha256");
    assertThat(functions()).containsExactly("sha256");
    upload("-n");
    assertThat(functions()).isEmpty();
  }

  @Test
  void anOrderThatTheToolsOfOldReadBadlyIsWarnedOf() {
    assertThat(upload("-k", "-a").errors()).contains("warning").contains("aes_encrypt");
    assertThat(upload("-a", "-k").errors()).doesNotContain("warning");
  }

  @Test
  void everyMappingHasKeysOfItsOwn() throws IOException {
    upload("--encrypt", "-e");

    assertThat(document().extents())
        .hasSize(3)
        .flatExtracting(extent -> extent.functions().steps())
        .extracting(step -> step.key().orElseThrow())
        .doesNotHaveDuplicates();
  }

  @Test
  void aKeyInAFileStaysOutOfTheExNode() throws IOException {
    String made = command("lab.key").succeed(new LorsKeygen()).errors();
    String key = Files.readString(folder.resolve("lab.key")).strip();
    TestRun upload = upload("--encrypt", "--key-file", "lab.key");

    String document = Files.readString(folder.resolve("data.xnd"));
    assertThat(document).doesNotContain("KEY").doesNotContain(key);
    assertThat(upload.errors()).doesNotContain("warning").doesNotContain(key);
    assertThat(made).doesNotContain(key);
    assertThat(download("--key-file", "lab.key")).isEqualTo(data);
    for (String form :
        List.of(key, Base64.getEncoder().encodeToString(HexFormat.of().parseHex(key)))) {
      TestRun run = command("--key-env", "LAB_KEY", "data.xnd").environment("LAB_KEY", form);
      assertThat(run.succeed(new LorsDownload()).output()).isEqualTo(data);
    }
  }

  @Test
  void aMissingOrWrongKeyIsNamed() throws IOException {
    command("lab.key").succeed(new LorsKeygen());
    command("other.key").succeed(new LorsKeygen());
    upload("--encrypt", "--key-file", "lab.key");
    String id =
        document().extents().get(0).functions().steps().get(0).arguments().string("keyid").get();

    for (TestRun run :
        List.of(command("data.xnd"), command("--key-file", "other.key", "data.xnd"))) {
      assertThat(run.run(new LorsDownload())).isEqualTo(LorsTool.FAILED);
      assertThat(run.errors()).contains(id).contains("--key-file");
      assertThat(run.output()).isEmpty();
    }
  }

  @Test
  void aCheckReadsEncryptedDataWithTheKeyAndLeavesItAloneWithout() throws IOException {
    command("lab.key").succeed(new LorsKeygen());
    upload("--encrypt", "--key-file", "lab.key");

    command("--read", "--key-file", "lab.key", "data.xnd").succeed(new LorsCheck());
    TestRun without = command("--read", "data.xnd");
    assertThat(without.run(new LorsCheck())).isEqualTo(LorsTool.FAILED);
    assertThat(without.text()).contains("not at hand").doesNotContain("corrupt", "all read");
  }

  @Test
  void aKeyThatOthersCanReadIsWarnedOf() throws IOException {
    Path key = folder.resolve("lab.key");
    Files.write(key, new byte[32]);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(upload("--encrypt", "--key-file", "lab.key").errors()).contains("chmod 600");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutShowingIt() throws IOException {
    Files.writeString(folder.resolve("bad.key"), "correct horse battery staple");
    Files.setPosixFilePermissions(
        folder.resolve("bad.key"), PosixFilePermissions.fromString("rw-------"));
    TestRun run = uploading("--encrypt", "--key-file", "bad.key");

    assertThat(run.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    assertThat(run.errors()).contains("bad.key").contains("32 bytes").doesNotContain("horse");
    TestRun unset = uploading("--encrypt", "--key-env", "NOT_SET");
    assertThat(unset.run(new LorsUpload())).isEqualTo(LorsTool.FAILED);
    assertThat(unset.errors()).contains("NOT_SET");
  }

  @Test
  void aKeyIsMadeForItsOwnerAloneAndNeverOverwritten() throws IOException {
    command("lab.key").succeed(new LorsKeygen());
    byte[] first = Files.readAllBytes(folder.resolve("lab.key"));

    assertThat(first).hasSize(65);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("lab.key"))))
        .isEqualTo("rw-------");
    assertThat(command("lab.key").run(new LorsKeygen())).isEqualTo(LorsTool.FAILED);
    assertThat(folder.resolve("lab.key")).hasBinaryContent(first);
  }

  @Test
  void conditionedFilesCanBeDescribedInJsonWhenAskedFor() throws IOException {
    TestRun run = command("-o", "data.uef", "-c", "1", "--zstd", "--encrypt", "-k");
    FABRIC.fabric().addresses().forEach(depot -> run.with("--depot", depot));
    run.with("--allow-conditioned-json", "data").succeed(new LorsUpload());

    assertThat(command("data.uef").succeed(new LorsDownload()).output()).isEqualTo(data);
  }

  @Test
  void theRehearsalTellsTimesOfAllFunctions() {
    String all = command("-E", "64K", "data").succeed(new LorsE2eTest()).text();
    String one = command("-e", "zstd,aes256gcm", "data").succeed(new LorsE2eTest()).text();

    assertThat(all.lines()).hasSize(9);
    assertThat(one.lines().toList().get(1)).startsWith("zstd,aes256gcm");
    assertThat(command("-e", "rot_13", "data").run(new LorsE2eTest())).isEqualTo(LorsTool.USAGE);
  }

  @Test
  void severalFilesAreEncryptedAndReadWithOneKey() throws IOException {
    command("lab.key").succeed(new LorsKeygen());
    Files.writeString(folder.resolve("b"), "second");
    List<Object> depots = new ArrayList<>();
    FABRIC.fabric().addresses().forEach(depot -> depots.addAll(List.of("--depot", depot)));
    command("-f", "-c", "1", "--encrypt", "--key-file", "lab.key", "data", "b")
        .with(depots.toArray())
        .succeed(new LorsUpload());

    command("--key-file", "lab.key", "-o", "out", "data.xnd", "b.xnd").succeed(new LorsDownload());
    assertThat(folder.resolve("out/data")).hasBinaryContent(data);
    assertThat(folder.resolve("out/b")).hasContent("second");
  }
}
