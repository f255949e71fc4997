import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param size bytes in each direction and round
 * @param rounds measured rounds; those that warm up come on top
 * @param memory a folder in memory
 * @param disk a folder on a disk
 * @param only the parts to run
 * @param json where the figures go for programs
 * @param profile whether to show where the CPU of the servers goes, instead of measuring
 * @param variants more depots to measure beside the one as shipped, NAME:KEYS of its resource
 */
record Options(
    long size,
    int rounds,
    Path memory,
    Path disk,
    Set<String> only,
    Optional<Path> json,
    boolean profile,
    List<String> variants) {
  static final List<String> PARTS = List.of("up", "down", "small", "copy", "disk", "memory");

  static Options parse(String[] args) {
    long size = 1L << 30;
    int rounds = 5;
    Path memory = Path.of("/dev/shm");
    Path disk = Path.of("/var/tmp");
    Set<String> only = new LinkedHashSet<>(PARTS);
    Optional<Path> json = Optional.empty();
    boolean profile = false;
    List<String> variants = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--profile")) {
        profile = true;
        continue;
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("no value behind " + args[i]);
      }
      String value = args[i + 1];
      switch (args[i++]) {
        case "--size" -> size = Math.max(Peer.BLOCK, Long.parseLong(value));
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--dir" -> memory = Path.of(value);
        case "--disk" -> disk = Path.of(value);
        case "--json" -> json = Optional.of(Path.of(value));
        case "--variant" -> variants.add(value);
        case "--only" -> {
          only = new LinkedHashSet<>(List.of(value.split(",")));
          if (!PARTS.containsAll(only)) {
            throw new IllegalArgumentException("--only takes some of " + String.join(",", PARTS));
          }
        }
        default -> throw new IllegalArgumentException("unknown option " + args[i - 1]);
      }
    }
    return new Options(size, rounds, memory, disk, only, json, profile, variants);
  }

  /** Space of a depot: what is stored at once, and as much that was deleted. */
  long space() {
    return 2 * size + (1L << 30);
  }

  /** Blocks of each of so many streams that make up the size. */
  int blocks(int streams) {
    return Math.max(1, (int) (size / Peer.BLOCK / streams));
  }
}
