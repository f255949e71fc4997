package org.datalogistics.lors.cli;

import java.util.HashSet;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.jspecify.annotations.Nullable;

/** Shows a transfer to people: a bar on a terminal, steps and failures as far as wanted. */
final class TransferReport implements TransferListener {
  private static final int STEPS = 1;
  private static final int FAILURES = 2;

  private final Messages messages;
  private final int verbose;
  private final @Nullable ProgressBar bar;
  private final Set<DepotAddress> failed = new HashSet<>();

  TransferReport(ToolIo io, Messages messages, String title, int verbose) {
    this.messages = messages;
    this.verbose = verbose;
    Terminal terminal = io.terminal();
    this.bar =
        terminal == null || (verbose & STEPS) != 0
            ? null
            : new ProgressBar(io.err(), terminal, Messages.printable(title), System::nanoTime);
  }

  @Override
  public void onEvent(TransferEvent event) {
    if (event instanceof TransferEvent.Planned planned) {
      if (bar != null) {
        bar.total(planned.bytes());
      }
    } else if (event instanceof TransferEvent.Progress progress) {
      if (bar != null) {
        bar.update(progress.bytes());
      }
    } else if (event instanceof TransferEvent.Allocated step) {
      step("Capability", step.range(), step.depot());
    } else if (event instanceof TransferEvent.Stored step) {
      step("Store", step.range(), step.depot());
    } else if (event instanceof TransferEvent.Loaded step) {
      step("Load", step.range(), step.depot());
    } else if (event instanceof TransferEvent.Failed failure) {
      failed(failure);
    } else if (event instanceof TransferEvent.Warning warning) {
      end();
      messages.warning(warning.text());
    } else if (event instanceof TransferEvent.LegacyChecksum note) {
      end();
      messages.warning(
          "data on "
              + note.depot()
              + " has the checksums of 64-bit builds of old tools; they agree with the data");
    }
  }

  private void step(String what, ByteRange range, DepotAddress depot) {
    if ((verbose & STEPS) != 0) {
      messages.info(what + " " + depot + " " + range.offset() + " " + range.length());
    }
  }

  /** The first failure of each depot is worth knowing; all of them on demand. */
  private void failed(TransferEvent.Failed failure) {
    if ((verbose & FAILURES) != 0) {
      end();
      messages.info("Failed " + failure.depot() + " " + failure.range() + " " + failure.reason());
    } else if (failed.add(failure.depot())) {
      end();
      String depot = failure.depot().toString();
      String about = failure.reason().contains(depot) ? "" : "depot " + depot + ": ";
      messages.warning(about + failure.reason() + "; going on");
    }
  }

  /** Nothing of the bar is left on the line. */
  void end() {
    if (bar != null) {
      bar.clear();
    }
  }
}
