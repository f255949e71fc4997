package org.datalogistics.setup.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.datalogistics.depot.Depot;
import org.datalogistics.depot.DepotOptions;
import org.datalogistics.setup.Dlt;
import org.datalogistics.unis.server.UnisConfig;
import org.datalogistics.unis.server.UnisServer;

/**
 * Runs a directory, a depot and each tool once, on the loopback address, so that the virtual
 * machine can note which classes they need.
 */
public final class Rehearsal {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int FILE_LENGTH = 100_000;

  private final Path folder;

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /** Rehearses in the folder that the first argument names, which the caller removes. */
  public static void main(String[] arguments) throws Exception {
    new Rehearsal(Path.of(arguments[0])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    try (UnisServer unis =
        new UnisServer(
            UnisConfig.SCHEMA.parse(
                "--host", LOOPBACK, "--port", "0", "--data", path("directory")))) {
      unis.start();
      String url = "http://" + LOOPBACK + ":" + unis.port();
      try (Depot depot =
          new Depot(
              DepotOptions.SCHEMA.parse(
                  "--host", LOOPBACK, "--port", "0", "--data", path("depot"), "--unis", url),
              InstantSource.system())) {
        depot.start();
        tools(LOOPBACK + ":" + depot.port(), url);
      }
    }
  }

  /** What they print the script throws away. */
  private void tools(String depot, String unis) throws IOException {
    String file = path("file");
    String document = path("file.xnd");
    Files.write(Path.of(file), new byte[FILE_LENGTH]);
    Dlt.run("version");
    Dlt.run("help");
    Dlt.run("ibp", "status", depot);
    Dlt.run("lors-upload", "-c", "1", "--depot", depot, "-o", document, file);
    Dlt.run("lors-upload", "-c", "1", "--unis", unis, "-k", "-o", unis + "/exnodes", file);
    Dlt.run("lors-ls", document);
    Dlt.run("lors-download", "-o", path("copy"), document);
    Dlt.run("lors-ls", "--help");
    Dlt.run("no-such-command");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
