package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.ExpiryEntry;
import org.datalogistics.ibp.FreeingEntry;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ACCRE dialect has beyond LoCI: keys, space, aliases, stored checksums, operators. */
class ExtensionsTest {
  private static final String CAPS =
      "1 ibp://d:6714/1#r/7/READ ibp://d:6714/1#w/7/WRITE ibp://d:6714/1#m/7/MANAGE \n";
  private static final String M = "1#keyMANAGE 77";

  private final Map<String, String> answers =
      Map.ofEntries(
          Map.entry("0 16 " + M + " 10", CAPS),
          Map.entry("0 18 " + M + " 2 1 3600 400 10", CAPS),
          Map.entry("0 30 4 4096 " + M + " 2 1 3600 400 10", CAPS),
          Map.entry("0 19 " + M + " 1#child 7 10", "1 \n"),
          Map.entry("1 29 3 16 0 2 1 3600 200 10", CAPS),
          Map.entry("0 14 " + M + " 5 10 60 10", CAPS),
          Map.entry("0 15 1#alias 7 40 3 10", "1 1 0 5 10 57 \n"),
          Map.entry("0 15 1#alias 7 41 2 " + M + " 10", "1 \n"),
          Map.entry("0 15 1#alias 7 42 1 " + M + " 10", "1 \n"),
          Map.entry("0 15 1#alias 7 43 3 0 20 120 " + M + " 10", "1 \n"),
          Map.entry("0 15 1#alias 7 45 4 " + M + " 10", "1 \n"),
          Map.entry("0 31 " + M + " 1 10", "1 3 20 16 3 60\n"),
          Map.entry("0 31 " + M + " 0 10", "1 3 20 16 3 60\n" + "d".repeat(60)),
          Map.entry("0 32 " + M + " 1 3600", "1 2\n"),
          Map.entry("1 90 2 5 10 pw", "1 \n"),
          Map.entry("1 91 2 0 10 5 hello pw", "1 \n"),
          Map.entry("1 92 2 3 13 0  pw", "1 \n"),
          Map.entry("1 93 2 10 pw", "1 2 \n17\n18446744073709551615\n"),
          Map.entry("1 93 3 10 pw", "1 0 \n"),
          Map.entry("1 94 10 pw", "1 11\n[depot]\na=1"),
          Map.entry("1 95 0 10 pw", "1 \n"),
          Map.entry("1 96 2 1 179_13 600 10 pw", "1 \n"),
          Map.entry("1 97 2 1 1000 5 10 pw", "1 \n1795167753 141 100\nEND\n"),
          Map.entry("1 97 2 1 1000 1 10 pw", "1 \n1 2 3\n4 5 6\nEND\n"),
          Map.entry("1 98 2 1000 10 pw", "1 \n1795167753 1 0 0 100\nEND\n"),
          Map.entry("0 4 3 10", "1 a b \n"),
          Map.entry("1 4 a 1 ibp 10", "1 15 \nRID:a CT:1 RE \n"),
          Map.entry("1 4 b 1 ibp 10", "1 15 \nRID:b CT:2 RE \n"),
          Map.entry(
              "0 17 auto 1#keyREAD ibp://far:1/1#keyWRITE/77/WRITE 77 3 10 10 10 10", "1 10 \n"));

  private FakeDepot depot;
  private IbpClient client;
  private Capability manage;
  private Capability alias;

  @BeforeEach
  void start() throws Exception {
    depot = new FakeDepot(peer -> peer.answerAll(line -> answers.getOrDefault(line, "-21 \n")));
    client = Clients.of(Clients.config());
    manage = depot.capability(CapabilityKind.MANAGE);
    alias = Capability.parse("ibp://" + depot.address() + "/1#alias/7/MANAGE");
  }

  @AfterEach
  void stop() {
    client.close();
    depot.close();
    assertThat(depot.failures).isEmpty();
  }

  private AdminOperations admin() {
    return client.admin(new AdminPassword("pw"));
  }

  @Test
  void keysAreReplacedAndSpaceIsMoved() {
    assertThat(Clients.get(client.rename(manage)).manage().key().keyField()).isEqualTo("1#m");
    BlockChecksum md5 = new BlockChecksum(ChecksumType.MD5, 4096);
    for (BlockChecksum disk : new BlockChecksum[] {null, md5}) {
      var terms = new SplitTerms(Reliability.HARD, AllocationType.BYTEARRAY, 3600, 400, disk);
      assertThat(Clients.get(client.split(manage, terms)).read().key().keyField()).isEqualTo("1#r");
    }
    Capability child = Capability.parse("ibp://" + depot.address() + "/1#child/7/MANAGE");
    Clients.get(client.merge(manage, child));
    Capability elsewhere = Capability.parse("ibp://far:1/1#child/7/MANAGE");
    assertThatIllegalArgumentException().isThrownBy(() -> client.merge(manage, elsewhere));
  }

