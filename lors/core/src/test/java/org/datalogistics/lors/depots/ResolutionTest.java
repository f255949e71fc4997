package org.datalogistics.lors.depots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Resolution.Path;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

/** Files of nearness (LoRS spec 4). */
class ResolutionTest {
  private static final DepotAddress A = new DepotAddress("a.example.org", 6714);
  private static final DepotAddress B = new DepotAddress("b.example.org", 7001);

  private final List<String> warnings = new ArrayList<>();

  private Resolution parse(String text) {
    return Resolution.parse(text, warnings::add);
  }

  @Test
  void aLineIsSourceDestinationAndMetrics() {
    Resolution resolution =
        parse(
            "# made by hand\n\nlocalhost a.example.org 12.5 3\na.example.org b.example.org:7001 4\n");

    assertThat(resolution.fromHere(A)).contains(12.5);
    assertThat(resolution.metric(A, B)).contains(4.0);
    assertThat(resolution.metric(B, A)).isEmpty();
    assertThat(resolution.fromHere(B)).isEmpty();
    assertThat(resolution.points().get(new Path(Resolution.here(), A))).containsExactly(12.5, 3.0);
    assertThat(resolution.depots()).containsExactly(A, B);
    assertThat(warnings).isEmpty();
  }

  @Test
  void theClientHasAnyPort() {
    assertThat(parse("localhost:1 a.example.org:6714 5").fromHere(A)).contains(5.0);
  }

  @Test
  void aLaterLineOfTheSamePathCounts() {
    assertThat(parse("localhost a.example.org 5\nlocalhost a.example.org 6").fromHere(A))
        .contains(6.0);
  }

  @Test
  void linesThatCannotBeUsedAreNamed() {
    assertThat(parse("a b\na b near\na b:99999 1\na b NaN\nlocalhost a.example.org 1").fromHere(A))
        .contains(1.0);
    assertThat(warnings).hasSize(4);
    assertThat(warnings.get(0)).isEqualTo("line 1: a line is SOURCE DESTINATION METRIC...");
    assertThat(warnings.get(1)).isEqualTo("line 2: 'near' is not a metric");
    assertThat(warnings.get(2)).startsWith("line 3: ").contains("99999");
    assertThat(warnings.get(3)).isEqualTo("line 4: 'NaN' is not a metric");
  }

  @SeededTest(cases = 200)
  void whatIsPrintedIsRead(SeededRandom random) {
    List<DepotAddress> depots =
        Stream.generate(
                () ->
                    random.chance(0.2)
                        ? Resolution.here()
                        : new DepotAddress(
                            "d" + random.between(0, 9) + ".example.org", random.between(1, 65_535)))
            .limit(8)
            .toList();
    Map<Path, List<Double>> points = new LinkedHashMap<>();
    for (int i = random.between(0, 20); i > 0; i--) {
      points.put(
          new Path(random.pick(depots), random.pick(depots)),
          List.of(random.between(-10_000, 10_000) / 16.0, (double) random.between(0, 1 << 20)));
    }
    Resolution resolution = new Resolution(points);

    assertThat(parse(resolution.print())).isEqualTo(resolution);
    assertThat(warnings).isEmpty();
  }

  @SeededTest(cases = 300)
  void anyTextIsRead(SeededRandom random) {
    assertThat(parse(random.string("localhost ab:.0123456789-e#\n\t\0\u00ff", 200))).isNotNull();
  }
}
