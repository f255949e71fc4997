package org.datalogistics.setup.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datalogistics.setup.term.Terminal;

/** The command {@code dlt demo}. */
public final class Demo {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final long MADE_FILE = 256L << 20;

  private final Workplace workplace;
  private final Fabric fabric;
  private final AtomicBoolean ended = new AtomicBoolean();

  private Demo(Workplace workplace, Fabric fabric) {
    this.workplace = workplace;
    this.fabric = fabric;
  }

  /**
   * Runs the demo; gives the exit status.
   *
   * @param program the toolkit's command, to start services with
   * @param name how the user calls it
   */
  public static int run(Path program, String name, String... arguments) {
    DemoOptions options;
    try {
      if (List.of(arguments).contains("--help")) {
        System.out.print(DemoOptions.HELP);
        return 0;
      }
      options = DemoOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("dlt demo: " + e.getMessage());
      System.err.println("dlt demo --help shows what there is");
      return USAGE;
    }
    try {
      long length = length(options);
      Workplace workplace = Workplace.create(length * 4 + (64L << 20), options.keep());
      Fabric fabric = new Fabric(program, workplace.folder());
      return new Demo(workplace, fabric).perform(options, length, name);
    } catch (IOException e) {
      System.err.println("dlt demo: " + e.getMessage());
      return FAILED;
    }
  }

  private static long length(DemoOptions options) throws IOException {
    if (options.file().isEmpty()) {
      return MADE_FILE;
    }
    Path file = options.file().get();
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          Files.exists(file) ? file + " is not a file" : "there is no file " + file);
    }
    if (!Files.isReadable(file)) {
      throw new IOException("no permission to read " + file);
    }
    return Files.size(file);
  }

  private int perform(DemoOptions options, long length, String name) throws IOException {
    Thread onSignal = new Thread(this::endOnSignal, "demo end");
    Runtime.getRuntime().addShutdownHook(onSignal);
    Story story = new Story(System.out, Terminal.ofProcess());
    try {
      Acts acts = new Acts(story, fabric, workplace.folder());
      acts.perform(options, length);
      end();
      acts.finish(
          options.keep()
              ? "all services are ended; data and logs are in " + workplace.folder()
              : "all services are ended, their data is removed",
          name);
      return 0;
    } catch (IOException | InterruptedException e) {
      // What fails because a signal ended the services is no news.
      if (!ended.get()) {
        System.err.println("dlt demo: " + e.getMessage());
        end();
      }
      return FAILED;
    }
  }

  /** Ctrl-C or SIGTERM, or the end of a demo that has cleaned up already. */
  private void endOnSignal() {
    try {
      end();
    } catch (IOException e) {
      System.err.println("dlt demo: cannot remove its folder: " + e.getMessage());
    }
  }

  private void end() throws IOException {
    if (ended.compareAndSet(false, true)) {
      fabric.close();
      workplace.close();
    }
  }
}
