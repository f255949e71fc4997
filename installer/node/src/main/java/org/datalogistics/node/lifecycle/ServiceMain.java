package org.datalogistics.node.lifecycle;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.datalogistics.node.config.ConfigException;
import org.datalogistics.node.config.ConfigSchema;
import org.datalogistics.node.config.Loaded;
import org.datalogistics.node.log.LogSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the {@code main} of a service does: reads the configuration, answers {@code --help} and
 * {@code --print-config}, and runs the service until the process is asked to end.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *   System.exit(ServiceMain.ofProcess().run(DepotConfig.SCHEMA, Depot::new, args));
 * }
 * }</pre>
 */
public final class ServiceMain {
  /** Exit status of a command line or configuration that cannot be used. */
  public static final int USAGE = 2;

  private static final int FAILED = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final StopSignal stop;
  private final Consumer<ReloadSignal> reloads;

  /** With all surroundings given, as tests do; nothing asks for a reload. */
  public ServiceMain(
      Map<String, String> environment, PrintStream out, PrintStream err, StopSignal stop) {
    this(environment, out, err, stop, reload -> {});
  }

  /**
   * As above.
   *
   * @param reloads is given the signal of a service that can reload, to ask for it
   */
  public ServiceMain(
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      StopSignal stop,
      Consumer<ReloadSignal> reloads) {
    this.environment = Map.copyOf(environment);
    this.out = out;
    this.err = err;
    this.stop = stop;
    this.reloads = reloads;
  }

  /**
   * With the surroundings of this process; from now on SIGTERM and SIGINT ask for the end, and
   * SIGHUP for a reload once a service runs that can.
   */
  public static ServiceMain ofProcess() {
    StopSignal stop = new StopSignal();
    ProcessSignals.connect(stop);
    return new ServiceMain(System.getenv(), System.out, System.err, stop, ProcessSignals::connect);
  }

  /** Runs one service; returns the exit status: 0 done, 1 failed, 2 usage. */
  public <C> int run(ConfigSchema<C> schema, ServiceFactory<C> factory, String... arguments) {
    try {
      return run(schema, factory, List.of(arguments));
    } finally {
      stop.done();
    }
  }

  private <C> int run(ConfigSchema<C> schema, ServiceFactory<C> factory, List<String> words) {
    if (ConfigSchema.isHelp(words)) {
      return print(schema.help());
    }
    Loaded<C> loaded;
    try {
      loaded = schema.load(words, environment);
    } catch (ConfigException e) {
      return usage(schema.service(), e);
    }
    if (loaded.common().printConfig()) {
      return print(schema.print(loaded));
    }
    LogSettings.apply(loaded.common().logLevel(), loaded.common().logFormat());
    Service service;
    try {
      service = factory.create(loaded.config());
    } catch (Exception e) {
      if (!Reason.isForPeople(e)) {
        LOG.error("cannot be set up", e);
      }
      err.println("dlt " + schema.service() + ": cannot be set up: " + Reason.of(e));
      err.flush();
      return FAILED;
    }
    if (service instanceof ReloadableService<?>) {
      reloads.accept(reloader(schema, words, loaded, service));
    }
    return new Launcher(out, err).run(List.of(service), stop);
  }

  private <C> ReloadSignal reloader(
      ConfigSchema<C> schema, List<String> words, Loaded<C> loaded, Service service) {
    // It was made from this very type of configuration.
    @SuppressWarnings("unchecked")
    ReloadableService<C> reloadable = (ReloadableService<C>) service;
    return new ReloadSignal(
        new Reload<>(() -> schema.load(words, environment), loaded, reloadable)::run);
  }

  private int print(String text) {
    out.print(text);
    out.flush();
    return 0;
  }

  private int usage(String service, ConfigException e) {
    e.problems().forEach(err::println);
    err.println("dlt " + service + " --help shows all options");
    err.flush();
    return USAGE;
  }
}
