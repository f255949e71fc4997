package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTlsTest {
  private static final String PROBED = "1 1 0 5 10 60 2 1 \n";
  private static TestCertificate certificate;
  private static TestCertificate other;
  @TempDir static Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void make() throws Exception {
    certificate = new TestCertificate(folder, "depot", "ip:127.0.0.1,dns:localhost");
    other = new TestCertificate(folder, "other", "dns:elsewhere.example");
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private FakeDepot depot(ServerSocket listener, FakeDepot.Script script) {
    FakeDepot depot = new FakeDepot(listener, script);
    open.add(depot);
    return depot;
  }

  private FakeDepot prober(TestCertificate shown) throws Exception {
    return depot(shown.listener(null), peer -> peer.answerAll(line -> PROBED));
  }

  private IbpClient client(ClientTls tls) {
    IbpClient client = Clients.of(Clients.config().tls(tls));
    open.add(0, client);
    return client;
  }

  @Test
  void aDepotOfABelievedAuthorityIsTalkedTo() throws Exception {
    FakeDepot depot = prober(certificate);
    IbpClient client = client(ClientTls.authorities(certificate.pem()));
    for (int i = 0; i < 20; i++) {
      Clients.get(client.probe(depot.capability(CapabilityKind.MANAGE)));
    }
    assertThat(depot.connections()).isEqualTo(1);
    DepotAddress byName = new DepotAddress("localhost", depot.address().port());
    Clients.get(client.probe(FakeDepot.capability(byName, CapabilityKind.MANAGE)));
  }

  @Test
  void anotherNameOrAuthorityIsRefused() throws Exception {
    var wrongName = client(ClientTls.authorities(other.pem()));
    Capability named = prober(other).capability(CapabilityKind.MANAGE);
    assertThat(Clients.error(wrongName.probe(named), IbpError.CANT_CONNECT))
        .hasMessageContaining("IP address 127.0.0.1");
    Capability unknown = prober(certificate).capability(CapabilityKind.MANAGE);
    Clients.error(wrongName.probe(unknown), IbpError.CANT_CONNECT);
    Clients.error(client(ClientTls.system()).probe(unknown), IbpError.CANT_CONNECT);
  }

  @Test
  void aPinnedCertificateIsBelievedWhateverItNames() throws Exception {
    IbpClient client = client(ClientTls.pinned(other.fingerprint()));
    Clients.get(client.probe(prober(other).capability(CapabilityKind.MANAGE)));
    Capability unknown = prober(certificate).capability(CapabilityKind.MANAGE);
    assertThat(Clients.error(client.probe(unknown), IbpError.CANT_CONNECT))
        .hasMessageContaining(certificate.fingerprint().replace(":", "").toLowerCase(Locale.ROOT));
  }

  @Test
  void aClientShowsItsCertificateWhereItIsWanted() throws Exception {
    FakeDepot depot = depot(certificate.listener(other), peer -> peer.answerAll(line -> PROBED));
    Capability manage = depot.capability(CapabilityKind.MANAGE);
    ClientTls known = ClientTls.authorities(certificate.pem());
    Clients.get(client(known.as(other.pem(), other.keyPem())).probe(manage));
    assertThat(Clients.failure(client(known).probe(manage))).isInstanceOf(IOException.class);
  }

  @Test
  void aDepotWithoutTlsIsRefusedAndOneThatSaysNothingToo() throws Exception {
    IbpClient client = client(ClientTls.pinned(certificate.fingerprint()));
    FakeDepot silent = new FakeDepot(Peer::awaitEnd);
    open.add(silent);
    IbpClient hasty =
        Clients.of(
            Clients.config()
                .connectTimeout(Duration.ofMillis(200))
                .tls(ClientTls.pinned(certificate.fingerprint())));
    open.add(0, hasty);
    Clients.error(hasty.probe(silent.capability(CapabilityKind.MANAGE)), IbpError.CANT_CONNECT);
    FakeDepot.Script greeting = peer -> peer.send("-66 0.5\n").awaitEnd();
    FakeDepot rude = new FakeDepot(greeting);
    open.add(rude);
    Clients.error(client.probe(rude.capability(CapabilityKind.MANAGE)), IbpError.CANT_CONNECT);
  }

  @Test
  void filesAndBytesTravelBothWays() throws Exception {
    byte[] data = new byte[3_000_000];
    new Random(1).nextBytes(data);
    byte[][] received = new byte[3][];
    BlockChecksum network = new BlockChecksum(ChecksumType.SHA1, 65_536);
    FakeDepot depot =
        depot(
            certificate.listener(null),
            peer -> {
              for (int i = 0; i < 3; i++) {
                peer.line();
                peer.send("1 \n");
                received[i] =
                    peer.read(i == 2 ? (int) network.wireLength(data.length) : data.length);
                peer.send("1 " + data.length + " \n");
              }
              peer.line();
              peer.send("1 " + data.length + " \n").send(data);
              peer.awaitEnd();
            });
    IbpClient client = client(ClientTls.pinned(certificate.fingerprint()));
    Capability write = depot.capability(CapabilityKind.WRITE);
    Path file = Files.write(folder.resolve("data"), data);
    try (FileChannel channel = FileChannel.open(file)) {
      Clients.get(client.write(write, 0, Payload.of(channel, 0, data.length)));
      Clients.get(client.write(write, 0, Payload.of(ByteBuffer.wrap(data))));
      Clients.get(client.checksummed(network).write(write, 0, Payload.of(channel, 0, data.length)));
    }
    assertThat(received[0]).isEqualTo(data);
    assertThat(received[1]).isEqualTo(data);
    assertThat(Arrays.copyOf(received[2], 65_536)).isEqualTo(Arrays.copyOf(data, 65_536));
    ByteBuffer target = ByteBuffer.allocate(data.length);
    Capability read = depot.capability(CapabilityKind.READ);
    Clients.get(client.load(read, 0, data.length, LoadSink.to(target)));
    assertThat(target.array()).isEqualTo(data);
    assertThat(depot.failures).isEmpty();
  }

  @Test
  void settingsThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ClientTls.pinned("12:34"));
    Path nowhere = folder.resolve("nowhere.pem");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client(ClientTls.authorities(nowhere)))
        .withMessageContaining("nowhere.pem");
  }
}
