package org.datalogistics.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command with its arguments, environment and working folder, ready to start. Immutable: each
 * method returns another.
 *
 * <p>The environment is that of the test JVM without variables named {@code DLT_...}, so that a
 * developer's own settings change no test.
 */
public final class ProcessSpec {
  private final String name;
  private final List<String> words;
  private final Map<String, String> environment;
  private final @Nullable Path folder;
  private final boolean java;

  /**
   * @param java whether the first word is Java: it gets a temporary folder, gone with the process,
   *     since a killed one does not clean up after itself
   */
  ProcessSpec(String name, List<String> words, boolean java) {
    this(name, words, Map.of(), null, java);
  }

  private ProcessSpec(
      String name,
      List<String> words,
      Map<String, String> environment,
      @Nullable Path folder,
      boolean java) {
    this.name = name;
    this.words = List.copyOf(words);
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.java = java;
  }

  /** With more arguments. */
  public ProcessSpec args(Object... more) {
    List<String> longer = new ArrayList<>(words);
    Arrays.stream(more).map(Object::toString).forEach(longer::add);
    return new ProcessSpec(name, longer, environment, folder, java);
  }

  /** With an environment variable. */
  public ProcessSpec env(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new ProcessSpec(name, words, more, folder, java);
  }

  /** In a working folder. */
  public ProcessSpec in(Path workingFolder) {
    return new ProcessSpec(name, words, environment, workingFolder, java);
  }

  /** Starts it. */
  public ChildProcess start() {
    List<String> all = new ArrayList<>(words);
    Path temporary = null;
    if (java) {
      temporary = TempFiles.folder("child");
      all.add(1, "-Djava.io.tmpdir=" + temporary);
    }
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DLT_"));
    builder.environment().putAll(environment);
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    try {
      return new ChildProcess(name, builder.start(), temporary);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + String.join(" ", words), e);
    }
  }
}
