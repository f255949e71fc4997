package org.datalogistics.lors.cli;

import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.jspecify.annotations.Nullable;

/** Shows an operation on one file to people: a bar on a terminal, steps and failures as wanted. */
final class TransferReport implements TransferListener {
  private final StepMessages steps;
  private final @Nullable ProgressBar bar;

  TransferReport(ToolIo io, Messages messages, String title, int verbose) {
    this.steps = new StepMessages(messages, verbose, this::end);
    Terminal terminal = io.terminal();
    this.bar =
        terminal == null || StepMessages.tellsSteps(verbose)
            ? null
            : new ProgressBar(io.err(), terminal, Messages.printable(title), System::nanoTime);
  }

  @Override
  public void onEvent(TransferEvent event) {
    if (bar != null) {
      if (event instanceof TransferEvent.Planned planned) {
        bar.total(planned.bytes());
      } else if (event instanceof TransferEvent.Progress progress) {
        bar.update(progress.bytes());
      }
    }
    steps.onEvent(event);
  }

  /** Nothing of the bar is left on the line. */
  void end() {
    if (bar != null) {
      bar.clear();
    }
  }
}
