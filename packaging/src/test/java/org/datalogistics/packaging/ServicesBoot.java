package org.datalogistics.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datalogistics.packaging.Toolkit.Ran;
import org.datalogistics.testkit.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services of the built toolkit: ready, in use, ended. */
class ServicesBoot {
  private static final String LOOPBACK = "127.0.0.1";

  @TempDir private Path folder;

  @Test
  void aDepotIsReadyServesAndEndsCleanly() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "forty-two");
    try (ChildProcess depot = start("depot", "--port", 0, "--data", folder.resolve("d"))) {
      String address = Toolkit.ready(depot, "depot").replace("ibp://", "");

      Ran allocated = Toolkit.succeed(folder, "ibp", "allocate", address, "--size", "1M");
      Files.write(folder.resolve("caps"), allocated.output());
      Toolkit.succeed(folder, "ibp", "store", "caps", file);
      Ran loaded = Toolkit.succeed(folder, "ibp", "load", "caps");

      assertThat(loaded.output()).containsExactly("forty-two");
      depot.terminate();
      depot.expectExit(0, Toolkit.END);
    }
  }

  @Test
  void aDirectoryIsReadyAndEndsCleanly() {
    try (ChildProcess unis = start("unis", "--port", 0, "--data", folder.resolve("u"))) {
      assertThat(Toolkit.ready(unis, "unis")).matches("http://127\\.0\\.0\\.1:\\d+");

      unis.terminate();
      unis.expectExit(0, Toolkit.END);
    }
  }

  @Test
  void aNodeKeepsFilesAndItsPortsFromOneRunToTheNext() throws IOException {
    Path data = folder.resolve("my node");
    Path file = Files.write(folder.resolve("ein Bild ü.jpg"), new byte[100_000]);
    String depotAddress;
    String url;
    try (ChildProcess node =
        start("up", "--data", data, "--port", 0, "--unis-port", 0, "--size", "100M")) {
      url = Toolkit.ready(node, "up");
      depotAddress = Toolkit.ready(node, "depot");
      Toolkit.succeed(folder, "lors-upload", "-c", "1", "-f", "--depot", bare(depotAddress), file);
      node.terminate();
      node.expectExit(0, Toolkit.END);
    }

    try (ChildProcess node = start("up", "--data", data)) {
      assertThat(Toolkit.ready(node, "up")).isEqualTo(url);
      assertThat(Toolkit.ready(node, "depot")).isEqualTo(depotAddress);
      Toolkit.succeed(folder, "lors-download", "ein Bild ü.jpg.xnd", "-o", "copy");

      assertThat(folder.resolve("copy")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aNodeSaysWhatToDoNextOnStandardError() {
    try (ChildProcess node =
        start("up", "--data", folder.resolve("n"), "--port", 0, "--unis-port", 0)) {
      String url = Toolkit.ready(node, "up");

      node.awaitErrorLine("^Ctrl-C ends the node", Toolkit.END);
      assertThat(String.join("\n", node.errors()))
          .contains("lors-upload", "lors-download", "curl " + url + "/services");
      assertThat(node.output()).hasSize(3).allMatch(line -> line.startsWith("READY "));
    }
  }

  @Test
  void aDataFolderBelongsToOneNode() {
    Path data = folder.resolve("n");
    try (ChildProcess node = start("up", "--data", data, "--port", 0, "--unis-port", 0)) {
      Toolkit.ready(node, "up");

      Ran second = Toolkit.run("up", "--data", data, "--host", LOOPBACK);

      assertThat(second.status()).isEqualTo(1);
      assertThat(second.errors()).anyMatch(line -> line.contains("in use"));
    }
  }

  @Test
  void aNodeDoesNotMoveFromThePortThatItsCapabilitiesName() throws IOException {
    Path data = Files.createDirectories(folder.resolve("n"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(data.resolve("ports"), "depot=" + taken.getLocalPort() + "\n");

      Ran ran = Toolkit.run("up", "--data", data, "--host", LOOPBACK, "--unis-port", 0);

      assertThat(ran.status()).isEqualTo(1);
      assertThat(ran.errors())
          .anyMatch(
              line -> line.contains("port " + taken.getLocalPort()) && line.contains("taken"));
    }
  }

  @Test
  void aPortThatIsTakenIsToldWithItsNumber() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String service : List.of("depot", "unis")) {
        Ran ran =
            Toolkit.run(
                service,
                "--host",
                LOOPBACK,
                "--port",
                taken.getLocalPort(),
                "--data",
                folder.resolve(service));

        assertThat(ran.status()).as(service).isEqualTo(1);
        assertThat(ran.errors())
            .as(service)
            .anyMatch(line -> line.contains(String.valueOf(taken.getLocalPort())));
      }
    }
  }

  private static String bare(String address) {
    return address.replace("ibp://", "");
  }

  private static ChildProcess start(Object... arguments) {
    return Toolkit.dlt(arguments).args("--host", LOOPBACK).start();
  }
}
