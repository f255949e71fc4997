package org.datalogistics.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN =
      List.of("port", "host", "max-lease", "resources", "data");

  @ParameterizedTest
  @CsvSource({
    "prot, port",
    "por, port",
    "pport, port",
    "maxlease, max-lease",
    "resource, resources",
    "res, resources",
    "dat, data",
  })
  void closeNameIsSuggested(String written, String meant) {
    assertThat(Suggestion.forName(written, KNOWN)).isEqualTo(", did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({"x", "verify", "lifetime", "p"})
  void nothingIsSuggestedForWhatIsFarOff(String written) {
    assertThat(Suggestion.forName(written, KNOWN)).isEmpty();
  }
}
