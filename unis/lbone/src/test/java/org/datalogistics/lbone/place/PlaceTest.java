package org.datalogistics.lbone.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  private static final Gazetteer PLACES = Gazetteer.load();
  private static final Coordinates KNOXVILLE = new Coordinates(35.96, -83.92);

  @Test
  void theWayFromParisToNewYorkIsAbout5840Kilometres() {
    Coordinates paris = new Coordinates(49.01, 2.55);
    Coordinates newYork = new Coordinates(40.64, -73.78);

    assertThat(paris.kilometresTo(newYork)).isCloseTo(5833, within(20.0));
    assertThat(newYork.kilometresTo(paris)).isEqualTo(paris.kilometresTo(newYork));
    assertThat(paris.milesTo(paris)).isZero();
    assertThat(new Coordinates(0, 0).milesTo(new Coordinates(0, 180)))
        .isCloseTo(Math.PI * 3956, within(0.01));
  }

  @Test
  void aPointOffTheGlobeIsRefused() {
    assertThatThrownBy(() -> new Coordinates(91, 0)).hasMessageContaining("91");
    assertThatThrownBy(() -> new Coordinates(Double.NaN, 0)).isNotNull();
  }

  @Test
  void hintsHaveKeywordsInAnyCaseAndValuesOfSeveralWords() {
    assertThat(LocationHint.parse("city= Salt Lake City ST= UT monitoring= 24-7").values())
        .isEqualTo(Map.of("city", "Salt Lake City", "state", "UT", "monitoring", "24-7"));
    assertThat(LocationHint.parse("zipcode=37996").values()).isEqualTo(Map.of("zip", "37996"));
    assertThat(LocationHint.parse("somewhere over state=").values()).isEmpty();
    assertThat(LocationHint.parse("")).isEqualTo(LocationHint.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zip= 37996",
        "airport= TYS monitoring= 24-7",
        "city= Knoxville state= TN",
        "airport= ??? state= tn",
        "lat= 35.9 lon= -84.1",
        "city= Nowhere st= TN c= DE"
      })
  void theyLeadToTennessee(String hint) {
    assertThat(PLACES.find(LocationHint.parse(hint)))
        .hasValueSatisfying(point -> assertThat(point.milesTo(KNOXVILLE)).as(hint).isLessThan(200));
  }

  @Test
  void theMoreExactPartOfAHintCounts() {
    Coordinates airport = PLACES.find(LocationHint.parse("state= CA airport= TYS")).orElseThrow();
    Coordinates zip = PLACES.find(LocationHint.parse("airport= SFO zip= 37996")).orElseThrow();

    assertThat(airport.milesTo(KNOXVILLE)).isLessThan(20);
    assertThat(zip.milesTo(KNOXVILLE)).isLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "zip= 00000", "zip= x", "airport= QQQ", "country= ??", "lat= 99 lon= 1"})
  void unknownPlacesAreUnknown(String hint) {
    assertThat(PLACES.find(LocationHint.parse(hint))).isEmpty();
  }

  @SeededTest(cases = 300)
  void anyTextIsAHint(SeededRandom random) {
    String text = random.string("zip= city state=TN lat lon 0123456789.-=\t\u00ff\0", 60);

    assertThat(PLACES.find(LocationHint.parse(text))).isNotNull();
  }
}
