import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Where the CPU of the servers goes while blocks go up and down: samples and system calls. */
final class Profile {
  private static final int SHOWN = 12;
  private static final int WARM_UP = 8;
  private static final int HERTZ = 997;

  private final Report report;
  private final Options options;

  Profile(Report report, Options options) {
    this.report = report;
    this.options = options;
  }

  /** What one stream does with so many blocks. */
  private interface Work {
    void run(int stream, int blocks) throws Exception;
  }

  void run(Place place) throws Exception {
    boolean samples = installed("perf");
    boolean calls = installed("strace");
    for (String name : List.of("depot", "nginx", "raw")) {
      try (PeerSet peers = new PeerSet(place, report)) {
        switch (name) {
          case "depot" -> peers.depot("depot", "").variants(options.variants());
          case "nginx" -> peers.nginx();
          default -> peers.raw();
        }
        for (Peer peer : peers.all()) {
          warmUp(peer);
          if (samples) {
            sample(peer, place.folder(), "up", peer::churn);
            store(peer);
            sample(peer, place.folder(), "down", peer::down);
            peer.clean();
          }
          if (calls) {
            count(peer, "up", peer::churn);
            store(peer);
            count(peer, "down", peer::down);
            peer.clean();
          }
        }
      }
    }
  }

  private boolean installed(String program) {
    if (!Processes.installed(program)) {
      report.note(program + " is not installed: what it shows is left out");
      return false;
    }
    return true;
  }

  private void warmUp(Peer peer) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      store(peer);
      peer.down(0, options.blocks(1));
      peer.clean();
    }
  }

  private void store(Peer peer) throws IOException {
    peer.up(0, options.blocks(1));
  }

  /** Samples the stacks of all threads during as many rounds as would be measured. */
  private void sample(Peer peer, Path folder, String what, Work work) throws Exception {
    Path data = folder.resolve("perf.data");
    List<String> command = new ArrayList<>(List.of("perf", "record", "-q", "-e", "cpu-clock"));
    command.addAll(List.of("-F", Integer.toString(HERTZ), "-g", "-o", data.toString(), "-p"));
    command.add(String.join(",", pids(peer)));
    Process perf = begin(command);
    long bytes = work(work);
    end(perf);
    Stacks stacks =
        Stacks.parse(
            Processes.output("perf", "script", "-i", data.toString(), "-F", "comm,ip,sym,dso"));
    double gib = bytes / (double) (1L << 30);
    System.out.printf(
        Locale.ROOT,
        "%n%s, %s, one stream: %.3f CPU s/GiB (%d samples)%n",
        peer.name(),
        what,
        stacks.total() / (double) HERTZ / gib,
        stacks.total());
    stacks.print(SHOWN);
  }

  /** Counts system calls, which slows everything down: only the counts mean something. */
  private void count(Peer peer, String what, Work work) throws Exception {
    List<String> command = new ArrayList<>(List.of("strace", "-q", "-c", "-f", "-U", "calls,name"));
    for (String pid : pids(peer)) {
      command.addAll(List.of("-p", pid));
    }
    Process strace = begin(command);
    long bytes = work(work);
    String table = end(strace);
    System.out.printf(
        Locale.ROOT,
        "%n%s, %s, one stream, %.1f GiB: system calls%n",
        peer.name(),
        what,
        bytes / (double) (1L << 30));
    table
        .lines()
        .filter(line -> line.matches("\\s*\\d+ .*"))
        .sorted((a, b) -> Long.compare(number(b), number(a)))
        .limit(SHOWN)
        .forEach(System.out::println);
  }

  private static long number(String line) {
    return Long.parseLong(line.strip().split(" ")[0]);
  }

  private static List<String> pids(Peer peer) {
    return Processes.family(peer.process()).stream().map(String::valueOf).toList();
  }

  private long work(Work work) throws Exception {
    long bytes = 0;
    for (int i = 0; i < options.rounds(); i++) {
      work.run(0, options.blocks(1));
      bytes += (long) options.blocks(1) * Peer.BLOCK;
    }
    return bytes;
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
