package org.datalogistics.unis.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.datalogistics.unis.server.store.Filter.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

  private static final FieldPath NAME = FieldPath.parse("name");
  private static final FieldPath TS = FieldPath.parse("ts");

  private static Filter filter(String raw) {
    return QueryParser.parse(raw).filter();
  }

  @Test
  void nothingMeansEverythingNewestFirst() {
    assertThat(QueryParser.parse((String) null)).isEqualTo(QuerySpec.all());
    assertThat(QueryParser.parse("")).isEqualTo(QuerySpec.all());
    assertThat(QueryParser.parse("&&")).isEqualTo(QuerySpec.all());
  }

  @Test
  void bareValuesAreStringsExceptForTsAndTtl() {
    assertThat(filter("name=5")).isEqualTo(new Filter.Equal(NAME, Scalar.of("5")));
    assertThat(filter("ts=5")).isEqualTo(new Filter.Equal(TS, Scalar.of(5)));
    assertThat(filter("ttl=5,6.5"))
        .isEqualTo(new Filter.In(FieldPath.parse("ttl"), List.of(Scalar.of(5), Scalar.of(6.5))));
    assertThat(filter("a.ts=5"))
        .isEqualTo(new Filter.Equal(FieldPath.parse("a.ts"), Scalar.of("5")));
  }

  @Test
  void typedValuesAlsoInLists() {
    assertThat(filter("name=integer:1,number:2.5,boolean:TRUE,string:4,x,in=y,foo:bar"))
        .isEqualTo(
            new Filter.In(
                NAME,
                List.of(
                    Scalar.of(1),
                    Scalar.of(2.5),
                    Scalar.of(true),
                    Scalar.of("4"),
                    Scalar.of("x"),
                    Scalar.of("in=y"),
                    Scalar.of("foo:bar"))));
    assertThat(filter("name=boolean:0")).isEqualTo(new Filter.Equal(NAME, Scalar.of(false)));
    assertThat(filter("name=number:9007199254740993"))
        .isEqualTo(new Filter.Equal(NAME, Scalar.of(9007199254740993L)));
  }

  @Test
  void operators() {
    assertThat(filter("ts=gt=1&ts=lte=9"))
        .isEqualTo(
            Filter.and(
                new Filter.Compare(TS, Order.GREATER, Scalar.of(1)),
                new Filter.Compare(TS, Order.LESS_OR_EQUAL, Scalar.of(9))));
    assertThat(filter("name=eq=5")).isEqualTo(new Filter.Equal(NAME, Scalar.of(5)));
    assertThat(filter("name=not=two"))
        .isEqualTo(new Filter.Not(new Filter.Regex(NAME, TextPattern.whole("two", true))));
    assertThat(filter("name=not=notto"))
        .isEqualTo(new Filter.Not(new Filter.Regex(NAME, TextPattern.whole("notto", true))));
    assertThat(filter("name=exists=1")).isEqualTo(new Filter.Exists(NAME));
    assertThat(filter("name=exists=False")).isEqualTo(new Filter.Absent(NAME));
    assertThat(filter("name=null=")).isEqualTo(new Filter.Absent(NAME));
  }

  @Test
  void regularExpressionTakesTheRestOfTheValue() {
    assertThat(filter("name=reg=a,b|c=d"))
        .isEqualTo(new Filter.Regex(NAME, TextPattern.search("a,b|c=d", true)));
    assertThat(filter("mode=directory|metadata.scene=reg=LC8|9"))
        .isEqualTo(
            new Filter.Or(
                List.of(
                    Filter.equal("mode", "directory"),
                    new Filter.Regex(
                        FieldPath.parse("metadata.scene"), TextPattern.search("LC8|9", true)))));
  }

  @Test
  void documentedCompositeExampleInBothSpellings() {
    Filter expected =
        Filter.and(
            new Filter.Or(
                List.of(
                    new Filter.In(NAME, List.of(Scalar.of("node1"), Scalar.of("node2"))),
                    new Filter.Equal(TS, Scalar.of(1336935293363662L)))),
            Filter.equal("location.institution", "Indiana"));

    assertThat(filter("name=node1,node2|ts=1336935293363662&location.institution=Indiana"))
        .isEqualTo(expected);
    assertThat(filter("name=node1,node2%7Cts=1336935293363662&location.institution=Indiana"))
        .isEqualTo(expected);
  }

  @Test
  void parametersAreDecodedOnce() {
    assertThat(filter("name=a+b%2Bc%2526%3D%C3%A4%E2%82%AC"))
        .isEqualTo(new Filter.Equal(NAME, Scalar.of("a b+c%26=\u00e4\u20ac")));
    assertThat(filter("na%6De=x")).isEqualTo(Filter.equal("name", "x"));
    assertThat(filter("name=100%;{\"<>$")).isEqualTo(Filter.equal("name", "100%;{\"<>$"));
    assertThat(filter("name")).isEqualTo(Filter.equal("name", ""));
  }

  @Test
  void modifiers() {
    QuerySpec spec =
        QueryParser.parse("limit=5&skip=2&unique&inline&fields=a,b.c&sort=a.b:1,ts:-1&cert=xyz");

    assertThat(spec.filter()).isEqualTo(Filter.ALL);
    assertThat(spec.limit()).isEqualTo(5);
    assertThat(spec.skip()).isEqualTo(2);
    assertThat(spec.unique()).isTrue();
    assertThat(spec.inline()).isTrue();
    assertThat(spec.projection())
        .isEqualTo(new Projection(List.of(FieldPath.parse("a"), FieldPath.parse("b.c")), false));
    assertThat(spec.sort())
        .containsExactly(
            new SortKey(FieldPath.parse("a.b"), true), new SortKey(FieldPath.parse("ts"), false));
    assertThat(QueryParser.parse("unique=false").unique()).isFalse();
    assertThat(QueryParser.parse("unique=1").unique()).isTrue();
    assertThat(QueryParser.parse("fields=neg=a").projection())
        .isEqualTo(new Projection(List.of(FieldPath.parse("a")), true));
    assertThat(QueryParser.parse("limit=5&limit=7").limit()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ts=abc",
        "ts=",
        "ttl=12x",
        "ts=NaN",
        "ts=1e999",
        "ts=0x10",
        "ts=1,",
        "x=gt=a",
        "x=lt=",
        "x=eq=true",
        "x=exists=maybe",
        "x=exists=",
        "x=null=1",
        "x=boolean:maybe",
        "x=integer:1.5",
        "x=integer:9223372036854775808",
        "x=number:",
        "x=reg=(",
        "x=reg=[a",
        "x=not=*",
        "x=reg=(?<=a)b",
        "x=a|b",
        "x=a|",
        "x=a|b|c=d",
        "x=a|=b",
        "=x",
        "a..b=x",
        ".a=x",
        "a.=x",
        "limit=-1",
        "limit=x",
        "limit=",
        "limit=1.5",
        "skip=-1",
        "sort=name",
        "sort=",
        "sort=:1",
        "sort=a:2",
        "sort=a:1,",
        "fields=a..b",
        "recfind=x",
        "x=%FF",
        "x=%C3",
        "sort=a:1,b:1,c:1,d:1,e:1,f:1,g:1,h:1,i:1"
      })
  void whatCannotBeUnderstoodIsRefusedWithAReason(String raw) {
    assertThatThrownBy(() -> QueryParser.parse(raw))
        .isInstanceOf(QueryParseException.class)
        .message()
        .isNotBlank();
  }

  @SeededTest(cases = 300)
  void anyTextIsUnderstoodOrRefused(SeededRandom random) {
    List<String> pieces =
        List.of(
            "name",
            "ts",
            "ttl",
            "=",
            "=",
            "&",
            "|",
            ",",
            ".",
            ":",
            "reg=",
            "not=",
            "gt=",
            "lte=",
            "eq=",
            "exists=",
            "null=",
            "number:",
            "integer:",
            "boolean:",
            "string:",
            "5",
            "-1.5e3",
            "true",
            "fields",
            "neg=",
            "limit",
            "skip",
            "sort",
            "unique",
            "inline",
            "cert",
            "(",
            ")",
            "*",
            "+",
            "?",
            "{9}",
            "{999}",
            "[",
            "]",
            "\\",
            "^",
            "$",
            "%",
            "%41",
            "%C3",
            "%A4",
            "%7C",
            "%26",
            "\u0000",
            "\u00e4",
            "\ud83d",
            "$DOT$",
            "recfind",
            "(?i",
            "\\p{",
            "\\Q");
    StringBuilder raw = new StringBuilder();
    for (int i = random.between(1, 40); i > 0; i--) {
      raw.append(random.pick(pieces));
    }
    QueryParserFuzzTest.understoodOrRefused(raw.toString());
    QueryParserFuzzTest.understoodOrRefused("x=reg=" + raw);
    QueryParserFuzzTest.understoodOrRefused(random.string("abc=&|,.:%+()*{}[]\\1234567890", 50));
  }
}
