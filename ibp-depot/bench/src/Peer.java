import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server that takes part: so many blocks up or down by each of its streams. */
interface Peer extends AutoCloseable {
  /** Bytes of one block. */
  int BLOCK = 64 << 20;

  String name();

  Process process();

  /** Whether it gets faster with use. */
  default boolean isJava() {
    return false;
  }

  void up(int stream, int blocks) throws IOException;

  /** Stores and deletes each block in turn, as a store does that runs full. */
  void churn(int stream, int blocks) throws IOException;

  void down(int stream, int blocks) throws IOException;

  /** Frees what was stored. */
  void clean() throws IOException;

  /** The files with the bytes stored. */
  List<Path> files() throws IOException;

  @Override
  void close() throws IOException;

  /** Peers that can store small things. */
  interface Small extends Peer {
    /** Stores 4 KiB again and again until then; gives how often. */
    int small(int client, long endNanos) throws IOException;

    /** Stores 4 KiB, reads and deletes them, again and again until then; gives how often. */
    int cycle(int client, long endNanos) throws IOException;
  }
}
