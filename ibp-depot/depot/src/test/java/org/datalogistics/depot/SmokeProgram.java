package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;

/**
 * What the smoke test of LoCI does between two depots: version 0, a connection for each command,
 * the payload only behind the go-ahead (IBP spec 12, 13).
 */
final class SmokeProgram {
  private static final int KILOBYTE = 1024;

  private final TestDepot first;
  private final TestDepot second;

  SmokeProgram(TestDepot first, TestDepot second) {
    this.first = first;
    this.second = second;
  }

  void run() {
    inquire(second);
    Keys a1 = allocate(first, 1, 1000 * KILOBYTE);
    Keys a2 = allocate(second, 1, 1000 * KILOBYTE);
    Keys ring = allocate(first, 4, 100 * KILOBYTE);
    Keys a4 = allocate(first, 1, 1000 * KILOBYTE);
    Keys a5 = allocate(second, 1, 1000 * KILOBYTE);

    store(first, a4, "123456789A");
    store(first, a4, "123456789\0");
    assertThat(load(first, a4, 0, 20)).isEqualTo("123456789A123456789\0");
    for (int i = 9; i >= 1; i--) {
      String request = "0 13 " + a2.write() + " 3862277 " + (i - 1) + " 1 10 \n";
      upload(second, request, Integer.toString(i));
    }
    assertThat(probedSize(second, a2)).isEqualTo(9);
    assertThat(load(second, a2, 0, 9)).isEqualTo("123456789");
    send(a4, a5, 10);
    assertThat(load(second, a5, 0, 10)).isEqualTo("123456789A");

    String block = "x".repeat(100 * KILOBYTE);
    store(first, a1, block);
    send(a1, a2, 100 * KILOBYTE);
    assertThat(probedSize(second, a2)).isEqualTo(9 + 100 * KILOBYTE);
    inquire(second);
    inquire(first);
    assertThat(load(second, a2, 0, 50 * KILOBYTE)).startsWith("123456789x");
    load(second, a2, 50 * KILOBYTE, 50 * KILOBYTE);

    for (String each : new String[] {"a", "b", "c", "d", "e"}) {
      store(first, ring, each.repeat(25 * KILOBYTE));
    }
    for (String each : new String[] {"b", "c", "d", "e"}) {
      assertThat(load(first, ring, 0, 25 * KILOBYTE)).isEqualTo(each.repeat(25 * KILOBYTE));
    }
    remove(first, a1);
    remove(second, a2);
    remove(first, ring);
    inquire(first);
    inquire(second);
  }

  /** The program gives no password; what its library makes of that arrives. */
  private static void inquire(TestDepot depot) {
    String answer = ask(depot, "0 4 1 (null) 10\n");
    assertThat(answer).matches("\\d+ \\d+ \\d+ \\d+ 2592000 ");
  }

  private static Keys allocate(TestDepot depot, int type, int size) {
    return Keys.of(ask(depot, "0 1 2 " + type + " 86400 " + size + " 10\n"), depot.port());
  }

  private static void store(TestDepot depot, Keys keys, String bytes) {
    upload(depot, "0 2 " + keys.write() + " 3862277 " + bytes.length() + " 10 \n", bytes);
  }

  private static void upload(TestDepot depot, String request, String bytes) {
    try (RawClient client = depot.connect()) {
      client.send(request).expectLine("1 ");
      client.send(bytes).expectLine("1 " + bytes.length() + " ");
    }
  }

  private static String load(TestDepot depot, Keys keys, int offset, int length) {
    try (RawClient client = depot.connect()) {
      client.send("0 8 " + keys.read() + " 3862277 " + offset + " " + length + " 10 \n");
      client.expectLine("1 " + length + " ");
      return new String(client.readFully(length), StandardCharsets.US_ASCII);
    }
  }

  private void send(Keys from, Keys to, int length) {
    String request = "0 5 " + from.read() + " " + to.capabilities().get(1) + " 3862277 0 " + length;
    assertThat(ask(first, request + " 10 10 10 \n")).isEqualTo("1 " + length + " ");
  }

  private static long probedSize(TestDepot depot, Keys keys) {
    String answer = ask(depot, "0 9 " + keys.manage() + " 3862277 40 0 0 0 0 10\n");
    assertThat(answer).startsWith("1 ");
    return Long.parseLong(answer.split(" ", -1)[3]);
  }

  private static void remove(TestDepot depot, Keys keys) {
    assertThat(ask(depot, "0 9 " + keys.manage() + " 3862277 42 1 10\n")).isEqualTo("1 ");
  }

  private static String ask(TestDepot depot, String request) {
    try (RawClient client = depot.connect()) {
      return client.send(request).readLine();
    }
  }
}
