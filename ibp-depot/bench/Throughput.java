import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * STORE and LOAD of one depot over loopback, beside nginx (PUT and GET, sendfile) and the raw limit
 * (threads with sendfile, and with a 256 KiB buffer into a new file), in turn in the same run.
 *
 * <p>Run by {@code ibp-depot/bench/throughput}; the class path has the depot.
 */
public final class Throughput {
  private static final int BLOCK = 64 << 20;

  private record Options(long size, int rounds, Path folder, String nginx) {}

  /** One operation of one stream: so many blocks up or down. */
  private interface Peer extends AutoCloseable {
    String name();

    long pid();

    void up(int stream, int blocks) throws IOException;

    void down(int stream, int blocks) throws IOException;

    /** Frees what the last {@link #up} of the streams took. */
    void clean(int streams) throws IOException;

    @Override
    void close() throws IOException;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("raw-server")) {
      RawServer.run(Path.of(args[1]));
      return;
    }
    Options options =
        new Options(
            Long.getLong("size", 1L << 30),
            Integer.getInteger("rounds", 5),
            Files.createTempDirectory(Path.of(System.getProperty("dir", "/dev/shm")), "dlt-bench"),
            System.getProperty("nginx", ""));
    try {
      run(options);
    } finally {
      delete(options.folder());
    }
  }

  private static void run(Options options) throws Exception {
    List<Peer> peers = new ArrayList<>();
    try {
      peers.add(new Depot(options.folder()));
      if (options.nginx().isEmpty()) {
        System.out.println("nginx is not installed: it is left out");
      } else {
        peers.add(new Nginx(options.folder(), options.nginx()));
      }
      peers.add(new Raw(options.folder()));
      for (int streams : new int[] {1, 4}) {
        int blocks = Math.max(1, (int) (options.size() / BLOCK / streams));
        Map<String, List<double[]>> results = new LinkedHashMap<>();
        for (int round = -2; round < options.rounds(); round++) {
          for (Peer peer : peers) {
            double[] up = measure(peer, streams, blocks, true);
            double[] down = measure(peer, streams, blocks, false);
            peer.clean(streams);
            if (round >= 0) { // The first two rounds warm up.
              results
                  .computeIfAbsent(peer.name(), name -> new ArrayList<>())
                  .add(new double[] {up[0], up[1], down[0], down[1]});
            }
          }
        }
        print(streams, results);
      }
      smallOperations(peers, options.rounds());
    } finally {
      for (Peer peer : peers) {
        peer.close();
      }
    }
  }

  /** Allocate + store of 4 KiB (nginx: PUT of 4 KiB), a second's worth at a time. */
  private static void smallOperations(List<Peer> peers, int rounds) throws Exception {
    System.out.printf("%nallocate + store 4 KiB (nginx: PUT), per second%n");
    for (int clients : new int[] {1, 4, 32}) {
      Map<String, List<double[]>> results = new LinkedHashMap<>();
      for (int round = -2; round < rounds; round++) {
        for (Peer peer : peers) {
          if (peer instanceof SmallOperations small) {
            double rate = rate(small, clients);
            peer.clean(clients);
            if (round >= 0) {
              results.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(new double[] {rate});
            }
          }
        }
      }
      results.forEach(
          (name, rows) ->
              System.out.printf(
                  Locale.ROOT,
                  "%2d clients  %-8s %8.0f ± %6.0f%n",
                  clients,
                  name,
                  median(rows, 0),
                  spread(rows, 0)));
    }
  }

  private static double rate(SmallOperations peer, int clients) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      long end = System.nanoTime() + 1_000_000_000L;
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        tasks.add(() -> peer.small(client, end));
      }
      long start = System.nanoTime();
      int total = 0;
      for (Future<Integer> done : pool.invokeAll(tasks)) {
        total += done.get();
      }
      return total / ((System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdown();
    }
  }

  /** Peers that can store small things. */
  private interface SmallOperations {
    /** Stores 4 KiB again and again until then; gives how often. */
    int small(int client, long endNanos) throws IOException;
  }

  private static double[] measure(Peer peer, int streams, int blocks, boolean up)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(streams);
    try {
      double cpuBefore = cpuSeconds(peer.pid());
      long start = System.nanoTime();
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        int stream = i;
        tasks.add(
            () -> {
              if (up) {
                peer.up(stream, blocks);
              } else {
                peer.down(stream, blocks);
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double gib = (double) streams * blocks * BLOCK / (1L << 30);
      return new double[] {gib / seconds, (cpuSeconds(peer.pid()) - cpuBefore) / gib};
    } finally {
      pool.shutdown();
    }
  }

  private static void print(int streams, Map<String, List<double[]>> results) {
    System.out.printf("%n%d stream%s%n", streams, streams == 1 ? "" : "s");
    System.out.printf(
        "%-8s %22s %12s %22s %12s%n",
        "", "up GiB/s", "CPU s/GiB", "down GiB/s", "CPU s/GiB");
    results.forEach(
        (name, rows) ->
            System.out.printf(
                Locale.ROOT,
                "%-8s %14.2f ± %5.2f %12.2f %14.2f ± %5.2f %12.2f%n",
                name,
                median(rows, 0),
                spread(rows, 0),
                median(rows, 1),
                median(rows, 2),
                spread(rows, 2),
                median(rows, 3)));
    List<double[]> depot = results.values().iterator().next();
    results.forEach(
        (name, rows) -> {
          if (rows != depot) {
            System.out.printf(
                Locale.ROOT,
                "depot / %-6s up %.2f, down %.2f%n",
                name,
                median(depot, 0) / median(rows, 0),
                median(depot, 2) / median(rows, 2));
          }
        });
  }

  private static double median(List<double[]> rows, int column) {
    double[] values = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return values[values.length / 2];
  }

  private static double spread(List<double[]> rows, int column) {
    double[] values = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return (values[values.length - 1] - values[0]) / 2;
  }

  /** User and system time of a process and its children that were waited for, and of its threads. */
  private static double cpuSeconds(long pid) throws IOException {
    double ticks = 0;
    List<Long> pids = new ArrayList<>(List.of(pid));
    ProcessHandle.of(pid).ifPresent(p -> p.children().forEach(child -> pids.add(child.pid())));
    for (long each : pids) {
      String stat = Files.readString(Path.of("/proc/" + each + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks / 100;
  }

  // ---- the depot ----

  private static final class Depot implements Peer, SmallOperations {
    private final Process process;
    private final int port;
    private final Map<Integer, List<String[]>> keys = new java.util.concurrent.ConcurrentHashMap<>();

    Depot(Path folder) throws IOException {
      process =
          new ProcessBuilder(
                  java(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "org.datalogistics.depot.DepotCommand",
                  "--host",
                  "127.0.0.1",
                  "--port",
                  "0",
                  "--data",
                  folder.resolve("depot").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      port = Integer.parseInt(readyLine(process).replaceAll(".*:", ""));
    }

    @Override
    public String name() {
      return "depot";
    }

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public void up(int stream, int blocks) throws IOException {
      List<String[]> made = new ArrayList<>();
      try (Line line = new Line(port)) {
        for (int i = 0; i < blocks; i++) {
          line.send("1 1 1 2 1 3600 " + BLOCK + " 30\n");
          String[] caps = line.readLine().split(" ");
          String[] fields = new String[3];
          for (int k = 0; k < 3; k++) {
            fields[k] = caps[k + 1].split("/")[3];
          }
          made.add(fields);
          line.send("1 2 " + fields[1] + " 1 " + BLOCK + " 30\n");
          line.expect("1 ");
          line.sendBytes(BLOCK);
          line.expect("1 " + BLOCK + " ");
        }
      }
      keys.put(stream, made);
    }

    @Override
    public int small(int client, long endNanos) throws IOException {
      List<String[]> made = new ArrayList<>();
      try (Line line = new Line(port)) {
        while (System.nanoTime() < endNanos) {
          line.send("1 1 1 2 1 3600 4096 30\n");
          String[] caps = line.readLine().split(" ");
          String[] fields = new String[3];
          for (int k = 0; k < 3; k++) {
            fields[k] = caps[k + 1].split("/")[3];
          }
          made.add(fields);
          line.sendWithBytes("1 2 " + fields[1] + " 1 4096 30\n", 4096);
          line.expect("1 ");
          line.expect("1 4096 ");
        }
      }
      keys.put(client, made);
      return made.size();
    }

    @Override
    public void down(int stream, int blocks) throws IOException {
      try (Line line = new Line(port)) {
        for (String[] fields : keys.get(stream)) {
          line.send("1 8 " + fields[0] + " 1 0 " + BLOCK + " 30\n");
          line.expect("1 " + BLOCK + " ");
          line.discard(BLOCK);
        }
      }
    }

    @Override
    public void clean(int streams) throws IOException {
      try (Line line = new Line(port)) {
        for (List<String[]> made : keys.values()) {
          for (String[] fields : made) {
            line.send("1 9 " + fields[2] + " 1 42 1 30\n");
            line.expect("1 ");
          }
        }
      }
      keys.clear();
    }

    @Override
    public void close() {
      end(process);
    }
  }

  // ---- nginx ----

  private static final class Nginx implements Peer, SmallOperations {
    private final Process process;
    private final int port;
    private final Path files;

    Nginx(Path folder, String program) throws IOException {
      Path root = Files.createDirectories(folder.resolve("nginx"));
      files = Files.createDirectories(root.resolve("files"));
      port = freePort();
      Path config = root.resolve("nginx.conf");
      Files.writeString(
          config,
          """
          daemon off; pid %1$s/pid; error_log %1$s/error.log; worker_processes 2; user root;
          events { worker_connections 256; }
          http {
            access_log off; keepalive_requests 100000000; sendfile on; tcp_nopush on; tcp_nodelay on; client_max_body_size 0;
            client_body_buffer_size 256k; client_body_temp_path %1$s/files/tmp;
            server { listen 127.0.0.1:%2$d; root %1$s/files; dav_methods PUT DELETE; }
          }
          """
              .formatted(root, port));
      process =
          new ProcessBuilder(program, "-c", config.toString(), "-p", root.toString())
              .redirectErrorStream(true)
              .redirectOutput(root.resolve("output").toFile())
              .start();
      await(port);
    }

    @Override
    public String name() {
      return "nginx";
    }

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public void up(int stream, int blocks) throws IOException {
      try (Line line = new Line(port)) {
        for (int i = 0; i < blocks; i++) {
          line.send(
              "PUT /f%d-%d HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
                  .formatted(stream, i, BLOCK));
          line.sendBytes(BLOCK);
          line.expect("HTTP/1.1 20");
          line.skipHeaders();
        }
      }
    }

    @Override
    public int small(int client, long endNanos) throws IOException {
      int count = 0;
      try (Line line = new Line(port)) {
        while (System.nanoTime() < endNanos) {
          line.sendWithBytes(
              "PUT /s%d-%d HTTP/1.1\r\nHost: x\r\nContent-Length: 4096\r\n\r\n"
                  .formatted(client, count++),
              4096);
          line.expect("HTTP/1.1 20");
          line.skipHeaders();
        }
      }
      return count;
    }

    @Override
    public void down(int stream, int blocks) throws IOException {
      try (Line line = new Line(port)) {
        for (int i = 0; i < blocks; i++) {
          line.send("GET /f%d-%d HTTP/1.1\r\nHost: x\r\n\r\n".formatted(stream, i));
          line.expect("HTTP/1.1 200");
          line.skipHeaders();
          line.discard(BLOCK);
        }
      }
    }

    @Override
    public void clean(int streams) throws IOException {
      try (Stream<Path> all = Files.list(files)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }

    @Override
    public void close() {
      end(process);
    }
  }

  // ---- the raw limit ----

  private static final class Raw implements Peer {
    private final Process process;
    private final int port;

    Raw(Path folder) throws IOException {
      Path root = Files.createDirectories(folder.resolve("raw"));
      process =
          new ProcessBuilder(
                  java(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  System.getProperty("bench.source"),
                  "raw-server",
                  root.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      port = Integer.parseInt(readyLine(process).replaceAll(".*:", ""));
    }

    @Override
    public String name() {
      return "raw";
    }

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public void up(int stream, int blocks) throws IOException {
      transfer("W", stream, blocks);
    }

    @Override
    public void down(int stream, int blocks) throws IOException {
      transfer("R", stream, blocks);
    }

    private void transfer(String verb, int stream, int blocks) throws IOException {
      try (Line line = new Line(port)) {
        for (int i = 0; i < blocks; i++) {
          line.send("%s f%d-%d %d\n".formatted(verb, stream, i, BLOCK));
          if (verb.equals("W")) {
            line.sendBytes(BLOCK);
            line.expect("ok");
          } else {
            line.discard(BLOCK);
          }
        }
      }
    }

    @Override
    public void clean(int streams) throws IOException {
      try (Line line = new Line(port)) {
        line.send("C x 0\n");
        line.expect("ok");
      }
    }

    @Override
    public void close() {
      end(process);
    }
  }

  private static final class RawServer {
    static void run(Path folder) throws IOException {
      ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
      System.out.println("READY raw :" + server.socket().getLocalPort());
      while (true) {
        SocketChannel client = server.accept();
        Thread thread =
            new Thread(
                () -> {
                  try (client) {
                    serve(client, folder);
                  } catch (IOException e) {
                    System.err.println("raw server: " + e);
                  }
                });
        thread.setDaemon(true);
        thread.start();
      }
    }

    private static void serve(SocketChannel client, Path folder) throws IOException {
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      ByteBuffer one = ByteBuffer.allocateDirect(1);
      ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
      while (true) {
        StringBuilder line = new StringBuilder();
        while (true) {
          one.clear();
          if (client.read(one) < 0) {
            return;
          }
          char c = (char) one.get(0);
          if (c == '\n') {
            break;
          }
          line.append(c);
        }
        String[] words = line.toString().split(" ");
        long length = Long.parseLong(words[2]);
        Path file = folder.resolve(words[1]);
        switch (words[0]) {
          case "W" -> {
            try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
              long left = length;
              while (left > 0) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                left -= client.read(buffer);
                buffer.flip();
                while (buffer.hasRemaining()) {
                  out.write(buffer);
                }
              }
            }
            client.write(ByteBuffer.wrap("ok\n".getBytes(StandardCharsets.US_ASCII)));
          }
          case "R" -> {
            try (FileChannel in = FileChannel.open(file)) {
              long at = 0;
              while (at < length) {
                at += in.transferTo(at, length - at, client);
              }
            }
          }
          default -> {
            try (Stream<Path> all = Files.list(folder)) {
              for (Path each : all.toList()) {
                Files.delete(each);
              }
            }
            client.write(ByteBuffer.wrap("ok\n".getBytes(StandardCharsets.US_ASCII)));
          }
        }
      }
    }
  }

  // ---- what the clients share ----

  /** One connection of a light client: sends from and receives into one buffer that stays. */
  private static final class Line implements AutoCloseable {
    private final SocketChannel socket;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 20).limit(0);
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 20);

    Line(int port) throws IOException {
      socket = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void send(String text) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        socket.write(bytes);
      }
    }

    /** Text and payload in one write. */
    void sendWithBytes(String text, int count) throws IOException {
      out.clear();
      out.put(text.getBytes(StandardCharsets.US_ASCII));
      out.position(out.position() + count).flip();
      while (out.hasRemaining()) {
        socket.write(out);
      }
    }

    void sendBytes(long count) throws IOException {
      long left = count;
      while (left > 0) {
        out.clear().limit((int) Math.min(out.capacity(), left));
        left -= socket.write(out);
      }
    }

    String readLine() throws IOException {
      StringBuilder line = new StringBuilder();
      while (true) {
        if (!in.hasRemaining()) {
          fill();
        }
        char c = (char) in.get();
        if (c == '\n') {
          return line.toString();
        }
        line.append(c);
      }
    }

    void expect(String start) throws IOException {
      String line = readLine();
      if (!line.startsWith(start)) {
        throw new IOException("expected " + start + " but got " + line);
      }
    }

    void skipHeaders() throws IOException {
      while (!readLine().strip().isEmpty()) {}
    }

    void discard(long count) throws IOException {
      long left = count - in.remaining();
      in.limit(0);
      while (left > 0) {
        in.clear().limit((int) Math.min(in.capacity(), left));
        int got = socket.read(in);
        if (got < 0) {
          throw new IOException("ended " + left + " bytes early");
        }
        left -= got;
      }
      in.clear().limit(0);
    }

    private void fill() throws IOException {
      in.clear();
      int got = socket.read(in);
      in.flip();
      if (got < 0) {
        throw new IOException("connection ended");
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String readyLine(Process process) throws IOException {
    InputStream out = process.getInputStream();
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = out.read();
      if (c < 0) {
        throw new IOException("the server ended");
      } else if (c != '\n') {
        line.append((char) c);
      } else if (line.indexOf("READY") == 0) {
        return line.toString();
      } else {
        line.setLength(0);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      return probe.bind(new InetSocketAddress("127.0.0.1", 0)).socket().getLocalPort();
    }
  }

  private static void await(int port) throws IOException {
    long end = System.nanoTime() + 5_000_000_000L;
    while (true) {
      try (SocketChannel probe = SocketChannel.open(new InetSocketAddress("127.0.0.1", port))) {
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
