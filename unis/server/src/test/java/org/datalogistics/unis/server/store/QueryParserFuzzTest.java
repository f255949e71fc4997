package org.datalogistics.unis.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever the query string: a query that can be asked, or a {@link QueryParseException}. */
class QueryParserFuzzTest {

  @FuzzTest
  void anyBytes(byte[] raw) {
    understoodOrRefused(new String(raw, StandardCharsets.UTF_8));
  }

  static void understoodOrRefused(String raw) {
    try {
      QuerySpec spec = QueryParser.parse(raw);
      new Matcher(spec.filter()).matches(Json.doc("a", 1, "'name':'aaaaaaaaaaaaaaaaaaaaaaaa'"));
      assertThat(spec.projection().apply(Json.doc("a", 1))).isNotNull();
    } catch (QueryParseException e) {
      assertThat(e).message().isNotBlank();
    }
  }
}
