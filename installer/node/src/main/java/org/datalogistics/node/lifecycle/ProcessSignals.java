package org.datalogistics.node.lifecycle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and SIGINT into a {@link StopSignal}, so that {@code main} returns with a status of
 * its own, and SIGHUP into a {@link ReloadSignal}.
 *
 * <p>A shutdown hook could not do that: after a signal the JVM ends with 143 or 130 whatever the
 * hooks say.
 */
final class ProcessSignals {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessSignals.class);

  private ProcessSignals() {}

  static void connect(StopSignal stop) {
    if (!handle("TERM", stop::stop) || !handle("INT", stop::stop)) {
      // A runtime without jdk.unsupported: a hook still closes everything, only the status differs.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop), "stop"));
    }
  }

  /** For services that can: of others SIGHUP ends the process, as ever. */
  static void connect(ReloadSignal reload) {
    handle("HUP", reload::reload);
  }

  /** What a hook does: the process ends when hooks return, so it waits until all is closed. */
  static void stopAndWait(StopSignal stop) {
    stop.stop();
    try {
      stop.awaitDone(Launcher.CLOSE_LIMIT.plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // By reflection: the compiler warns of every mention of sun.misc.Signal, and nothing switches
  // that warning off.
  private static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object onSignal =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "equals" -> arguments != null && proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "action on SIG" + name;
                  });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), onSignal);
      return true;
    } catch (ReflectiveOperationException e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      LOG.debug("no handler for SIG{}: {}", name, String.valueOf(cause));
      return false;
    }
  }
}
