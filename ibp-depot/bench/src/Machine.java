import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures depend on besides the programs. */
final class Machine {
  private static final Path CONGESTION_CONTROL =
      Path.of("/proc/sys/net/ipv4/tcp_congestion_control");

  private Machine() {}

  static String describe() throws IOException {
    return "%d processors, %s %s, JDK %s, TCP %s, load %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            congestionControl(),
            Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  /** BBR paces what it sends: over loopback that is all that would be measured. */
  static boolean paces() throws IOException {
    return congestionControl().equals("bbr");
  }

  private static String congestionControl() throws IOException {
    return Files.readString(CONGESTION_CONTROL).strip();
  }
}
