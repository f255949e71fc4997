package org.datalogistics.depot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.datalogistics.depot.access.CopyDestinations;
import org.datalogistics.depot.command.CheckedDestinations;
import org.datalogistics.depot.command.CommandExecutor;
import org.datalogistics.depot.command.CommandServices;
import org.datalogistics.depot.disk.DiskThreads;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.lease.TimeSource;
import org.datalogistics.depot.net.DepotServer;
import org.datalogistics.depot.ops.DepotObserver;
import org.datalogistics.depot.ops.TrashList;
import org.datalogistics.depot.payload.PayloadBudget;
import org.datalogistics.depot.register.Listeners;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.depot.tls.SelfSigned;
import org.datalogistics.depot.tls.TlsConfig;
import org.datalogistics.depot.traffic.TrafficReport;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.node.lifecycle.ReloadableService;
import org.jspecify.annotations.Nullable;

/** An IBP depot. Started once; {@link #close} ends it for good. */
public final class Depot implements ReloadableService<DepotConfig> {
  /** Copies within the depot that run at once; the others take turns with them. */
  private static final int COPY_THREADS = 2;

  /** Names of other depots that are looked up at once. */
  private static final int LOOKUP_THREADS = 4;

  /** Pieces of work for the disk that may always wait before commands are put off. */
  private static final int LEAST_WAITING = 256;

  private final DepotConfig config;
  private final TimeSource time;
  private final FileLayer layer;
  private final SecureRandom random = new SecureRandom();
  private final DiskThreads disk;
  private final DiskThreads copying;
  private final DiskThreads lookups;

  private @Nullable Resources resources;
  private @Nullable IbpClient others;
  private volatile @Nullable DepotServer server;
  private volatile @Nullable Showcase showcase;
  private volatile CopyDestinations copies;

  /** A depot that is not started yet, and goes by the clocks of this machine. */
  public Depot(DepotConfig config) {
    this(config, TimeSource.system(), FileLayer.PLAIN);
  }

  /** A depot that is not started yet; leases end by that clock, however it is moved. */
  public Depot(DepotConfig config, InstantSource clock) {
    this(config, clock, FileLayer.PLAIN);
  }

  /** As above; the layer has the files of its resources. */
  public Depot(DepotConfig config, InstantSource clock, FileLayer layer) {
    this(config, TimeSource.trusting(clock), layer);
  }

  private Depot(DepotConfig config, TimeSource time, FileLayer layer) {
    this.layer = layer;
    this.config = config;
    this.copies = config.copies();
    this.time = time;
    int waiting = Math.max(LEAST_WAITING, 2 * config.net().maxConnections());
    this.disk = DiskThreads.start("depot-disk", config.diskThreads(), waiting);
    this.copying = disk.more("depot-copy", COPY_THREADS);
    this.lookups = disk.more("depot-lookup", LOOKUP_THREADS);
  }

  @Override
  public String name() {
    return "depot";
  }

  /**
   * Opens the resources, listens, and begins to register.
   *
   * @throws IOException with the reason if a folder or the port can not be used
   */
  @Override
  public synchronized void start() throws IOException {
    try {
      String id = DepotIdentity.in(config.data());
      Resources opened = openResources();
      resources = opened;
      IbpClient client = new IbpClient(IbpClientConfig.defaults());
      others = client;
      makeCertificate();
      DepotServer listening =
          DepotServer.start(
              config.net(), disk, (port, tlsPort) -> commands(opened, client, port, tlsPort));
      server = listening;
      DepotObserver observer =
          new DepotObserver(
              version(),
              depotAddress().toString(),
              time.wall(),
              opened,
              listening,
              this::registered);
      Showcase shown =
          new Showcase(
              id,
              new Listeners(depotAddress(), listening.tlsPort()),
              observer,
              new TrashList(opened));
      showcase = shown;
      shown.serve(config.ops());
      shown.register(config.registration());
    } catch (IOException | RuntimeException e) {
      try {
        close();
      } catch (IOException onClose) {
        e.addSuppressed(onClose);
      }
      throw e;
    }
  }

  private void makeCertificate() throws IOException {
    if (config.net().tls().isPresent() && config.net().tls().get().selfSigned()) {
      SelfSigned.ensure(config.net().tls().get(), config.publicHost(), time.wall());
    }
  }

  private Resources openResources() throws IOException {
    return Resources.open(
        config.resources(),
        each -> Resource.open(each, time, random, disk, layer),
        System::nanoTime);
  }

