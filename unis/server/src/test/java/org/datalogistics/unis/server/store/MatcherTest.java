package org.datalogistics.unis.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.unis.server.store.Json.exactly;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {

  private static boolean matches(String query, String document) {
    return new Matcher(QueryParser.parse(query).filter()).matches(exactly(document));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "a=x; {\"a\":\"x\"}",
        "a=5; {\"a\":\"5\"}",
        "a=number:5; {\"a\":5.0}",
        "a=number:5.0; {\"a\":5}",
        "a=number:0; {\"a\":-0.0}",
        "a=integer:9007199254740993; {\"a\":9007199254740993}",
        "a=boolean:true; {\"a\":true}",
        "a=null=; {\"a\":null}",
        "a=null=; {}",
        "a=null=; {\"a\":[1,null]}",
        "a.b=null=; {\"a\":5}",
        "a.b=null=; {\"a\":[]}",
        "a.b=null=; {\"a\":[{\"b\":1},{}]}",
        "a=exists=true; {\"a\":null}",
        "a=exists=false; {\"a\":null}",
        "a=exists=true; {\"a\":[]}",
        "a=not=x; {}",
        "a=not=x; {\"a\":5}",
        "a=not=x; {\"a\":\"xx\"}",
        "a=gt=1; {\"a\":1.5}",
        "a=gte=9007199254740993; {\"a\":9007199254740993}",
        "a=lt=9007199254740993; {\"a\":9.007199254740992E15}",
        "a=lt=-9e300; {\"a\":-1e301}",
        "a.b.c=x; {\"a\":[{\"b\":[{\"c\":[\"y\",\"x\"]}]}]}",
        "a.1=x; {\"a\":[\"y\",\"x\"]}",
        "a.1=x; {\"a\":{\"1\":\"x\"}}",
        "a=reg=^X.z$; {\"a\":[1,\"xyz\"]}",
        "a=x|b=y; {\"b\":\"y\"}",
        "a=x&a=y; {\"a\":[\"x\",\"y\"]}"
      })
  void matching(String query, String document) {
    assertThat(matches(query, document)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "a=x; {\"a\":\"X\"}",
        "a=5; {\"a\":5}",
        "a=number:5; {\"a\":\"5\"}",
        "a=number:1; {\"a\":true}",
        "a=boolean:true; {\"a\":1}",
        "a=integer:9007199254740993; {\"a\":9007199254740992}",
        "a=integer:9007199254740993; {\"a\":9.007199254740992E15}",
        "a=null=; {\"a\":[]}",
        "a.b=null=; {\"a\":[{\"b\":1}]}",
        "a=exists=true; {}",
        "a=exists=false; {\"a\":0}",
        "a=not=x; {\"a\":\"X\"}",
        "a=not=x; {\"a\":[\"y\",\"x\"]}",
        "a=gt=1; {\"a\":\"2\"}",
        "a=gt=0; {\"a\":true}",
        "a=lt=5; {}",
        "a=lt=5; {\"a\":null}",
        "a=x; {\"a\":[[\"x\"]]}",
        "a.b=x; {\"a\":[[{\"b\":\"x\"}]]}",
        "a=x&a=y; {\"a\":\"x\"}",
        "a=reg=5; {\"a\":5}"
      })
  void notMatching(String query, String document) {
    assertThat(matches(query, document)).isFalse();
  }
}
