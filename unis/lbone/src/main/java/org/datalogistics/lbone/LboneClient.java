package org.datalogistics.lbone;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.lbone.LboneReply.Failed;
import org.jspecify.annotations.Nullable;

/**
 * Asks L-Bone servers, one after the other until one answers (LoRS spec 2, 7). Holds nothing that
 * needs closing; may be used by many threads.
 */
public final class LboneClient {
  private final List<HostPort> servers;
  private final Duration limit;

  /**
   * A client.
   *
   * @param servers in the order in which they are tried, one or more
   * @param limit for each of them, from the connection to the last byte of the answer
   */
  public LboneClient(List<HostPort> servers, Duration limit) {
    this.servers = List.copyOf(servers);
    this.limit = limit;
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("no L-Bone server to ask");
    }
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("the time for an answer must be positive: " + limit);
    }
  }

  /** The servers that are asked. */
  public List<HostPort> servers() {
    return servers;
  }

  /**
   * Depots, nearest first; none is no error.
   *
   * @throws LboneException when no server answers
   */
  public List<HostPort> depots(LboneRequest.DepotList request) throws LboneException {
    LboneReply reply = ask(request);
    return reply instanceof LboneReply.Depots depots ? depots.depots() : List.of();
  }

  /**
   * Depots that are known, and that are up.
   *
   * @throws LboneException when no server answers
   */
  public LboneReply.Count count() throws LboneException {
    return answer(new LboneRequest.DepotCount(), LboneReply.Count.class);
  }

  /**
   * How near each depot is to a place, larger is nearer.
   *
   * @throws LboneException when no server answers
   */
  public List<LboneReply.HostValue> nearness(String location) throws LboneException {
    return answer(new LboneRequest.Nearness(location), LboneReply.Near.class).hosts();
  }

  /**
   * A row for each source, a column for each destination.
   *
   * @throws LboneException when no server answers
   */
  public List<List<Double>> between(LboneRequest.Between request) throws LboneException {
    return answer(request, LboneReply.Matrix.class).rows();
  }

  private <T extends LboneReply> T answer(LboneRequest request, Class<T> type)
      throws LboneException {
    LboneReply reply = ask(request);
    if (!type.isInstance(reply)) {
      throw new LboneException("the L-Bone knows no depot", null);
    }
    return type.cast(reply);
  }

  /**
   * The first reply that is not an error; {@link Failed} only where a server said that there are no
   * depots.
   *
   * @throws LboneException when no server answers so
   */
  private LboneReply ask(LboneRequest request) throws LboneException {
    List<String> problems = new ArrayList<>();
    @Nullable IOException last = null;
    @Nullable LboneReply none = null;
    for (HostPort server : servers) {
      try {
        LboneReply reply = ask(server, request);
        if (!(reply instanceof Failed failed)) {
          return reply;
        }
        if (failed.code() == LboneError.NO_DEPOTS) {
          none = reply;
        }
        problems.add(server + " says: " + LboneError.describe(failed.code()));
      } catch (IOException e) {
        last = e;
        problems.add(server + " " + describe(e));
      }
    }
    if (none != null) {
      return none;
    }
    throw new LboneException(
        "no L-Bone server answers ("
            + String.join("; ", problems)
            + "); name another one, or name depots",
        last);
  }

  private static String describe(IOException e) {
    if (e instanceof ConnectException) {
      return "cannot be reached: " + e.getMessage();
    }
    if (e instanceof EOFException || e instanceof LboneFormatException) {
      return "does not answer as an L-Bone server does: " + e.getMessage();
    }
    return String.valueOf(e.getMessage());
  }

  private LboneReply ask(HostPort server, LboneRequest request) throws IOException {
    try (Exchange exchange = Exchange.connect(server, limit)) {
      exchange.send(RequestFormat.print(request));
      return ReplyFormat.parse(request, new BufferedInputStream(exchange, 1 << 13));
    }
  }
}
