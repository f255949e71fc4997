package org.datalogistics.setup.ibp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.datalogistics.depot.Depot;
import org.datalogistics.depot.DepotOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of {@code dlt ibp} with a depot. Isolated: the streams are the process's. */
@Isolated
class WordsTest {
  @TempDir private Path folder;
  private Depot depot;
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final InputStream in = System.in;
  private String output = "";
  private String errors = "";

  @BeforeEach
  void start() throws Exception {
    String[] flags = {
      "--host",
      "127.0.0.1",
      "--port",
      "0",
      "--tls-port",
      "0",
      "--data",
      folder.toString(),
      "--resource",
      "id=1,path=" + folder.resolve("r1") + ",size=100m"
    };
    depot = new Depot(DepotOptions.SCHEMA.parse(flags), InstantSource.system());
    depot.start();
  }

  @AfterEach
  void stop() throws IOException {
    System.setOut(out);
    System.setErr(err);
    System.setIn(in);
    depot.close();
  }

  private int run(String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(new PrintStream(complained, true, UTF_8));
    try {
      return IbpByHand.run(arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
      output = printed.toString(UTF_8);
      errors = complained.toString(UTF_8);
    }
  }

  private void done(String... arguments) {
    assertThat(run(arguments)).as(errors).isZero();
  }

  /** Runs a word that prints capabilities, into a file. */
  private String file(String name, String... arguments) throws IOException {
    done(arguments);
    return Files.writeString(folder.resolve(name), output).toString();
  }

  private String where() {
    return "127.0.0.1:" + depot.port();
  }

  @Test
  void anAllocationLivesThroughItsWords() throws IOException {
    String caps = file("caps", "allocate", where(), "--size", "1M", "--checksum", "sha1:1k");
    Path data = Files.write(folder.resolve("data"), new byte[5000]);
    done("store", caps, data.toString(), "--checksum", "sha256", "--json");
    assertThat(output.strip()).isEqualTo("{\"stored\":5000}");
    String copy = folder.resolve("copy").toString();
    done("load", caps, "--output", copy, "--checksum", "md5:1k");
    assertThat(Path.of(copy)).hasSize(5000);
    done("checksums", "show", caps);
    assertThat(output).contains("sha1").contains("1024 bytes").containsPattern("blocks +5\\R");
    done("checksums", "get", caps);
    assertThat(output.lines()).hasSize(5).allMatch(line -> line.matches("[0-9a-f]{40}"));
    done("checksums", "validate", caps, "--json");
    assertThat(output.strip()).isEqualTo("{\"damagedBlocks\":0}");
    done("change", caps, "--size", "2M", "--duration", "2h", "--reliability", "soft");
    assertThat(output).contains("5000 of at most 2097152").contains("soft bytearray");
    done("truncate", caps, "--size", "4000");
    done("probe", caps, "--json");
    assertThat(new ObjectMapper().readTree(output).get("size").asInt()).isEqualTo(4000);
    String renamed = file("renamed", "rename", caps);
    assertThat(run("probe", caps)).isEqualTo(1);
    done("manage", "decrement", renamed);
    assertThat(run("probe", renamed)).isEqualTo(1);
    assertThat(errors).contains("(-4)").doesNotContain("ibp://");
  }

  @Test
  void spaceMovesBetweenAllocationsAndAliasesLookThrough() throws IOException {
    String caps = file("caps", "allocate", where(), "--size", "3000");
    Path data = Files.write(folder.resolve("data"), "0123456789".getBytes(UTF_8));
    done("store", caps, data.toString());
    String part = file("part", "split", caps, "--size", "1000");
    done("probe", part);
    assertThat(output).contains("0 of at most 1000");
    done("merge", caps, part);
    assertThat(output).contains("10 of at most 3000");
    String alias = file("alias", "alias", "make", caps, "--offset", "2", "--length", "5");
    done("load", alias, "--length", "5", "--output", folder.resolve("seen").toString());
    assertThat(folder.resolve("seen")).hasContent("23456");
    done("alias", "change", alias, caps, "--length", "6");
    assertThat(output).contains("6 bytes from byte 2 on");
    done("alias", "truncate", alias, caps, "--length", "3");
    done("alias", "probe", alias, "--json");
    assertThat(output).contains("\"length\":3");
    done("alias", "decrement", alias, caps);
    assertThat(run("alias", "probe", alias)).isEqualTo(1);
  }

  @Test
  void copiesGoEveryWay() throws IOException {
    String from = file("from", "allocate", where(), "--size", "1M");
    String to = file("to", "allocate", where(), "--size", "1M");
    done("store", from, Files.write(folder.resolve("data"), new byte[1000]).toString());
    done("copy", from, to, "--json");
    assertThat(output.strip()).isEqualTo("{\"copied\":1000}");
    done("copy", from, to, "--push", "--checksum", "sha256");
    done("copy", from, to, "--pull", "--at", "5000");
    done("probe", to);
    assertThat(output).contains("6000 of at most");
    assertThat(run("copy", from, to, "--push", "--pull")).isEqualTo(2);
  }

  @Test
  void capabilitiesComeFromStandardInputSoThatNoListOfProcessesShowsThem() throws IOException {
    done("allocate", where(), "--size", "1M", "--json");
    System.setIn(new ByteArrayInputStream(output.getBytes(UTF_8)));
    done("probe", "-");
    assertThat(output).contains("0 of at most 1048576");
    System.setIn(new ByteArrayInputStream(new byte[0]));
    assertThat(run("probe", "-")).isEqualTo(2);
    assertThat(run("store", "-")).isEqualTo(2);
  }

  @Test
  void aDepotTellsOfItself() {
    done("resources", where());
    assertThat(output.strip()).isEqualTo("1");
    done("version", where());
    assertThat(output).contains("Total resources:");
  }

  @Test
  void everyWordSpeaksTls() {
    String secure = "127.0.0.1:" + depot.tlsPort().orElseThrow();
    String authority = folder.resolve("tls/cert.pem").toString();
    done("resources", secure, "--tls-ca", authority);
    assertThat(output.strip()).isEqualTo("1");
    assertThat(run("resources", secure, "--tls")).isEqualTo(1);
    assertThat(run("resources", secure, "--tls-pin=00:11")).isEqualTo(2);
    assertThat(run("resources", secure, "--tls-ca", "nowhere.pem")).isEqualTo(2);
    assertThat(errors).contains("nowhere.pem");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allocate",
        "store",
        "load",
        "copy",
        "probe",
        "change",
        "truncate",
        "manage",
        "rename",
        "split",
        "merge",
        "alias",
        "checksums",
        "status",
        "resources",
        "version",
        "resource"
      })
  void everyWordHasAPageWithAnExampleAndRefusesWhatItDoesNotKnow(String word) {
    done(word, "--help");
    assertThat(output).startsWith("Usage: dlt ibp " + word).contains("Example:");
    assertThat(output.lines()).allMatch(line -> line.length() <= 100);
    assertThat(run(word, "--no-such-option")).isEqualTo(2);
    assertThat(errors).contains("no-such-option");
  }
}
