package org.datalogistics.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A main class of the test's own class path, to run in a JVM of its own: what can be killed without
 * killing the test.
 *
 * <p>The JVM starts fast (first compiler tier, serial collector) with a heap of 256 MiB unless
 * {@link #jvm} says otherwise. Immutable.
 */
public final class JavaProcess {
  private final String mainClass;
  private final List<String> options;

  private JavaProcess(String mainClass, List<String> options) {
    this.mainClass = mainClass;
    this.options = List.copyOf(options);
  }

  /** Runs a class's {@code main}. */
  public static JavaProcess of(Class<?> mainClass) {
    return of(mainClass.getName());
  }

  /** Runs the {@code main} of the class with that full name. */
  public static JavaProcess of(String mainClass) {
    return new JavaProcess(
        mainClass, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
  }

  /** With more options of the JVM, such as {@code -Xmx64m}; later ones win. */
  public JavaProcess jvm(String... more) {
    List<String> longer = new ArrayList<>(options);
    longer.addAll(Arrays.asList(more));
    return new JavaProcess(mainClass, longer);
  }

  /** The command with these arguments, to be given an environment or a folder before it starts. */
  public ProcessSpec args(Object... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(mainClass);
    String name = mainClass.substring(mainClass.lastIndexOf('.') + 1);
    return new ProcessSpec(name, words, true).args(arguments);
  }

  /** Starts it without arguments. */
  public ChildProcess start() {
    return args().start();
  }
}