  @Test
  void checksumsOnDiskAreAskedForInVersion1WithAnyResource() {
    var command =
        new IbpCommand.Allocate(
            IbpCommand.ANY_RID,
            Reliability.HARD,
            AllocationType.BYTEARRAY,
            3600,
            200,
            new BlockChecksum(ChecksumType.SHA1, 16),
            10);
    Clients.get(client.allocate(depot.address(), command));
    assertThat(depot.lines).containsExactly("1 29 3 16 0 2 1 3600 200 10");
  }

  @Test
  void aliasesAreMadeAndManaged() {
    AliasOperations aliases = client.aliases();
    Clients.get(aliases.allocate(manage, 5, 10, 60));
    assertThat(Clients.get(aliases.probe(alias))).isEqualTo(new AliasStatus(1, 0, 5, 10, 57));
    Clients.get(aliases.increment(alias, manage, CapabilityKind.WRITE));
    Clients.get(aliases.decrement(alias, manage, CapabilityKind.READ));
    Clients.get(aliases.change(alias, manage, 0, 20, 120));
    Clients.get(aliases.truncate(alias, manage, 4));
    Capability read = depot.capability(CapabilityKind.READ);
    Clients.error(aliases.truncate(alias, read, 4), IbpError.CAP_NOT_MANAGE);
  }

  @Test
  void storedChecksumsAreDescribedFetchedAndValidated() {
    var described = Clients.get(client.integrity().describe(manage));
    assertThat(described.checksum()).isEqualTo(new BlockChecksum(ChecksumType.SHA1, 16));
    ByteBuffer digests = ByteBuffer.allocate(60);
    var fetched = Clients.get(client.integrity().fetch(manage, LoadSink.to(digests)));
    assertThat(fetched).isEqualTo(described);
    assertThat(new String(digests.array(), StandardCharsets.US_ASCII)).isEqualTo("d".repeat(60));
    assertThat(Clients.get(client.integrity().validate(manage, true))).isEqualTo(2);
  }

  @Test
  void operatorsAreServed() {
    Clients.get(admin().setMode(depot.address(), "2", true, false, true));
    Clients.get(admin().mount(depot.address(), "2", 0, "hello"));
    Clients.get(admin().unmount(depot.address(), "2", Duration.ofSeconds(3), ""));
    Clients.get(admin().rescanTrash(depot.address(), IbpCommand.ANY_RID));
    Clients.get(admin().undelete(depot.address(), "2", true, "179_13", Duration.ofMinutes(10)));
    assertThat(Clients.get(admin().configuration(depot.address()))).isEqualTo("[depot]\na=1");
  }

  @Test
  void listsOfAnyLengthAreHandedOnLineByLine() {
    List<Long> damaged = new ArrayList<>();
    assertThat(Clients.get(admin().corrupt(depot.address(), "2", damaged::add))).isEqualTo(2);
    assertThat(damaged).containsExactly(17L, -1L);
    assertThat(Clients.get(admin().corrupt(depot.address(), "3", damaged::add))).isZero();
    Instant from = Instant.ofEpochSecond(1000);
    assertThat(Clients.get(admin().expiring(depot.address(), "2", from, 5)))
        .containsExactly(new ExpiryEntry(1795167753, 141, 100));
    Clients.error(admin().expiring(depot.address(), "2", from, 1), IbpError.BAD_FORMAT);
    List<FreeingEntry> freeing = new ArrayList<>();
    assertThat(Clients.get(admin().freeing(depot.address(), "2", 1000, freeing::add))).isOne();
    assertThat(freeing).containsExactly(new FreeingEntry(1795167753, 1, 0, 0, 100));
  }

  @Test
  void allResourcesAreAskedFor() {
    assertThat(Clients.get(client.inquireAll(depot.address())))
        .extracting(DepotStatus::rid, DepotStatus::total)
        .containsExactly(tuple("a", 1L), tuple("b", 2L));
  }

  @Test
  void copiesMayAskForGateways() {
    Capability read = depot.capability(CapabilityKind.READ);
    Capability remote = Capability.parse("ibp://far:1/1#keyWRITE/77/WRITE");
    Clients.get(client.over(CopyRoute.phoebus("auto")).send(read, remote, 3, 10));
  }
}
