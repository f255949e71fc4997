package org.datalogistics.node.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses and the name of the machine this process runs on. */
public final class Machine {
  private static final Logger LOG = LoggerFactory.getLogger(Machine.class);
  private static final Path ROUTES = Path.of("/proc/net/route");
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Duration LOOK_UP_LIMIT = Duration.ofSeconds(2);

  private Machine() {}

  /**
   * The address to tell others, as {@link PublicAddress#choose} has it; a name look-up is waited
   * for 2 seconds at most.
   */
  public static String publicAddress() {
    return PublicAddress.choose(candidates(), defaultInterface(), hostName(), Machine::lookUp);
  }

  private static List<PublicAddress.Candidate> candidates() {
    List<PublicAddress.Candidate> found = new ArrayList<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (each.isUp() && !each.isLoopback()) {
          for (InetAddress address : Collections.list(each.getInetAddresses())) {
            found.add(new PublicAddress.Candidate(each.getName(), address));
          }
        }
      }
    } catch (SocketException e) {
      LOG.warn("cannot list the network interfaces, some may be missing: {}", e.toString());
    }
    return found;
  }

  private static Optional<String> defaultInterface() {
    try {
      return defaultInterface(Files.readAllLines(ROUTES));
    } catch (IOException e) {
      // Not on Linux: the order of the interfaces decides.
      LOG.debug("cannot read {}: {}", ROUTES, e.toString());
      return Optional.empty();
    }
  }

  /**
   * The interface of the default route with the lowest metric, from the lines of /proc/net/route.
   */
  static Optional<String> defaultInterface(List<String> lines) {
    return lines.stream()
        .map(line -> line.strip().split("\\s+", -1))
        .filter(
            words -> words.length > 7 && words[1].equals("00000000") && words[7].equals("00000000"))
        .min(
            Comparator.comparing(
                words -> words[6].length() > 9 ? Long.MAX_VALUE : metric(words[6])))
        .map(words -> words[0]);
  }

  private static long metric(String word) {
    return word.chars().allMatch(Character::isDigit) ? Long.parseLong(word) : Long.MAX_VALUE;
  }

  private static Optional<String> hostName() {
    try {
      return Optional.of(Files.readString(HOST_NAME).strip()).filter(name -> !name.isEmpty());
    } catch (IOException e) {
      LOG.debug("cannot read {}: {}", HOST_NAME, e.toString());
      return Optional.empty();
    }
  }

  /** A look-up may hang for long where there is no network: an address does as well then. */
  private static List<InetAddress> lookUp(String name) {
    CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> result.complete(resolve(name)), "look-up of " + name);
    thread.setDaemon(true);
    thread.start();
    return result
        .completeOnTimeout(List.of(), LOOK_UP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private static List<InetAddress> resolve(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      LOG.debug("the host name {} leads nowhere", name);
      return List.of();
    }
  }
}
