package org.datalogistics.setup.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.DepotAddress;

/** The demo's services: a directory and some depots on the loopback address. Thread-safe. */
final class Fabric implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path program;
  private final Path folder;
  private final List<ServiceProcess> running = new ArrayList<>();
  private boolean closed;

  /**
   * Nothing runs yet.
   *
   * @param program the toolkit's command
   * @param folder for the data and logs of all services
   */
  Fabric(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** A directory that serves. */
  record Directory(ServiceProcess process, URI url) {}

  /**
   * A depot that serves.
   *
   * @param name a letter
   */
  record DemoDepot(String name, ServiceProcess process, DepotAddress address) {}

  Directory startDirectory() throws IOException, InterruptedException {
    ServiceProcess process =
        start(
            "directory",
            List.of("unis", "--host", LOOPBACK, "--port", "0", "--data", data("directory")));
    return new Directory(process, URI.create(process.address()));
  }

  /** Starts depots side by side and waits for all of them. */
  List<DemoDepot> startDepots(List<String> names, URI directory)
      throws IOException, InterruptedException {
    List<ServiceProcess> processes = new ArrayList<>();
    for (String name : names) {
      processes.add(startDepot(name, 0, directory));
    }
    List<DemoDepot> depots = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ServiceProcess process = processes.get(i);
      depots.add(new DemoDepot(names.get(i), process, DepotAddress.parse(process.address())));
    }
    return depots;
  }

  /** Starts a depot that has ended again: on its data, on its port. */
  DemoDepot restart(DemoDepot ended, URI directory) throws IOException, InterruptedException {
    ServiceProcess process = startDepot(ended.name(), ended.address().port(), directory);
    return new DemoDepot(ended.name(), process, DepotAddress.parse(process.address()));
  }

  private ServiceProcess startDepot(String name, int port, URI directory) throws IOException {
    return start(
        "depot " + name,
        List.of(
            "depot",
            "--host",
            LOOPBACK,
            "--port",
            Integer.toString(port),
            "--data",
            data("depot-" + name),
            "--unis",
            directory.toString(),
            "--name",
            "depot " + name));
  }

  private String data(String name) {
    return folder.resolve(name).toString();
  }

  private synchronized ServiceProcess start(String name, List<String> arguments)
      throws IOException {
    if (closed) {
      throw new IOException("the demo is ending");
    }
    Path log = folder.resolve(name.replace(' ', '-') + ".log");
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    ServiceProcess process = ServiceProcess.start(name, program, arguments, log, temporary);
    running.add(process);
    return process;
  }

  /** Ends all services that still run; no other can be started after. */
  @Override
  public synchronized void close() {
    closed = true;
    running.removeIf(process -> !process.isAlive());
    running.forEach(ServiceProcess::terminate);
    try {
      for (ServiceProcess process : running) {
        process.awaitEnd();
      }
    } catch (InterruptedException e) {
      running.forEach(ServiceProcess::killNow);
      Thread.currentThread().interrupt();
    }
    running.clear();
  }
}
