package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.ClientTls;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.ibp.client.LoadSink;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The client of this project on the port for TLS. */
@ExtendWith(SeededRandomExtension.class)
class ClientOverTlsTest {
  private static final IbpCommand.Allocate ALLOCATE =
      new IbpCommand.Allocate("0", Reliability.HARD, AllocationType.BYTEARRAY, 3600, 1 << 22, 0);

  @TempDir Path folder;

  private static IbpClient client(ClientTls tls) {
    return new IbpClient(IbpClientConfig.builder().tls(tls).build());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }

  @Test
  void storesAndLoadsThroughTheDepotsOwnCertificate(SeededRandom random) throws Exception {
    byte[] data = random.bytes(3_000_000);
    try (TestDepot depot = TestDepot.start(folder, "--tls-port", "0");
        IbpClient client = client(ClientTls.authorities(folder.resolve("tls/cert.pem")));
        IbpClient stranger = client(ClientTls.system())) {
      DepotAddress secure = new DepotAddress("127.0.0.1", depot.depot().tlsPort().orElseThrow());
      CapabilitySet made = get(client.allocate(secure, ALLOCATE));
      Capability write = at(secure, made.write());
      assertThat(get(client.store(write, Payload.of(ByteBuffer.wrap(data))))).isEqualTo(3_000_000);
      ByteBuffer target = ByteBuffer.allocate(data.length);
      Capability read = at(secure, made.read());
      assertThat(get(client.load(read, 0, data.length, LoadSink.to(target)))).isEqualTo(3_000_000);
      assertThat(target.array()).isEqualTo(data);
      assertThatThrownBy(() -> get(stranger.probe(read))).isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void capabilitiesNameThePortForTlsIfTheyAreToAndWorkAsTheyAre(SeededRandom random)
      throws Exception {
    byte[] data = random.bytes(3_000);
    try (TestDepot depot = TestDepot.start(folder, "--tls-port", "0", "--tls-capabilities", "tls");
        IbpClient client = client(ClientTls.authorities(folder.resolve("tls/cert.pem")));
        IbpClient plain = new IbpClient(IbpClientConfig.defaults())) {
      DepotAddress secure = new DepotAddress("127.0.0.1", depot.depot().tlsPort().orElseThrow());
      CapabilitySet made = get(client.allocate(secure, ALLOCATE));
      assertThat(made.read().depot()).isEqualTo(secure);
      get(client.store(made.write(), Payload.of(ByteBuffer.wrap(data))));
      assertThat(get(client.rename(made.manage())).read().depot()).isEqualTo(secure);
      DepotAddress open = new DepotAddress("127.0.0.1", depot.port());
      assertThat(get(plain.allocate(open, ALLOCATE)).read().depot()).isEqualTo(open);
    }
  }

  @Test
  void aCopyToACapabilityThatNamesThePortForTlsStaysAtHome(SeededRandom random) throws Exception {
    byte[] data = random.bytes(3_000);
    try (TestDepot depot = TestDepot.start(folder, "--tls-port", "0", "--tls-capabilities", "tls");
        IbpClient client = client(ClientTls.authorities(folder.resolve("tls/cert.pem")))) {
      DepotAddress secure = new DepotAddress("127.0.0.1", depot.depot().tlsPort().orElseThrow());
      CapabilitySet from = get(client.allocate(secure, ALLOCATE));
      CapabilitySet to = get(client.allocate(secure, ALLOCATE));
      get(client.store(from.write(), Payload.of(ByteBuffer.wrap(data))));
      assertThat(get(client.send(from.read(), to.write(), 0, 3_000))).isEqualTo(3_000);
    }
  }

  private static Capability at(DepotAddress depot, Capability capability) {
    return new Capability(depot, capability.key(), capability.kind());
  }
}
