package org.datalogistics.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks into /proc: a signal to stop reaches the threads of a process one by one, a moment after it
 * was sent.
 */
final class ProcessState {
  private ProcessState() {}

  static boolean isStopped(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.allMatch(ProcessState::isThreadStopped);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at the threads of pid " + pid, e);
    }
  }

  private static boolean isThreadStopped(Path thread) {
    try {
      // The state is the first word behind the name, which is in parentheses and may hold anything.
      List<String> lines = Files.readAllLines(thread.resolve("stat"));
      String stat = lines.isEmpty() ? "" : lines.get(0);
      int state = stat.lastIndexOf(')') + 2;
      return state < stat.length() && "TtZX".indexOf(stat.charAt(state)) >= 0;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      // A thread that ended between the listing and the look.
      return !Files.exists(thread);
    }
  }
}
