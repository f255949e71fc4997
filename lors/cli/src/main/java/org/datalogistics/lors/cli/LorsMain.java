package org.datalogistics.lors.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.datalogistics.lors.Cancellation;

/** Runs a command as a process: the first argument names it. */
public final class LorsMain {
  /** How long an interrupted command may take to clean up. */
  private static final int ENDING_SECONDS = 20;

  private LorsMain() {}

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    Optional<LorsTool> tool = arguments.length == 0 ? Optional.empty() : named(arguments[0]);
    if (tool.isEmpty()) {
      System.err.println(
          "the first argument names a command: "
              + String.join(", ", all().stream().map(LorsTool::name).toList()));
      System.exit(LorsTool.USAGE);
    } else {
      System.exit(run(tool.get(), Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
  }

  /** All commands. */
  public static List<LorsTool> all() {
    return List.of(
        new LorsUpload(),
        new LorsDownload(),
        new LorsLs(),
        new LorsStat(),
        new LorsAugment(),
        new LorsTrim(),
        new LorsRefresh(),
        new LorsModify(),
        new LorsRoute(),
        new LorsCheck(),
        new LorsRepair(),
        new LorsKeygen(),
        new LorsE2eTest(),
        new LboneClientTool(),
        new LboneResolutionTool());
  }

  /** The command of that name, such as {@code lors-upload}. */
  public static Optional<LorsTool> named(String name) {
    return switch (name) {
      case LorsUpload.NAME -> Optional.of(new LorsUpload());
      case LorsDownload.NAME -> Optional.of(new LorsDownload());
      case LorsLs.NAME -> Optional.of(new LorsLs());
      case LorsStat.NAME -> Optional.of(new LorsStat());
      case LorsAugment.NAME -> Optional.of(new LorsAugment());
      case LorsTrim.NAME -> Optional.of(new LorsTrim());
      case LorsRefresh.NAME -> Optional.of(new LorsRefresh());
      case LorsModify.NAME -> Optional.of(new LorsModify());
      case LorsRoute.NAME -> Optional.of(new LorsRoute());
      case LorsCheck.NAME -> Optional.of(new LorsCheck());
      case LorsRepair.NAME -> Optional.of(new LorsRepair());
      case LorsKeygen.NAME -> Optional.of(new LorsKeygen());
      case LorsE2eTest.NAME -> Optional.of(new LorsE2eTest());
      case LboneClientTool.NAME -> Optional.of(new LboneClientTool());
      case LboneResolutionTool.NAME -> Optional.of(new LboneResolutionTool());
      default -> Optional.empty();
    };
  }

  /**
   * Runs a command with the process's own streams; when the process is asked to end meanwhile, the
   * command is cancelled and cleans up first. The caller exits with the status returned.
   */
  public static int run(LorsTool tool, String[] arguments) {
    // Starting the flight recorder, which nobody reads here, would take longer than a small
    // transfer.
    System.setProperty("io.netty.jfr.enabled", "false");
    Cancellation cancellation = new Cancellation();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  cancellation.cancel();
                  awaitQuietly(ended);
                },
                "lors-end"));
    try {
      return tool.run(arguments, ToolIo.system(cancellation));
    } finally {
      ended.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch ended) {
    try {
      if (!ended.await(ENDING_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("not everything could be cleaned up in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
