package org.datalogistics.testkit;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the process tests run: says it is ready, echoes lines, ends as it is told. */
final class ProcessMain {
  private ProcessMain() {}

  public static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("HOOK ran")));
    System.err.println("starting with " + String.join(",", args));
    System.out.println("ENV " + System.getenv("GREETING") + " " + System.getenv("DLT_TRAP"));
    System.out.println("DIR " + System.getProperty("user.dir"));
    System.out.println("HEAP " + Runtime.getRuntime().maxMemory());
    System.out.println("READY test 127.0.0.1:4711");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("exit ")) {
        System.exit(Integer.parseInt(line.substring(5)));
      }
      System.out.println("ECHO " + Objects.requireNonNull(line));
    }
  }
}
