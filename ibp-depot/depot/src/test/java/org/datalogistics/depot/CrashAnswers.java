package org.datalogistics.depot;

import org.datalogistics.testkit.RawClient;

/** Questions that a client of the crash test asks. */
final class CrashAnswers {
  private static final int PART = 32_000;

  private CrashAnswers() {}

  /** What PROBE tells of an allocation. */
  record Probe(int readCount, int writeCount, int size, int maxSize, int seconds) {}

  static Probe probe(RawClient client, TestDepot.Keys keys) {
    String line = client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").readLine();
    String[] field = line.split(" ", -1);
    if (!field[0].equals("1")) {
      throw new AssertionError("a probe of what must be there gave " + line);
    }
    return new Probe(
        Integer.parseInt(field[1]),
        Integer.parseInt(field[2]),
        Integer.parseInt(field[3]),
        Integer.parseInt(field[4]),
        Integer.parseInt(field[5]));
  }

  /** Whether the read key opens anything. */
  static boolean isThere(RawClient client, TestDepot.Keys keys) {
    String answer = client.send("1 8 " + keys.read() + " 1 0 0 30\n").readLine();
    if (answer.equals("1 0 ")) {
      return true;
    }
    if (answer.equals("-4 ")) {
      return false;
    }
    throw new AssertionError("looking for an allocation gave " + answer);
  }

  /** Whether the keys are those of an alias; asked on a connection of its own, as a no ends it. */
  static boolean isAlias(int port, TestDepot.Keys keys) {
    try (RawClient client = RawClient.connect(port)) {
      String answer = client.send("1 15 " + keys.manage() + " 1 40 3 30\n").readLine();
      if (!answer.startsWith("1 ") && !answer.equals("-4 ")) {
        throw new AssertionError("looking for an alias gave " + answer);
      }
      return answer.startsWith("1 ");
    }
  }

  /**
   * What is stored, asked for in parts that are too short for sendfile: a file of a test that is
   * told to fail can not be sent that way.
   */
  static byte[] loadAll(RawClient client, TestDepot.Keys keys, int length) {
    byte[] all = new byte[length];
    for (int at = 0; at < length; at += PART) {
      byte[] part = load(client, keys, at, Math.min(PART, length - at));
      System.arraycopy(part, 0, all, at, part.length);
    }
    return all;
  }

  static byte[] load(RawClient client, TestDepot.Keys keys, int offset, int length) {
    client.send("1 8 " + keys.read() + " 1 " + offset + " " + length + " 30\n");
    client.expect("1 " + length + " \n");
    return client.readFully(length);
  }

  static TestDepot.Keys keys(RawClient client, int port, String request) {
    return TestDepot.Keys.of(client.send(request).readLine(), port);
  }
}
