package org.datalogistics.lors.depots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.junit.jupiter.api.Test;

class DepotRankingTest {
  private static final long GIB = 1L << 30;

  private final AtomicLong now = new AtomicLong();
  private final Measurements measurements = new Measurements(now::get);
  private final List<DepotSurvey.Usable> depots = new ArrayList<>();

  private static DepotAddress address(String name) {
    return new DepotAddress(name, 6714);
  }

  private void add(String name, double score, int millis, long free) {
    Candidate candidate =
        Candidate.of(address(name), "UNIS")
            .withScore(score, "UNIS")
            .withOffer(free, Duration.ofDays(1));
    depots.add(new DepotSurvey.Usable(candidate, Duration.ofMillis(millis)));
  }

  private List<Candidate> ranked(String resolution) {
    return new DepotRanking(Resolution.parse(resolution, text -> {}), measurements).rank(depots);
  }

  private List<String> order(String resolution) {
    return ranked(resolution).stream().map(candidate -> candidate.address().host()).toList();
  }

  @Test
  void withoutAnyDifferenceTheOrderOfTheSourceStays() {
    add("a", 0, 1, GIB);
    add("b", 0, 3, GIB + 5);
    add("c", 0, 2, GIB);

    assertThat(order("")).containsExactly("a", "b", "c");
  }

  @Test
  void theMetricComesBeforeNearnessNearnessBeforeTheAnswerTheAnswerBeforeSpace() {
    add("space", 0, 1, 100 * GIB);
    add("late", 0, 100, 1000 * GIB);
    add("near", 5, 100, GIB);
    add("metric", 0, 100, GIB);
    add("small", 0, 1, GIB);
    add("better-metric", 0, 100, GIB);

    assertThat(order("localhost metric 1\nlocalhost better-metric 2"))
        .containsExactly("better-metric", "metric", "near", "space", "small", "late");
  }

  @Test
  void scoresFallWithTheRankAndTheReasonIsThere() {
    add("a", 0, 1, 5 * GIB);
    add("b", 0, 1, GIB);
    measurements.moved(address("a"), 10 << 20, Duration.ofSeconds(1));

    List<Candidate> ranked = ranked("localhost a 2.5");

    assertThat(ranked).extracting(Candidate::score).containsExactly(1.0, 0.5);
    assertThat(ranked.get(0).why()).isEqualTo("UNIS, metric 2.5000, 10.0 MiB/s here, 5.0 GiB free");
    assertThat(ranked.get(1).why()).isEqualTo("UNIS, 1.0 GiB free");
  }

  @Test
  void aDepotThatWasSlowComesBehindAllOthersWhateverTheFileSays() {
    add("slow", 9, 1, GIB);
    add("fast", 5, 1, GIB);
    add("unknown", 0, 1, GIB);
    measurements.moved(address("fast"), 100 << 20, Duration.ofSeconds(1));
    measurements.moved(address("slow"), 5 << 20, Duration.ofSeconds(1));

    assertThat(order("localhost slow 100")).containsExactly("fast", "unknown", "slow");
    assertThat(ranked("").get(2).why()).contains("5.0 MiB/s here, which is slow");
  }

  @Test
  void aDepotThatFailedComesLastUntilItWorksOrTimePasses() {
    add("a", 9, 1, GIB);
    add("b", 0, 1, GIB);
    measurements.failed(address("a"));
    measurements.failed(address("a"));

    assertThat(order("")).containsExactly("b", "a");
    assertThat(ranked("").get(1).why()).contains("failed 2 times in a row");
    now.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(order("")).containsExactly("a", "b");
    measurements.failed(address("a"));
    measurements.moved(address("a"), 1, Duration.ofSeconds(1));
    assertThat(order("")).containsExactly("a", "b");
  }

  @Test
  void ratesAreLearntFromWhatTransfersTell() {
    List<TransferEvent> passedOn = new ArrayList<>();
    TransferListener listener = measurements.learning(passedOn::add);
    ByteRange range = new ByteRange(0, 10 << 20);
    DepotAddress a = address("a");

    listener.onEvent(new TransferEvent.Allocated(range, a));
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    listener.onEvent(new TransferEvent.Stored(range, a));
    listener.onEvent(new TransferEvent.Stored(range, address("b")));
    listener.onEvent(new TransferEvent.Chosen(range, address("c"), "near"));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    listener.onEvent(new TransferEvent.Loaded(range, address("c")));
    listener.onEvent(new TransferEvent.Failed(range, address("d"), "gone"));

    assertThat(measurements.bytesPerSecond(a)).hasValue(5 << 20);
    assertThat(measurements.bytesPerSecond(address("b"))).isEmpty();
    assertThat(measurements.bytesPerSecond(address("c"))).hasValue(10 << 20);
    assertThat(measurements.failures(address("d"))).isEqualTo(1);
    assertThat(passedOn).hasSize(6);
  }

  @Test
  void tinyTransfersSayNothingOfTheRate() {
    measurements.moved(address("a"), 100, Duration.ofSeconds(1));

    assertThat(measurements.bytesPerSecond(address("a"))).isEmpty();
  }
}
