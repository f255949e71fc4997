package org.datalogistics.ibp.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One client with every known dialect of depots (IBP spec 12, appendices A and B). */
class DialectTest {
  /** The answers of the depots to the same requests, as they were seen on the wire. */
  enum Dialect {
    LOCI_1_3(true, "  -4 \n", "1 5\n", "1 1 1 5 1000 3597 1 1 \n", " -34 \n", 1) {
      @Override
      String status(String line) {
        // Version 1 and what it does not know: closed without a word. A NUL behind the line.
        return line.equals("0 4 1 ibp 15") ? "100 1 200 2 864000 1.3.1  \n\0" : "";
      }
    },
    LOCI_1_4(false, " -4 \n", "1 5\n", "1 1 1 5 1000 3597 1 1 \n", " -34 \n", 1) {
      @Override
      String status(String line) {
        return line.equals("0 4 1 ibp 15") ? "100 1 200 2 864000 \n" : " -25 \n";
      }
    },
    ACCRE(false, "-4 \n-66 0.2\n", "1 5 \n", "1 1 0 5 1000 3599 2 1 \n", "1 \n", 0) {
      @Override
      String status(String line) {
        if (line.endsWith(" 4 3 15")) {
          return "1 1 2 \n";
        }
        String rid = line.split(" ", -1)[2];
        String tags = "VS:1.4:1.0 DT:1  RID:" + rid + " CT:209715200 UT:1000 DR:86400 RE \n";
        return "1 " + tags.length() + " \n" + tags;
      }
    };

    final boolean oneCommand;
    final String notFound;
    final String stored;
    final String probed;
    final String changed;
    final int writeCount;

    Dialect(
        boolean oneCommand,
        String notFound,
        String stored,
        String probed,
        String changed,
        int writeCount) {
      this.oneCommand = oneCommand;
      this.notFound = notFound;
      this.stored = stored;
      this.probed = probed;
      this.changed = changed;
      this.writeCount = writeCount;
    }

    /** The answer to STATUS; empty: the depot closes. */
    abstract String status(String line);

    String load(String line) {
      boolean beyond = line.contains(" 3 10 ");
      if (!beyond) {
        return "1 5 \nhello";
      }
      return this == ACCRE ? "-19 \n" : "1 2 \nlo";
    }

    void serve(Peer peer, DepotAddress address) throws IOException {
      String head = "ibp://" + address + "/";
      String key = this == LOCI_1_3 ? "IBP-123" : "1#IBP-123";
      String caps = head + key + "/5/READ " + head + key + "/6/WRITE " + head + key + "/7/MANAGE";
      for (String line = peer.line(); line != null; line = peer.line()) {
        String[] fields = line.split(" ", -1);
        boolean gone = line.contains("gone");
        String answer;
        if (this == LOCI_1_3 && !fields[0].equals("0")) {
          answer = "";
        } else if (fields[1].equals("2")) {
          peer.send(gone ? notFound : "1 \n");
          answer = gone ? "" : stored;
          assertThat(gone ? "hello" : new String(peer.read(5), US_ASCII)).isEqualTo("hello");
        } else {
          answer =
              switch (fields[1]) {
                case "1" -> "1 " + caps + " \n";
                case "4" -> status(line);
                case "8" -> gone ? notFound : load(line);
                case "9" -> gone ? notFound : fields[4].equals("40") ? probed : changed;
                default -> this == LOCI_1_3 ? "" : this == ACCRE ? "-43 \n-66 0.1\n" : " -25 \n";
              };
        }
        peer.send(answer);
        if (oneCommand || answer.isEmpty() || (this == ACCRE && answer.contains("-66")) || gone) {
          return;
        }
      }
    }
  }

  private static Capability gone(Capability of) {
    return Capability.parse(of.uri().replace("IBP-123", "gone"));
  }