  private CommandExecutor commands(
      Resources opened, IbpClient client, int port, OptionalInt tlsPort) {
    boolean named = config.net().tls().map(TlsConfig::inCapabilities).orElse(false);
    CommandServices services =
        new CommandServices(
            opened,
            new DepotAddress(config.publicHost(), port),
            new DepotAddress(config.publicHost(), named ? tlsPort.orElse(port) : port),
            new InetSocketAddress(config.net().host(), port).getAddress(),
            tlsPort.isPresent() ? Set.of(port, tlsPort.getAsInt()) : Set.of(port),
            client,
            new CheckedDestinations(address -> copies.allows(address), lookups),
            disk,
            copying,
            PayloadBudget.ofHeap(),
            time.wall(),
            version(),
            this::traffic,
            () -> ConfigurationText.of(config));
    return new CommandExecutor(services, config.commands());
  }

  private TrafficReport traffic() {
    DepotServer listening = server;
    return listening == null ? TrafficReport.NONE : listening.traffic().report(0);
  }

  private static String version() {
    String version = Depot.class.getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }

  /** What capabilities name. */
  public DepotAddress depotAddress() {
    return new DepotAddress(config.publicHost(), port());
  }

  /** The port that is listened on. */
  public int port() {
    DepotServer listening = server;
    if (listening == null) {
      throw new IllegalStateException("the depot is not started");
    }
    return listening.port();
  }

  /** The port for TLS, empty when there is none. */
  public OptionalInt tlsPort() {
    DepotServer listening = server;
    return listening == null ? OptionalInt.empty() : listening.tlsPort();
  }

  /** The port of health and metrics, empty when they are not served. */
  public OptionalInt metricsPort() {
    Showcase shown = showcase;
    return shown == null ? OptionalInt.empty() : shown.port();
  }

  @Override
  public String address() {
    return "ibp://" + depotAddress();
  }

  /** The resources, for monitors and tests. */
  public Resources resources() {
    Resources opened = resources;
    if (opened == null) {
      throw new IllegalStateException("the depot is not started");
    }
    return opened;
  }

  /** Connections served now. */
  public int connections() {
    DepotServer listening = server;
    return listening == null ? 0 : listening.connections();
  }

  /** Bytes of input and payload that connections hold in memory now. */
  long memoryHeld() {
    DepotServer listening = server;
    return listening == null ? 0 : listening.memoryHeld();
  }

  /** Pieces of work that wait for a thread that waits for the disk. */
  int waitingForDisk() {
    return disk.waiting();
  }

  /** Whether UNIS lists the depot. */
  public boolean isRegistered() {
    return registered().orElse(false);
  }

  private Optional<Boolean> registered() {
    Showcase shown = showcase;
    return shown == null ? Optional.empty() : shown.registered();
  }

  /**
   * Takes over what can change while it serves: limits and access, where copies may go, resources,
   * the record in the directory, the health page. All or nothing.
   */
  @Override
  public synchronized void reload(DepotConfig changed) throws IOException {
    Showcase shown = showcase;
    DepotServer listening = server;
    Resources opened = resources;
    if (shown == null || listening == null || opened == null) {
      throw new IllegalStateException("the depot does not run");
    }
    shown.serve(changed.ops());
    listening.configure(changed.net());
    copies = changed.copies();
    opened.configure(changed.resources());
    shown.register(changed.registration());
  }

  @Override
  public Set<String> fixedKeys() {
    return DepotOptions.FIXED;
  }

  /**
   * Marks itself OFF and lets transfers finish for a bounded time, then ends connections, commits
   * what was acknowledged, closes the resources.
   */
  @Override
  public synchronized void close() throws IOException {
    Thread withdrawal = withdrawal();
    if (server != null) {
      server.close();
    }
    if (others != null) {
      others.close();
    }
    copying.shutdown();
    lookups.shutdownNow();
    disk.shutdown();
    try {
      disk.awaitTermination(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
      withdrawal.join(Duration.ofSeconds(1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (showcase != null) {
      showcase.close();
    }
    if (resources != null) {
      resources.close();
    }
  }

  /** The directory may be slow, and transfers may take their time: both at once. */
  private Thread withdrawal() {
    Showcase shown = showcase;
    Thread thread = new Thread(() -> Optional.ofNullable(shown).ifPresent(Showcase::withdraw));
    thread.setName("depot-withdrawal");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
