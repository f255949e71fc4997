import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The depot. */
final class DepotPeer implements Peer.Small {
  private static final int SMALL = 4096;

  private final String name;
  private final Path folder;
  private final DepotProcess depot;
  private final Map<Integer, List<Ibp.Keys>> stored = new ConcurrentHashMap<>();

  /**
   * @param resourceKeys keys of its resource besides id, path and size; may be empty
   */
  DepotPeer(Place place, String name, String resourceKeys) throws IOException {
    this.name = name;
    this.folder = place.of(name);
    String keys = "size=" + place.space() + (resourceKeys.isEmpty() ? "" : "," + resourceKeys);
    this.depot = new DepotProcess(folder, keys, 0);
  }

  int port() {
    return depot.port();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Process process() {
    return depot.process();
  }

  @Override
  public boolean isJava() {
    return true;
  }

  @Override
  public void up(int stream, int blocks) throws IOException {
    List<Ibp.Keys> made = new ArrayList<>();
    try (Ibp ibp = new Ibp(depot.port())) {
      for (int i = 0; i < blocks; i++) {
        Ibp.Keys keys = ibp.allocate(BLOCK);
        made.add(keys);
        ibp.store(keys, BLOCK);
      }
    }
    keep(stream, made);
  }

  @Override
  public void churn(int stream, int blocks) throws IOException {
    try (Ibp ibp = new Ibp(depot.port())) {
      for (int i = 0; i < blocks; i++) {
        Ibp.Keys keys = ibp.allocate(BLOCK);
        ibp.store(keys, BLOCK);
        ibp.delete(keys);
      }
    }
  }

  @Override
  public void down(int stream, int blocks) throws IOException {
    try (Ibp ibp = new Ibp(depot.port())) {
      for (Ibp.Keys keys : stored.get(stream)) {
        ibp.load(keys, 0, BLOCK);
      }
    }
  }

  @Override
  public int small(int client, long endNanos) throws IOException {
    List<Ibp.Keys> made = new ArrayList<>();
    try (Ibp ibp = new Ibp(depot.port())) {
      while (System.nanoTime() < endNanos) {
        Ibp.Keys keys = ibp.allocate(SMALL);
        made.add(keys);
        ibp.storeAtOnce(keys, SMALL);
      }
    }
    keep(client, made);
    return made.size();
  }

  /** As {@link #small}, with many requests under way on the one connection. */
  int pipelined(int client, long endNanos) throws IOException {
    int window = 64;
    List<Ibp.Keys> made = new ArrayList<>();
    Deque<Ibp.Keys> open = new ArrayDeque<>();
    int allocating = 0;
    int stored = 0;
    try (Ibp ibp = new Ibp(depot.port())) {
      Line line = ibp.line();
      while (System.nanoTime() < endNanos) {
        // Stores of what was allocated in the turn before, then allocations for the next turn.
        for (Ibp.Keys keys : open) {
          line.queue(Ibp.storing(keys, SMALL), SMALL);
        }
        for (allocating = 0; allocating < window; allocating++) {
          line.queue(Ibp.allocation(SMALL, 3600), 0);
        }
        line.flush();
        for (; !open.isEmpty(); open.remove()) {
          line.expect("1 ");
          line.expect("1 " + SMALL);
          stored++;
        }
        for (; allocating > 0; allocating--) {
          open.add(Ibp.Keys.of(line.readLine()));
        }
        made.addAll(open);
      }
    }
    keep(client, made);
    return stored;
  }

  @Override
  public int cycle(int client, long endNanos) throws IOException {
    int count = 0;
    try (Ibp ibp = new Ibp(depot.port())) {
      while (System.nanoTime() < endNanos) {
        Ibp.Keys keys = ibp.allocate(SMALL);
        ibp.writeAtOnce(keys, 0, SMALL);
        ibp.load(keys, 0, SMALL);
        ibp.delete(keys);
        count++;
      }
    }
    return count;
  }

  private void keep(int stream, List<Ibp.Keys> made) {
    List<Ibp.Keys> all = stored.computeIfAbsent(stream, each -> new ArrayList<>());
    all.addAll(made);
  }

  @Override
  public void clean() throws IOException {
    try (Ibp ibp = new Ibp(depot.port())) {
      for (List<Ibp.Keys> made : stored.values()) {
        ibp.deleteAll(made);
      }
    }
    stored.clear();
  }

  @Override
  public List<Path> files() throws IOException {
    return Place.files(folder.resolve("resource-1").resolve("data"));
  }

  @Override
  public void close() {
    depot.close();
  }
}
