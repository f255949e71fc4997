package org.datalogistics.depot.net;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.access.ClientShare;
import org.datalogistics.depot.access.CommandGroup;
import org.datalogistics.depot.command.Asker;
import org.datalogistics.depot.command.Outcome;
import org.datalogistics.depot.traffic.CommandName;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.datalogistics.ibp.wire.Request;

/** A command is being carried out; what comes of it decides how the connection goes on. */
final class CommandPhase implements Phase {
  private final Session session;
  private final Duration patience;
  private final CompletableFuture<Outcome> command;

  private CommandPhase(Session session, Duration patience, CompletableFuture<Outcome> command) {
    this.session = session;
    this.patience = patience;
    this.command = command;
  }

  static void start(Session session, Request request) {
    IbpCommand asked = request.command();
    NetConfig config = session.services().config();
    CommandGroup group = CommandGroup.of(asked);
    session.begin(CommandName.of(asked));
    if (!config.access().allows(group, session.address(), session.here())) {
      session.refuse(IbpError.UNKNOWN_FUNCTION, Ending.CLOSES, group.label() + " not allowed");
      return;
    }
    if (session.services().commands().isBusy()) {
      session.services().backoff().reject();
      session.endWithNotice();
      return;
    }
    long wait = group.allocates() ? waitToAllocate(session, config) : 0;
    if (wait > 0) {
      session.endWithNotice(Backoff.seconds(wait));
      return;
    }
    Duration patience = config.timeouts().patience(asked.timeout());
    session.watchdog().expectWithin(config.timeouts().commandLimit(asked, patience));
    CompletableFuture<Outcome> command =
        session
            .services()
            .commands()
            .execute(request, new Asker(session.address(), patience, session.isSecure()));
    CommandPhase phase = new CommandPhase(session, patience, command);
    session.enter(phase);
    session.whenDone(command, phase::carryOut);
  }

  private static long waitToAllocate(Session session, NetConfig config) {
    ClientShare share = session.share();
    return share == null ? 0 : share.allocate(config.perClient(), Watchdog.now());
  }

  private void carryOut(Outcome outcome) {
    if (!session.isIn(this)) {
      outcome.dispose(); // The connection ended, or the command took too long.
      return;
    }
    if (outcome instanceof Outcome.Answer answer) {
      session.write(answer.text());
      session.awaitLine();
    } else if (outcome instanceof Outcome.Granted granted) {
      session.write(granted.text());
      session.awaitLine();
    } else if (outcome instanceof Outcome.Refusal refusal) {
      session.refuse(refusal.error(), refusal.ending(), "refused");
    } else if (outcome instanceof Outcome.Data data) {
      DownloadPhase.start(session, data, patience);
    } else if (outcome instanceof Outcome.Receive receive) {
      UploadPhase.start(session, receive, patience);
    }
  }

  @Override
  public void expired() {
    session.refuse(IbpError.SERVER_TIMEOUT, Ending.CLOSES, "took too long");
    session.proceed();
  }

  @Override
  public void abandon() {
    command.cancel(true);
  }

  @Override
  public boolean takesInput() {
    return false;
  }
}
