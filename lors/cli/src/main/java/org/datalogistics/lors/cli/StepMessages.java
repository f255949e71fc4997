package org.datalogistics.lors.cli;

import java.util.HashSet;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;

/** The steps and failures of a transfer as lines, as far as wanted. Not thread-safe. */
final class StepMessages {
  private static final int STEPS = 1;
  private static final int FAILURES = 2;
  private static final int REASONS = 4;

  private final Messages messages;
  private final int verbose;
  private final Runnable before;
  private final Set<DepotAddress> failed = new HashSet<>();

  /**
   * Lines.
   *
   * @param verbose the mask of {@code -V}
   * @param before is run before a line is printed
   */
  StepMessages(Messages messages, int verbose, Runnable before) {
    this.messages = messages;
    this.verbose = verbose;
    this.before = before;
  }

  /** Whether each step is told: nothing else can be drawn then. */
  static boolean tellsSteps(int verbose) {
    return (verbose & STEPS) != 0;
  }

  /** Whether it is told why a depot was chosen. */
  static boolean tellsReasons(int verbose) {
    return (verbose & REASONS) != 0;
  }

  /** The mask, with the reasons for choices too. */
  static int withReasons(int verbose) {
    return verbose | REASONS;
  }

  void onEvent(TransferEvent event) {
    if (event instanceof TransferEvent.Allocated step) {
      step("Capability", step.range(), step.depot());
    } else if (event instanceof TransferEvent.Stored step) {
      step("Store", step.range(), step.depot());
    } else if (event instanceof TransferEvent.Loaded step) {
      step("Load", step.range(), step.depot());
    } else if (event instanceof TransferEvent.Copied step) {
      step("Copy " + step.from() + " to", step.range(), step.to());
    } else if (event instanceof TransferEvent.Placed choice) {
      reason("goes to", choice.range(), choice.depot(), choice.why());
    } else if (event instanceof TransferEvent.Chosen choice) {
      reason("comes from", choice.range(), choice.depot(), choice.why());
    } else if (event instanceof TransferEvent.Rebuilt rebuilt && tellsReasons(verbose)) {
      before.run();
      messages.info(rebuilt.range() + " is rebuilt from the other slices of its coding group");
    } else if (event instanceof TransferEvent.Failed failure) {
      failed(failure);
    } else if (event instanceof TransferEvent.Warning warning) {
      before.run();
      messages.warning(warning.text());
    } else if (event instanceof TransferEvent.LegacyChecksum note) {
      before.run();
      messages.warning(
          "data on "
              + note.depot()
              + " has the checksums of 64-bit builds of old tools; they agree with the data");
    }
  }

  private void step(String what, ByteRange range, DepotAddress depot) {
    if (tellsSteps(verbose)) {
      messages.info(what + " " + depot + " " + range.offset() + " " + range.length());
    }
  }

  private void reason(String verb, ByteRange range, DepotAddress depot, String why) {
    if (tellsReasons(verbose)) {
      before.run();
      messages.info(range + " " + verb + " " + depot + ": " + why);
    }
  }

  /** The first failure of each depot is worth knowing; all of them on demand. */
  private void failed(TransferEvent.Failed failure) {
    if ((verbose & (FAILURES | REASONS)) != 0) {
      before.run();
      messages.info("Failed " + failure.depot() + " " + failure.range() + " " + failure.reason());
    } else if (failed.add(failure.depot())) {
      before.run();
      String depot = failure.depot().toString();
      String about = failure.reason().contains(depot) ? "" : "depot " + depot + ": ";
      messages.warning(about + failure.reason() + "; going on");
    }
  }
}
