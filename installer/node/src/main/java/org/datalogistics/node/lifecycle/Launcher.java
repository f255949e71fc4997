package org.datalogistics.node.lifecycle;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs services: starts them in order, prints {@code READY <service> <address>} for each, waits
 * until it is asked to end, and closes them in reverse order.
 *
 * <p>A service that does not start ends them all, with status 1. So does a closing that takes
 * longer than the limit: it is given up, and the log says where it hangs.
 */
public final class Launcher {
  /** How long all closing together may take. */
  public static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  private final PrintStream out;
  private final PrintStream err;
  private final Duration closeLimit;

  /** A launcher that prints ready lines to {@code out} and why it failed to {@code err}. */
  public Launcher(PrintStream out, PrintStream err) {
    this(out, err, CLOSE_LIMIT);
  }

  /** As above with another limit for closing. */
  public Launcher(PrintStream out, PrintStream err, Duration closeLimit) {
    this.out = out;
    this.err = err;
    this.closeLimit = closeLimit;
  }

  /** Runs services until {@code stop} is asked for; returns the exit status, 0 or 1. */
  public int run(List<? extends Service> services, StopSignal stop) {
    List<Service> started = new ArrayList<>();
    boolean failed = false;
    try {
      for (Service service : services) {
        if (!stop.isAsked()) {
          started.add(service);
          start(service);
        }
      }
      stop.await();
    } catch (InterruptedException e) {
      // Whoever interrupts wants the end, and gets a clean one.
      LOG.info("interrupted: ending");
    } catch (StartFailure e) {
      failed = true;
      Throwable cause = e.getCause();
      if (cause != null && !Reason.isForPeople(cause)) {
        LOG.error("cannot start", cause);
      }
      err.println(e.getMessage());
      err.flush();
    }
    Collections.reverse(started);
    boolean closed = close(started, stop);
    stop.done();
    return closed && !failed ? 0 : 1;
  }

  private void start(Service service) throws StartFailure, InterruptedException {
    try {
      service.start();
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      // An Error too: what runs already is closed, and the process does not live on half started.
      throw new StartFailure(service.name(), e);
    }
    out.println("READY " + service.name() + " " + service.address());
    out.flush();
  }

  /** Closes them on a thread of its own, so that one that hangs cannot hold the process. */
  private boolean close(List<Service> services, StopSignal stop) {
    Closing closing = new Closing(services);
    closing.start();
    try {
      if (!closing.awaitEnd(closeLimit, stop)) {
        giveUp(closing, stop.isInsisted());
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return closing.succeeded();
  }

  private void giveUp(Closing closing, boolean insisted) {
    if (insisted) {
      String what = "asked again to end: " + closing.current() + " is not closed in order";
      err.println(what);
      LOG.warn(what);
    } else {
      String what = "gave up closing " + closing.current() + ": it hangs";
      err.println(what);
      LOG.error(what, whereItIs(closing));
    }
    err.flush();
  }

  private static Throwable whereItIs(Thread thread) {
    Throwable here = new Throwable("the thread that closes is here");
    here.setStackTrace(thread.getStackTrace());
    return here;
  }

  private static final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    StartFailure(String service, Throwable cause) {
      super("dlt %s: cannot start: %s".formatted(service, Reason.of(cause)), cause);
    }
  }
}
