import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Where the CPU of the servers goes in transfers and small stores: samples and system calls. */
final class Profile {
  private static final int SHOWN = 12;
  private static final int WARM_UP = 8;
  private static final int HERTZ = 997;
  private static final int CLIENTS = 4;
  private static final long SMALL_NANOS = 3_000_000_000L;

  private final Report report;
  private final Options options;
  private final boolean samples;
  private final boolean calls;

  Profile(Report report, Options options) {
    this.report = report;
    this.options = options;
    this.samples = installed("perf");
    this.calls = installed("strace");
  }

  /** What is looked at; gives how much was done. */
  private interface Work {
    double run() throws Exception;
  }

  private boolean installed(String program) {
    if (!Processes.installed(program)) {
      report.note(program + " is not installed: what it shows is left out");
      return false;
    }
    return true;
  }

  void run(Place place) throws Exception {
    for (String name : List.of("depot", "nginx", "raw")) {
      try (PeerSet peers = new PeerSet(place, report)) {
        switch (name) {
          case "depot" -> peers.depot("depot", "").variants(options.variants());
          case "nginx" -> peers.nginx();
          default -> peers.raw();
        }
        for (Peer peer : peers.all()) {
          transfers(peer, place.folder());
          if (options.only().contains("small") && peer instanceof Peer.Small small) {
            small(small, place.folder());
          }
        }
      }
    }
  }

  private void transfers(Peer peer, Path folder) throws Exception {
    int blocks = options.blocks(1);
    boolean up = options.only().contains("up");
    boolean down = options.only().contains("down");
    for (int i = 0; (up || down) && i < WARM_UP; i++) {
      peer.up(0, blocks);
      peer.down(0, blocks);
      peer.clean();
    }
    if (up) {
      look(peer, folder, "churn, one stream", "GiB", () -> repeat(() -> peer.churn(0, blocks)));
      peer.clean();
    }
    if (down) {
      peer.up(0, blocks);
      look(peer, folder, "down, one stream", "GiB", () -> repeat(() -> peer.down(0, blocks)));
      peer.clean();
    }
  }

  private void small(Peer.Small peer, Path folder) throws Exception {
    stores(peer);
    look(peer, folder, "allocate + store 4 KiB, 4 clients", "thousand", () -> stores(peer));
  }

  private static double stores(Peer.Small peer) throws Exception {
    long end = System.nanoTime() + SMALL_NANOS;
    long done = Streams.run(CLIENTS, client -> peer.small(client, end)).amount();
    peer.clean();
    return done / 1000.0;
  }

  /** As many rounds as would be measured. */
  private double repeat(Transfer transfer) throws Exception {
    for (int i = 0; i < options.rounds(); i++) {
      transfer.run();
    }
    return (double) options.rounds() * options.blocks(1) * Peer.BLOCK / (1L << 30);
  }

  private interface Transfer {
    void run() throws Exception;
  }

  private void look(Peer peer, Path folder, String what, String unit, Work work) throws Exception {
    if (samples) {
      sample(peer, folder, what, unit, work);
    }
    if (calls) {
      count(peer, what, unit, work);
    }
  }

  /** Samples the stacks of all threads. */
  private static void sample(Peer peer, Path folder, String what, String unit, Work work)
      throws Exception {
    Path data = folder.resolve("perf.data");
    List<String> command = new ArrayList<>(List.of("perf", "record", "-q", "-e", "cpu-clock"));
    command.addAll(List.of("-F", Integer.toString(HERTZ), "-g", "-o", data.toString(), "-p"));
    command.add(String.join(",", pids(peer)));
    Process perf = begin(command);
    double amount = work.run();
    end(perf);
    Path names = nameCompiledCode(peer);
    Stacks stacks =
        Stacks.parse(
            Processes.output("perf", "script", "-i", data.toString(), "-F", "comm,ip,sym,dso"));
    Files.deleteIfExists(names);
    System.out.printf(
        Locale.ROOT,
        "%n%s, %s: %.3f CPU s/%s (%d samples)%n",
        peer.name(),
        what,
        stacks.total() / (double) HERTZ / amount,
        unit,
        stacks.total());
    stacks.print(SHOWN);
  }

  /** Lets a JVM write down where its compiled methods are, for perf to find; gives that file. */
  private static Path nameCompiledCode(Peer peer) throws IOException {
    long pid = peer.process().pid();
    boolean java =
        peer.process().info().command().map(path -> path.endsWith("/java")).orElse(false);
    if (java) { // To others the question is a signal to end.
      Processes.run(Processes.tool("jcmd"), Long.toString(pid), "Compiler.perfmap");
    }
    return Path.of("/tmp", "perf-" + pid + ".map");
  }

  /** Counts system calls, which slows everything down: only the counts mean something. */
  private static void count(Peer peer, String what, String unit, Work work) throws Exception {
    List<String> command = new ArrayList<>(List.of("strace", "-q", "-c", "-f", "-U", "calls,name"));
    for (String pid : pids(peer)) {
      command.addAll(List.of("-p", pid));
    }
    Process strace = begin(command);
    double amount = work.run();
    String table = end(strace);
    System.out.printf("%n%s, %s: system calls per %s%n", peer.name(), what, unit);
    table
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("\\d+ .*"))
        .sorted((a, b) -> Long.compare(number(b), number(a)))
        .limit(SHOWN)
        .forEach(
            line ->
                System.out.printf(
                    "    %7.0f  %s%n",
                    number(line) / amount, line.substring(line.indexOf(' ')).strip()));
  }

  private static long number(String line) {
    return Long.parseLong(line.split(" ")[0]);
  }

  private static List<String> pids(Peer peer) {
    return Processes.family(peer.process()).stream().map(String::valueOf).toList();
  }

  private static Process begin(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    TimeUnit.MILLISECONDS.sleep(500); // They say nothing once they are attached.
    return process;
  }

  /** Asks a watching program to end as Ctrl-C does; gives what it printed. */
  private static String end(Process process) throws IOException, InterruptedException {
    Processes.run("kill", "-INT", Long.toString(process.pid()));
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }
}
