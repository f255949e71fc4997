package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.ibp.client.FakeDepot.capability;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.Reliability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmallCommandsTest {
  private static final String CAPS =
      "1 ibp://d:6714/1#r/7/READ ibp://d:6714/1#w/7/WRITE ibp://d:6714/1#m/7/MANAGE \n";

  /** What the depot answers, by the first two fields of the line and its sub-command. */
  private final Map<String, String> answers =
      Map.ofEntries(
          Map.entry("0 1 2 1 3600 1000 9", CAPS),
          Map.entry("1 1 7 1 1 60 10 15", CAPS),
          Map.entry("0 9 1#keyMANAGE 77 40 3 0 0 0 15", "1 2 1 24 1000 -5 2 1 \n"),
          Map.entry("0 9 1#keyMANAGE 77 41 2 15", "1 \n"),
          Map.entry("0 9 1#keyMANAGE 77 42 1 15", " 1\n"),
          Map.entry("0 9 1#keyMANAGE 77 43 3 2000 600 1 15", "1 \n"),
          Map.entry("0 9 1#keyMANAGE 77 43 3 2000 -1 -1 15", "1 \n"),
          Map.entry("0 9 1#keyMANAGE 77 45 4 15", "1 \n"),
          Map.entry("0 4 1 ibp 15", "100 10 200 20 864000 1.3.1  \n"),
          Map.entry("1 4 2 1 ibp 15", "1 40 \nVS:1.4:1.0 DT:1  RID:2 CT:9 DR:-1   RE \n"),
          Map.entry("0 4 3 15", "1 1 2 abc \n"),
          Map.entry("0 4 5 15", "1\nfirst\n\nlast\nEND\n"),
          Map.entry("0 5 1#keyREAD ibp://far:1/1#keyWRITE/77/WRITE 77 3 10 15 15 15", "1 10\n"),
          Map.entry(
              "0 20 1 1#keyREAD ibp://far:1/1#keyWRITE/77/WRITE 77 3 5 10 15 15 15", "1 10 \n"),
          Map.entry(
              "0 21 1 1#keyWRITE ibp://far:1/1#keyREAD/77/READ 77 -1 5 10 15 15 15", "1 7 \n"));

  private FakeDepot depot;
  private IbpClient client;

  @BeforeEach
  void start() throws Exception {
    depot = new FakeDepot(peer -> peer.answerAll(line -> answers.getOrDefault(line, "-21 \n")));
    client = new IbpClient();
  }

  @AfterEach
  void stop() {
    client.close();
    depot.close();
    assertThat(depot.failures).isEmpty();
  }

  @Test
  void allocatesWithoutResourceInVersion0() throws Exception {
    var command =
        new IbpCommand.Allocate(
            IbpCommand.ANY_RID, Reliability.HARD, AllocationType.BYTEARRAY, 3600, 1000, 9);
    var caps = client.allocate(depot.address(), command).get(10, TimeUnit.SECONDS);
    assertThat(caps.read().uri()).isEqualTo("ibp://d:6714/1#r/7/READ");
    assertThat(caps.manage().kind()).isEqualTo(CapabilityKind.MANAGE);
  }

  @Test
  void allocatesOnAResourceInVersion1AndFillsInATimeout() throws Exception {
    var command =
        new IbpCommand.Allocate("7", Reliability.SOFT, AllocationType.BYTEARRAY, 60, 10, 0);
    client.allocate(depot.address(), command).get(10, TimeUnit.SECONDS);
    assertThat(depot.lines).containsExactly("1 1 7 1 1 60 10 15");
  }

  @Test
  void managesAnAllocation() throws Exception {
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    assertThat(client.probe(manage).get(10, TimeUnit.SECONDS))
        .isEqualTo(
            new AllocationStatus(2, 1, 24, 1000, -5, Reliability.HARD, AllocationType.BYTEARRAY));
    client.increment(manage, CapabilityKind.WRITE).get(10, TimeUnit.SECONDS);
    client.decrement(manage, CapabilityKind.READ).get(10, TimeUnit.SECONDS);
    client.change(manage, 2000, 600, Reliability.SOFT).get(10, TimeUnit.SECONDS);
    client.change(manage, 2000, -1, null).get(10, TimeUnit.SECONDS);
    client.truncate(manage, 4).get(10, TimeUnit.SECONDS);
  }

  @Test
  void inquiresInBothVersions() throws Exception {
    var any = client.inquire(depot.address(), IbpCommand.ANY_RID).get(10, TimeUnit.SECONDS);
    assertThat(any.total()).isEqualTo(200L << 20);
    assertThat(any.maxDurationSeconds()).isEqualTo(864000);
    var second = client.inquire(depot.address(), "2").get(10, TimeUnit.SECONDS);
    assertThat(second.rid()).isEqualTo("2");
    assertThat(second.total()).isEqualTo(9);
    assertThat(second.maxDurationSeconds()).isEqualTo(-1);
    assertThat(client.resources(depot.address()).get(10, TimeUnit.SECONDS))
        .containsExactly("1", "2", "abc");
    assertThat(client.version(depot.address()).get(10, TimeUnit.SECONDS))
        .isEqualTo("first\n\nlast\n");
  }

  @Test
  void copiesBetweenDepots() throws Exception {
    DepotAddress far = new DepotAddress("far", 1);
    Capability read = depot.capability(CapabilityKind.READ);
    Capability write = depot.capability(CapabilityKind.WRITE);
    Capability farWrite = capability(far, CapabilityKind.WRITE);
    Capability farRead = capability(far, CapabilityKind.READ);
    assertThat(client.send(read, farWrite, 3, 10).get(10, TimeUnit.SECONDS)).isEqualTo(10);
    assertThat(client.push(read, farWrite, 3, 5, 10).get(10, TimeUnit.SECONDS)).isEqualTo(10);
    assertThat(client.pull(write, farRead, -1, 5, 10).get(10, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void anErrorNamesOperationAndDepotAndNoSecret() {
    Capability other =
        new Capability(
            depot.address(),
            new org.datalogistics.ibp.AccessKey("1#averysecretkey", "4711"),
            CapabilityKind.MANAGE);
    assertThatThrownBy(() -> client.probe(other).get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            IbpException.class, e -> assertThat(e.error()).isEqualTo(IbpError.BAD_FORMAT))
        .hasMessageContaining("PROBE on " + depot.address())
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesTheWrongKindOfCapabilityWithoutAsking() {
    Capability read = depot.capability(CapabilityKind.READ);
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    assertThat(client.store(read, Payload.of()))
        .failsWithin(1, TimeUnit.SECONDS)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageContaining("-5");
    assertThat(client.truncate(read, 1))
        .failsWithin(1, TimeUnit.SECONDS)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageContaining("-7");
    assertThat(client.load(manage, 0, 1, (bytes, flow) -> {}))
        .failsWithin(1, TimeUnit.SECONDS)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageContaining("-6");
    assertThat(depot.connections()).isZero();
  }
}