  @ParameterizedTest
  @EnumSource
  void everythingThatADepotKnowsWorks(Dialect dialect) throws Exception {
    FakeDepot[] self = new FakeDepot[1];
    try (FakeDepot depot = new FakeDepot(peer -> dialect.serve(peer, self[0].address()));
        IbpClient client = Clients.of(Clients.config().stallTimeout(Duration.ofSeconds(30)))) {
      self[0] = depot;
      DepotAddress address = depot.address();
      var allocate =
          new IbpCommand.Allocate(
              IbpCommand.ANY_RID, Reliability.SOFT, AllocationType.BYTEARRAY, 3600, 1000, 0);
      CapabilitySet made = Clients.get(client.allocate(address, allocate));
      for (int i = 0; i < 3; i++) {
        Payload hello = Payload.of(ByteBuffer.wrap("hello".getBytes(US_ASCII)));
        assertThat(Clients.get(client.store(made.write(), hello))).isEqualTo(5);
        ByteBuffer target = ByteBuffer.allocate(10);
        LoadSink sink = LoadSink.to(target);
        assertThat(Clients.get(client.load(made.read(), 0, 5, sink))).isEqualTo(5);
        assertThat(new String(target.array(), 0, 5, US_ASCII)).isEqualTo("hello");
      }
      var status = Clients.get(client.probe(made.manage()));
      assertThat(status.size()).isEqualTo(5);
      assertThat(status.writeCount()).isEqualTo(dialect.writeCount);
      CompletableFuture<Long> beyond =
          client.load(made.read(), 3, 10, LoadSink.to(ByteBuffer.allocate(10)));
      if (dialect == Dialect.ACCRE) {
        Clients.error(beyond, IbpError.WOULD_EXCEED_LIMIT);
      } else {
        assertThat(Clients.get(beyond)).as("a short answer").isEqualTo(2);
      }
      var harder = client.change(made.manage(), 1000, 60, Reliability.HARD);
      if (dialect == Dialect.ACCRE) {
        Clients.get(harder);
      } else {
        Clients.error(harder, IbpError.INV_PAR_ATRL);
      }
      List<DepotStatus> resources = Clients.get(client.inquireAll(address));
      assertThat(resources).hasSize(dialect == Dialect.ACCRE ? 2 : 1);
      assertThat(resources.get(0).total()).isEqualTo(200L << 20);
      assertThat(depot.failures).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsGoneIsToldAndHarmsNobody(Dialect dialect) throws Exception {
    FakeDepot[] self = new FakeDepot[1];
    try (FakeDepot depot = new FakeDepot(peer -> dialect.serve(peer, self[0].address()));
        IbpClient client = Clients.of(Clients.config().stallTimeout(Duration.ofSeconds(30)))) {
      self[0] = depot;
      Capability manage = Capability.parse("ibp://" + depot.address() + "/IBP-123/7/MANAGE");
      Capability read = Capability.parse("ibp://" + depot.address() + "/IBP-123/5/READ");
      for (int i = 0; i < 5; i++) {
        Clients.error(client.probe(gone(manage)), IbpError.CAP_NOT_FOUND);
        Clients.get(client.probe(manage));
        LoadSink sink = LoadSink.to(ByteBuffer.allocate(5));
        Clients.error(client.load(gone(read), 0, 5, sink), IbpError.CAP_NOT_FOUND);
        Clients.get(client.load(read, 0, 5, sink));
      }
      assertThat(depot.failures).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatADepotDoesNotKnowFailsAtOnce(Dialect dialect) throws Exception {
    FakeDepot[] self = new FakeDepot[1];
    try (FakeDepot depot = new FakeDepot(peer -> dialect.serve(peer, self[0].address()));
        IbpClient client = Clients.of(Clients.config().stallTimeout(Duration.ofSeconds(30)))) {
      self[0] = depot;
      Capability manage = Capability.parse("ibp://" + depot.address() + "/IBP-123/7/MANAGE");
      IbpError expected =
          switch (dialect) {
            case LOCI_1_3 -> IbpError.SOCK_READ;
            case LOCI_1_4 -> IbpError.INVALID_CMD;
            case ACCRE -> IbpError.UNKNOWN_FUNCTION;
          };
      Clients.error(client.rename(manage), expected);
      Clients.error(client.integrity().describe(manage), expected);
      Clients.get(client.probe(manage));
      assertThat(depot.failures).isEmpty();
    }
  }
}
