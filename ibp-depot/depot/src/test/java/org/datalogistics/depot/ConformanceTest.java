package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialogues of IBP spec 7 and its appendices, byte for byte, over a raw socket. */
class ConformanceTest {
  private static final String NOTICE = "-66 0\\.\\d{6}";

  @TempDir Path folder;
  private TestDepot depot;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    depot =
        TestDepot.start(
            folder,
            "--resource",
            "id=1,path=" + folder.resolve("r1") + ",size=200m,max-duration=1d",
            "--resource",
            "id=2,path=" + folder.resolve("r2") + ",size=200m,max-duration=1d");
    client = depot.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    depot.close();
  }

  private void expectNoticeAndEnd(RawClient connection) {
    assertThat(connection.readLine()).matches(NOTICE);
    connection.expectEof(SOON);
  }

  @Test
  void aWholeSessionOnOneConnection() {
    Keys keys = depot.allocate(client, "1 1 1 2 1 3600 1000 30\n");
    assertThat(keys.read()).matches("1#[A-Za-z0-9+-]{32}");
    assertThat(keys.capabilities())
        .satisfiesExactly(
            read -> assertThat(read).endsWith("/3862277/READ"),
            write -> assertThat(write).endsWith("/3862277/WRITE"),
            manage -> assertThat(manage).endsWith("/3862277/MANAGE"));

    client.send("1 9 " + keys.manage() + " 3862277 40 3 0 0 0 30\n");
    assertThat(client.readLine()).matches("1 1 0 0 1000 (3600|3599) 2 1 ");
    client.send("1 2 " + keys.write() + " 3862277 5 30\n").expect("1 \n");
    client.send("hello").expect("1 5 \n");
    client.send("1 2 " + keys.write() + " 3862277 6 30\n world").expect("1 \n1 6 \n");
    client.send("1 8 " + keys.read() + " 3862277 0 11 30\n").expect("1 11 \nhello world");
    client.send("1 13 " + keys.write() + " 3862277 20 4 30\nABCD").expect("1 \n1 4 \n");
    client
        .send("1 8 " + keys.read() + " 3862277 9 15 30\n")
        .expect("1 15 \nld\0\0\0\0\0\0\0\0\0ABCD");
    client.send("1 8 " + keys.read() + " 3862277 20 5 30\n").expect("-19 \n");
    client.send("1 9 " + keys.manage() + " 3862277 41 1 30\n").expect("1 \n");
    client.send("1 9 " + keys.manage() + " 3862277 42 1 30\n").expect("1 \n");
    client.send("1 9 " + keys.manage() + " 3862277 43 3 2000 600 1 30\n").expect("1 \n");
    client.send("1 9 " + keys.manage() + " 3862277 40 3 0 0 0 30\n");
    assertThat(client.readLine()).matches("1 1 0 24 2000 (600|599) 1 1 ");
    client.send("1 9 " + keys.manage() + " 3862277 45 4 30\n").expect("1 \n");
    client.send("1 9 " + keys.manage() + " 3862277 40 3 0 0 0 30\n");
    assertThat(client.readLine()).matches("1 1 0 4 4 (600|599) 1 1 ");
    client.send("1 9 " + keys.manage() + " 3862277 42 1 30\n").expect("1 \n");
    client.send("1 9 " + keys.manage() + " 3862277 40 3 0 0 0 30\n").expect("-4 \n");
    expectNoticeAndEnd(client);
  }

  @Test
  void statusInBothVersions() {
    client
        .send("1 4 1 1 ibp 30\n")
        .expect(
            "1 132 \nVS:1.4:1.0 DT:1  RID:1 RT:1 CT:209715200 ST:209715200 UT:0 UH:0 SH:209715200"
                .replace("1 132", "1 129"))
        .expect(" CH:209715200 AT:209715200 AH:209715200 DR:86400 RE \n");
    client.send("0 4 1 ibp 0.5 \n").expect("200 0 200 0 86400 \n");
    client.send("1 4 3 30\n").expect("1 1 2 \n");
    client.send("0 4 3 30\n").expect("1 1 2 \n");
    client.send("1 4 5 30\n").expect("1\n");
    String line;
    boolean total = false;
    do {
      line = client.readLine();
      total |= line.matches("Total resources.*Used:\\s+\\d+.*Free:\\s+\\d+.*");
    } while (!line.equals("END"));
    assertThat(total).isTrue();
    client.send("1 4 77 1 ibp 30\n").expect("-50 \n");
    expectNoticeAndEnd(client);
  }

  @Test
  void statusChangeIsRefusedWithoutANotice() {
    client.send("1 4 1 2 ibp 30\n").expect("-25 \n").expectEof(SOON);
  }

  @Test
  void theSpellingsOfTheOldClients() {
    Keys keys = depot.allocate(client, "0 1 1 1 3600 1000 0\n");
    client.send("0 9 " + keys.manage() + " MANAGE 40 0 10485760 10800 2 0.5 \n");
    assertThat(client.readLine()).matches("1 1 0 0 1000 (3600|3599) 1 1 ");
    client.send("0 2 " + keys.write() + " 2147483647 5 10 \nhello").expect("1 \n1 5 \n");
    client.send("0 8 " + keys.read() + " -1 0 5 10 \n").expect("1 5 \nhello");
    client.send("0 9 " + keys.read() + " 2147483647 40 0 100000 3600 1 10\n");
    assertThat(client.readLine()).matches("1 1 0 5 1000 (3600|3599) 1 1 ");
    client.send("0 9 " + keys.manage() + " MANAGE 43 0 10485760 10800 2 0.5 \n").expect("1 \n");
    client.send("0 9 " + keys.manage() + " MANAGE 42 1 10485760 10800 2 0.5 \n").expect("1 \n");
    client.send("1 1 1 2 1 3600 100 30\r\n");
    assertThat(client.readLine()).startsWith("1 ibp://");
    client.send("1  4   3  30 \n").expect("1 1 2 \n");
  }

  @Test
  void theCopiesOfTheOldClientsAndOtherVersionNumbers() {
    Keys from = depot.allocate(client, "0 1 2 1 3600 1000 0\n");
    Keys to = depot.allocate(client, "7 1 2 1 1 3600 1000 30\n");
    String target = to.capabilities().get(1);
    client.send("0 2 " + from.write() + " 2147483647 5 10 \nhello").expect("1 \n1 5 \n");
    client.send("0 5 " + from.read() + " " + target + " 2147483647 0 5 10 10 10 \n");
    client.expect("1 5 \n");
    client.send("1 5  " + from.read() + " " + target + " 3862277 0 5 30 30 30\n");
    client.expect("1 5 \n");
    client.send("1 20 1  " + from.read() + " " + target + " 3862277 0 -1 1 30 30 30\n");
    client.expect("1 1 \n");
    client.send("1 20 2 auto " + from.read() + " " + target + " 3862277 4 -1 1 30 30 30\n");
    client.expect("1 1 \n");
    client.send("0 8 " + to.read() + " 2147483647 0 12 10 \n").expect("1 12 \nhellohelloho");
    client.send("0 9 " + to.read() + " 1 40 0 0 0 0 10\n");
    assertThat(client.readLine()).matches("1 1 0 12 1000 (3600|3599) 1 1 ");
    client.send("0 9 " + to.manage() + " 1 43 0 2000 7200 1 10\n").expect("1 \n");
    client.send("0 9 " + to.manage() + " 1 42 1 10\n").expect("1 \n");
  }

  @Test
  void pipelinedCommandsAreAnsweredInOrder() {
    Keys keys = depot.allocate(client, 1000);
    client
        .send(
            "1 2 "
                + keys.write()
                + " 825158643 3 30\nabc"
                + "1 8 "
                + keys.read()
                + " 825158643 0 3 30\n"
                + "1 9 "
                + keys.manage()
                + " 825158643 40 3 0 0 0 30\n"
                + "1 4 3 30\n")
        .expect("1 \n1 3 \n1 3 \nabc1 1 0 3 1000 ");
    assertThat(client.readLine()).matches("(3600|3599) 2 1 ");
    client.expect("1 1 2 \n");
  }

  @ParameterizedTest
  @CsvSource({
    "1 50 x 30, -43",
    "1 6 1024, -43",
    "1 12 5 2, -43",
    "1 1 1 2 3 3600 1000 30, -22",
    "1 1 1 2 9 3600 1000 30, -30",
    "1 1 1 7 1 3600 1000 30, -21",
    "1 1 1 2 1 999999 1000 30, -28",
    "1 1 1 2 1 0 1000 30, -30",
    "1 1 1 2 1 3600 0 30, -30",
    "1 1 1 2 1 3600 -10 30, -36",
    "1 1 77 2 1 3600 1000 30, -50",
    "1 1 77 2 1 999999 1000 30, -50",
    "1 1 77 7 9 0 0 30, -21",
    "1 1 77 2 9 0 0 30, -30",
    "1 1 77 2 1 0 0 30, -30",
    "1 20 3 1#x ibp://127.0.0.1:1/1#x/1/WRITE 1 0 0 5 30 30 30, -22",
    "1 9 1#nokey 0 43 3 0 0 0 30, -21",
    "1 9 1#nokey 0 43 3 0 0 1 30, -20",
    "1 9 1#nokey 0 43 3 10 0 1 30, -30",
    "1 9 1#nokey 0 41 3 30, -30",
    "1 9 1#nokey 0 41 4 30, -21",
    "1 9 1#nokey 0 44 3 30, -21",
    "1 1 1 2 1 3600 99999999999 30, -19",
    "1 1 1 2 1 3600 99999999999999999999999 30, -19",
    "x 1 1 2 1 3600 1000 30, -21",
    "1 9 1#nokey 0 99 30, -21",
    "1 9 1#nokey 0 40 3 0 0 0 30, -4",
    "1 2 1#nokey 0 5 30, -4",
    "1 13 1#nokey 0 -5 5 30, -18",
    "1 2 1#nokey 0 -5 30, -36",
    "'', -21",
    "1 4 1 9 ibp 30, -21",
  })
  void refusalsThatEndTheConnection(String request, String code) {
    client.send(request + "\n").expect(code + " \n");
    expectNoticeAndEnd(client);
  }

  @ParameterizedTest
  @CsvSource({
    "1 8 1#nokey 0 0 1 30, -4",
    "1 8 9#nokey 0 0 1 30, -50",
    "1 8 1#nokey 0 -1 1 30, -18",
    "1 8 1#nokey 0 0 -1 30, -36",
    "1 8 1#nokey 0 9223372036854775807 9223372036854775807 30, -19",
    "1 5 1#nokey ibp://127.0.0.1:1/1#x/1/WRITE 1 0 5 30 30 30, -4",
    "1 5 1#nokey garbage 1 0 5 30 30 30, -11",
    "1 5 1#nokey ibp://127.0.0.1:1/1#x/1/READ 1 0 5 30 30 30, -5",
  })
  void refusalsThatLeaveTheConnectionOpen(String request, String code) {
    client.send(request + "\n").expect(code + " \n");
    client.send("1 4 3 30\n").expect("1 1 2 \n");
  }

  @Test
  void aKeyOpensOnlyItsOwnKindOfAccess() {
    Keys keys = depot.allocate(client, 10);
    client.send("1 8 " + keys.write() + " 1 0 0 30\n").expect("-4 \n");
    client.send("1 8 " + keys.manage() + " 1 0 0 30\n").expect("-4 \n");
    client.send("1 9 " + keys.read() + " 1 42 1 30\n").expect("-4 \n");
    expectNoticeAndEnd(client);
    try (RawClient other = depot.connect()) {
      other.send("1 2 " + keys.read() + " 1 1 30\nx").expect("-4 \n");
      expectNoticeAndEnd(other);
    }
  }

  @Test
  void anEmptyStoreAndAnEmptyLoadAreAnsweredAtOnce() {
    Keys keys = depot.allocate(client, 10);
    client.send("1 2 " + keys.write() + " 1 0 30\n").expect("1 \n1 0 \n");
    client.send("1 8 " + keys.read() + " 1 0 0 30\n").expect("1 0 \n");
  }

  @Test
  void storingPastTheEndIsRefusedAndLeavesTheSizeUnchanged() {
    Keys keys = depot.allocate(client, 10);
    client.send("1 2 " + keys.write() + " 1 8 30\n12345678").expect("1 \n1 8 \n");
    try (RawClient other = depot.connect()) {
      other.send("1 2 " + keys.write() + " 1 3 30\nabc").expect("-19 \n");
      expectNoticeAndEnd(other);
    }
    client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n");
    assertThat(client.readLine()).startsWith("1 1 0 8 10 ");
  }

  @Test
  void changeIsAllOrNothing() {
    Keys keys = depot.allocate(client, 100);
    client.send("1 2 " + keys.write() + " 1 50 30\n" + "x".repeat(50)).expect("1 \n1 50 \n");
    for (String change : new String[] {"40 600 1", "200 9999999 1", "300000000 600 1"}) {
      try (RawClient other = depot.connect()) {
        other.send("1 9 " + keys.manage() + " 1 43 3 " + change + " 30\n");
        assertThat(other.readLine()).isIn("-20 ", "-45 ");
        expectNoticeAndEnd(other);
      }
    }
    client.send("1 9 " + keys.manage() + " 1 43 3 200 -1 -1 30\n").expect("1 \n");
    client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n");
    assertThat(client.readLine()).matches("1 1 0 50 200 (3600|359\\d) 2 1 ");
  }

  @Test
  void copiesWithinTheDepotAppendOrGoWhereTheyAreTold() {
    Keys from = depot.allocate(client, 100);
    Keys to = depot.allocate(client, "1 1 2 2 1 3600 100 30\n");
    String target = to.capabilities().get(1);
    client.send("1 2 " + from.write() + " 1 10 30\n0123456789").expect("1 \n1 10 \n");
    client.send("1 5 " + from.read() + " " + target + " 1 0 4 30 30 30\n").expect("1 4 \n");
    client.send("1 5 " + from.read() + "  " + target + " 1 4 4 0.5 0.5 0.5\n ").expect("1 4 \n");
    client.send("1 20 1  " + from.read() + " " + target + " 1 0 10 2 30 30 30\n").expect("1 2 \n");
    client.send("1 20 1 " + from.read() + " " + target + " 1 8 -1 2 30 30 30\n").expect("1 2 \n");
    client.send("1 8 " + to.read() + " 1 0 14 30\n").expect("1 14 \n01234567\0\0" + "0189");
    String source = to.capabilities().get(0);
    client.send("1 21 1 " + from.write() + " " + source + " 1 -1 10 4 30 30 30\n");
    client.expect("1 4 \n");
    client.send("1 8 " + from.read() + " 1 8 6 30\n").expect("1 6 \n890189");
  }

  @Test
  void copiesBetweenDepots(@TempDir Path other) throws IOException {
    try (TestDepot second = TestDepot.start(other);
        RawClient there = second.connect()) {
      Keys from = depot.allocate(client, 100);
      Keys to = second.allocate(there, 100);
      client.send("1 2 " + from.write() + " 1 10 30\n0123456789").expect("1 \n1 10 \n");
      String target = to.capabilities().get(1);
      client.send("1 5 " + from.read() + " " + target + " 1 0 10 30 30 30\n").expect("1 10 \n");
      client.send("1 20 1 " + from.read() + " " + target + " 1 0 20 5 30 30 30\n");
      client.expect("1 5 \n");
      String source = to.capabilities().get(0);
      client.send("1 21 1 " + from.write() + " " + source + " 1 -1 20 5 30 30 30\n");
      client.expect("1 5 \n");
      client.send("1 8 " + from.read() + " 1 0 15 30\n").expect("1 15 \n012345678901234");
      client.send("1 21 1 " + from.write() + " " + source + " 1 0 20 50 30 30 30\n");
      client.expect("-19 \n");
      client.send("1 5 " + from.read() + " " + target + " 1 0 15 30 30 30\n").expect("1 15 \n");
      there.send("1 9 " + to.manage() + " 1 42 1 30\n").expect("1 \n");
      client.send("1 5 " + from.read() + " " + target + " 1 0 5 30 30 30\n").expect("-4 \n");
    }
  }

  @Test
  void aCopyToNowhereIsAConnectionError() throws IOException {
    Keys from = depot.allocate(client, 100);
    client.send("1 2 " + from.write() + " 1 4 30\n0123").expect("1 \n1 4 \n");
    int unused;
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    client
        .send("1 5 " + from.read() + " ibp://127.0.0.1:" + unused + "/1#x/1/WRITE 1 0 4 30 30 30\n")
        .expect("-13 \n");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4096, 65_536, 300_000, 5_000_000})
  void largeAndSmallPayloadsComeBackAsTheyWent(int size) {
    Keys keys = depot.allocate(client, size);
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    client.send("1 2 " + keys.write() + " 1 " + size + " 30\n").send(bytes);
    client.expect("1 \n1 " + size + " \n");
    client.send("1 8 " + keys.read() + " 1 0 " + size + " 30\n");
    client.expect(("1 " + size + " \n").getBytes(StandardCharsets.US_ASCII)).expect(bytes);
  }
}
