package org.datalogistics.unis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.datalogistics.unis.Query.FieldCondition;
import org.junit.jupiter.api.Test;

class QueryTest {

  @Test
  void anEmptyQueryAsksForNothing() {
    assertThat(Query.all().toUrl()).isEmpty();
  }

  @Test
  void equalityListsAndModifiersAreJoinedByAmpersands() {
    Query query =
        Query.all()
            .eq("serviceType", "ibp_server")
            .in("id", List.of("a", "b"))
            .fields("selfRef", "id")
            .unique()
            .limit(5);

    assertThat(query.toUrl())
        .isEqualTo("serviceType=ibp_server&id=a,b&fields=selfRef,id&unique=true&limit=5");
  }

  @Test
  void operatorsAreWrittenAsTheUrlLanguageWantsThem() {
    assertThat(
            Query.all()
                .where("ts", Condition.moreThan(1000L))
                .where("ts", Condition.atMost(4000L))
                .toUrl())
        .isEqualTo("ts=gt=1000&ts=lte=4000");
    assertThat(Query.all().where("parent", Condition.isNull()).toUrl()).isEqualTo("parent=null=");
    assertThat(Query.all().where("a.b", Condition.exists()).toUrl()).isEqualTo("a.b=exists=true");
    assertThat(Query.all().where("n", Condition.equalTo(5)).toUrl()).isEqualTo("n=integer:5");
    assertThat(Query.all().where("n", Condition.equalTo(true)).toUrl()).isEqualTo("n=boolean:true");
    assertThat(Query.all().where("n", Condition.lessThan(1e21)).toUrl())
        .isEqualTo("n=lt=1000000000000000000000");
    assertThat(Query.all().where("n", Condition.matches("a+|b,c")).toUrl())
        .isEqualTo("n=reg=a%2B%7Cb,c");
    assertThat(Query.all().where("n", Condition.not("a.b")).toUrl()).isEqualTo("n=not=a%5C.b");
  }

  @Test
  void valuesAreEncodedAsUtf8() {
    assertThat(Query.all().eq("name", "Grüße & so+").toUrl())
        .isEqualTo("name=Gr%C3%BC%C3%9Fe%20%26%20so%2B");
  }

  @Test
  void textWithTheLanguagesOwnSignsIsStillAskedForExactly() {
    assertThat(Condition.equalTo("a,b|c").expression()).isEqualTo("reg=^(?-i:a\\,b\\|c)$");
    assertThat(Condition.equalTo("reg=x").expression()).isEqualTo("reg=^(?-i:reg\\=x)$");
    assertThat(Condition.equalTo("number:5").expression()).isEqualTo("reg=^(?-i:number\\:5)$");
    assertThat(Condition.equalTo("ibp://host:6714").expression()).isEqualTo("ibp://host:6714");
    assertThat(Condition.in(List.of("a", "b,c")).expression()).isEqualTo("reg=^(?-i:a|b\\,c)$");
  }

  @Test
  void anOrPutsTheRegularExpressionLastBecauseItTakesTheRest() {
    Query query =
        Query.all()
            .whereAny(
                List.of(
                    new FieldCondition("name", Condition.matches("x|y")),
                    new FieldCondition("mode", Condition.equalTo("directory"))));

    assertThat(query.toUrl()).isEqualTo("mode=directory%7Cname=reg=x%7Cy");
  }

  @Test
  void whatTheLanguageCannotSayIsRefused() {
    FieldCondition expression = new FieldCondition("a", Condition.matches("x"));
    assertThatThrownBy(() -> Query.all().whereAny(List.of(expression, expression)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Condition.not("a,b")).hasMessageContaining("a,b");
    assertThatThrownBy(() -> Query.all().eq("limit", "5")).hasMessageContaining("limit");
    assertThatThrownBy(() -> Query.all().limit(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Condition.in(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
