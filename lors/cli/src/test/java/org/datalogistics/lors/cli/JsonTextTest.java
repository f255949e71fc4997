package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void printsNestedValuesOnOneLine() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", "a \"b\" \\ \n \u00e9 \ud83d\ude00");
    map.put("size", 5L);
    map.put("list", List.of(1, true, Map.of()));
    map.put("none", null);

    assertThat(JsonText.of(map))
        .isEqualTo(
            "{\"name\": \"a \\\"b\\\" \\\\ \\u000a \u00e9 \\ud83d\\ude00\","
                + " \"size\": 5, \"list\": [1, true, {}], \"none\": null}");
  }
}
