package org.datalogistics.depot;

import java.nio.file.Path;
import java.time.Duration;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.JavaProcess;
import org.datalogistics.testkit.RawClient;

/** A depot as a process of its own, leasing 4 GiB below a test's folder. */
record DepotProcess(ChildProcess process, int port) implements AutoCloseable {
  static DepotProcess start(Path folder, String... jvm) {
    return ready(
        JavaProcess.of(DepotCommand.class).jvm(jvm).args((Object[]) flags(folder)).start());
  }

  /** Starts one whose resource has more keys. */
  static DepotProcess startWith(Path folder, String resourceKeys) {
    String[] flags = flags(folder);
    flags[flags.length - 1] += "," + resourceKeys;
    return ready(JavaProcess.of(DepotCommand.class).jvm("-Xmx128m").args((Object[]) flags).start());
  }

  /**
   * Starts one that may make no file longer than that: a limit of the shell needs no rights and
   * fails the system call that a full disk fails. It can be lifted while the depot runs.
   */
  static DepotProcess startWithLimitedFiles(Path folder, int bytes) {
    return startLimited(folder, "-S -f " + bytes / 512);
  }

  /** Starts one that may have no more descriptors than that. */
  static DepotProcess startWithFewDescriptors(Path folder, int count) {
    return startLimited(folder, "-n " + count);
  }

  private static DepotProcess startLimited(Path folder, String limit) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return ready(
        ChildProcess.command(
                "sh",
                "-c",
                "ulimit " + limit + " && exec \"$@\"",
                "sh",
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                DepotCommand.class.getName())
            .args((Object[]) flags(folder))
            .start());
  }

  private static String[] flags(Path folder) {
    String resource = "id=1,path=" + folder.resolve("r1") + ",size=4g";
    return new String[] {
      "--host", "127.0.0.1", "--port", "0", "--data", folder.toString(), "--resource", resource
    };
  }

  private static DepotProcess ready(ChildProcess process) {
    try {
      String port = process.awaitLine("READY depot .*:(\\d+)", Duration.ofSeconds(60)).group(1);
      return new DepotProcess(process, Integer.parseInt(port));
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  RawClient connect() {
    return RawClient.connect(port);
  }

  /** Bytes leased, as STATUS tells. */
  long usedSpace() {
    try (RawClient client = connect()) {
      client.send("1 4 1 1 ibp 30\n").readLine();
      return Long.parseLong(client.readLine().replaceAll(".* UT:(\\d+) .*", "$1"));
    }
  }

  void kill9() {
    process.kill9();
  }

  @Override
  public void close() {
    process.close();
  }
}
