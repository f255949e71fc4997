package org.datalogistics.lbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datalogistics.lbone.LboneRequest.Between;
import org.datalogistics.lbone.LboneRequest.DepotCount;
import org.datalogistics.lbone.LboneRequest.DepotList;
import org.datalogistics.lbone.LboneRequest.Metric;
import org.datalogistics.lbone.LboneRequest.Nearness;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;

/** Any value survives the way through bytes; any bytes are read or refused. */
class LboneFuzzTest {
  private static final String NAMES = "abcdefghijklmnopqrstuvwxyz0123456789.-:";

  private static HostPort depot(SeededRandom random) {
    return new HostPort(random.string(NAMES, random.between(1, 255)), random.between(1, 65_535));
  }

  private static List<HostPort> depots(SeededRandom random, int least) {
    return Stream.generate(() -> depot(random)).limit(random.between(least, 20)).toList();
  }

  private static String location(SeededRandom random) {
    return random.string("city= Knoxville state= TN", (int) random.size(452)).strip();
  }

  private static LboneRequest request(SeededRandom random) {
    List<Supplier<LboneRequest>> kinds =
        List.of(
            () ->
                new DepotList(
                    random.between(-1, 999_999),
                    random.between(0, 999_999_999L),
                    random.between(0, 999_999_999L),
                    random.between(-1, 999_999_999L),
                    location(random)),
            DepotCount::new,
            LboneRequest.ConsoleList::new,
            () -> new Nearness(location(random)),
            () -> new Between(random.pick(Metric.values()), depots(random, 1), depots(random, 1)));
    return random.pick(kinds).get();
  }

  private static LboneReply reply(LboneRequest request, SeededRandom random) {
    if (random.chance(0.1)) {
      return new LboneReply.Failed(random.between(-1115, -1100));
    } else if (request instanceof DepotCount) {
      return new LboneReply.Count(random.between(0, 9_999_999L), random.between(0, 9_999_999L));
    } else if (request instanceof Nearness) {
      return new LboneReply.Near(
          depots(random, 0).stream()
              .map(each -> new LboneReply.HostValue(each.host(), number(random)))
              .toList());
    } else if (request instanceof Between between) {
      List<List<Double>> rows = new ArrayList<>();
      for (int i = 0; i < between.sources().size(); i++) {
        rows.add(
            IntStream.range(0, between.destinations().size())
                .mapToObj(j -> number(random))
                .toList());
      }
      return new LboneReply.Matrix(rows);
    }
    return new LboneReply.Depots(depots(random, 0));
  }

  /** One that nine characters hold exactly. */
  private static double number(SeededRandom random) {
    return random.between(0, 99_999) / 100.0;
  }

  @SeededTest(cases = 300)
  void everyRequestSurvivesTheWayThroughBytes(SeededRandom random) throws IOException {
    LboneRequest request = request(random);
    byte[] bytes = RequestFormat.print(request);

    int needed = RequestFormat.length(bytes, 0);
    while (needed < RequestFormat.length(bytes, needed)) {
      needed = RequestFormat.length(bytes, needed);
    }

    assertThat(needed).isLessThanOrEqualTo(bytes.length);
    assertThat(RequestFormat.parse(bytes, needed)).isEqualTo(request);
  }

  @SeededTest(cases = 300)
  void everyReplySurvivesTheWayThroughBytes(SeededRandom random) throws IOException {
    LboneRequest request = request(random);
    LboneReply reply = reply(request, random);

    byte[] bytes = ReplyFormat.print(reply);

    assertThat(ReplyFormat.parse(request, new ByteArrayInputStream(bytes))).isEqualTo(reply);
  }

  @SeededTest(cases = 1000)
  void damagedBytesAreReadOrRefused(SeededRandom random) {
    LboneRequest request = request(random);
    byte[] asked = damaged(RequestFormat.print(request), random);
    byte[] answered = damaged(ReplyFormat.print(reply(request, random)), random);

    try {
      int length = RequestFormat.length(asked, asked.length);
      assertThat(length).isBetween(20, 50 + 266 * 2048);
      RequestFormat.parse(asked, asked.length);
    } catch (LboneFormatException e) {
      assertThat(e).hasMessageNotContainingAny("\0", "\u001b");
    }
    try {
      assertThat(ReplyFormat.parse(request, new ByteArrayInputStream(answered))).isNotNull();
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotNull();
    }
  }

  private static byte[] damaged(byte[] bytes, SeededRandom random) {
    byte[] copy = Arrays.copyOf(bytes, random.between(0, bytes.length + 10));
    for (int i = random.between(0, 8); i > 0 && copy.length > 0; i--) {
      int at = random.between(0, Math.min(copy.length, random.chance(0.5) ? 60 : 1 << 20) - 1);
      copy[at] = random.chance(0.5) ? (byte) random.nextInt() : (byte) random.between('-', '9');
    }
    return copy;
  }
}
