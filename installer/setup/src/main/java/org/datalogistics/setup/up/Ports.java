package org.datalogistics.setup.up;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The ports of a node. Once used they stay: every capability that the depot gave out names its
 * port.
 */
final class Ports {
  private static final String FILE = "ports";
  private static final int TRIES = 100;

  private final Path file;
  private final String host;
  private final Properties known = new Properties();

  /**
   * Reads what is remembered.
   *
   * @param data the node's folder, which exists
   * @param host the address to listen on
   */
  Ports(Path data, String host) throws IOException {
    this.file = data.resolve(FILE);
    this.host = host;
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      known.load(reader);
    } catch (NoSuchFileException e) {
      // A new node: nothing to remember yet.
      known.clear();
    }
  }

  /**
   * The port for a service: the one asked for, else the one of last time, else the usual one, or
   * the first free one after it.
   *
   * @throws IOException when the port of last time is taken: the service cannot move
   */
  int choose(String service, String flag, Optional<Integer> asked, int usual) throws IOException {
    if (asked.isPresent()) {
      return asked.get();
    }
    String last = known.getProperty(service);
    if (last != null) {
      return last(service, flag, last);
    }
    for (int port = usual; port < usual + TRIES; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException(
        "ports %d to %d are all taken; name another one with %s"
            .formatted(usual, usual + TRIES - 1, flag));
  }

  private int last(String service, String flag, String text) throws IOException {
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException(file + " says that the port of " + service + " is " + text, e);
    }
    if (!isFree(port)) {
      throw new IOException(
          "port %d, where the %s of this node was before and is known, is taken; end what uses it, or choose another with %s"
              .formatted(port, service, flag));
    }
    return port;
  }

  private boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      // Taken, or not ours to use.
      return false;
    }
  }

  /** Remembers the ports in use for the next start. */
  void remember(String service, int port) throws IOException {
    String text = Integer.toString(port);
    if (text.equals(known.setProperty(service, text))) {
      return;
    }
    Path temporary = file.resolveSibling(FILE + ".new");
    try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
      known.store(writer, "The ports that this node is known by");
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
