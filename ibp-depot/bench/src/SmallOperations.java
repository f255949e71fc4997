import java.io.IOException;

/** Peers that can store small things. */
interface SmallOperations {
  /** Stores 4 KiB again and again until then; gives how often. */
  int small(int client, long endNanos) throws IOException;
}
