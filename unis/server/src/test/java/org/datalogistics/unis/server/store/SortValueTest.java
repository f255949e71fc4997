package org.datalogistics.unis.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.unis.server.store.Json.exactly;

import java.util.Arrays;
import java.util.List;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class SortValueTest {

  private static int compare(String a, String b) {
    SortKey key = new SortKey(FieldPath.parse("v"), true);
    return Arrays.compareUnsigned(
        SortValue.of(exactly("{\"v\":" + a + "}"), key),
        SortValue.of(exactly("{\"v\":" + b + "}"), key));
  }

  @Test
  void valuesAscendInTheOrderOfTheirTypes() {
    List<String> ascending =
        List.of(
            "[]",
            "null",
            "-1e300",
            "-9223372036854775808",
            "-1.5",
            "-1",
            "0",
            "4.9E-324",
            "1",
            "9007199254740992",
            "9007199254740993",
            "9223372036854775806",
            "9223372036854775807",
            "9.3E18",
            "\"\"",
            "\"A\"",
            "\"a\"",
            "\"aa\"",
            "\"\u00e4\"",
            "\"\ufffd\"",
            "\"\ud83d\ude00\"",
            "{}",
            "false",
            "true");
    for (int i = 1; i < ascending.size(); i++) {
      assertThat(compare(ascending.get(i - 1), ascending.get(i)))
          .as(ascending.get(i - 1) + " before " + ascending.get(i))
          .isNegative();
    }
    assertThat(compare("5", "5.0")).isZero();
    assertThat(compare("0", "-0.0")).isZero();
    assertThat(compare("[7,3,9]", "3")).isZero();
  }

  @SeededTest(cases = 100)
  void numbersSortAsTheyCompare(SeededRandom random) {
    for (int i = 0; i < 20; i++) {
      Scalar a = number(random);
      Scalar b = number(random);
      assertThat(Integer.signum(compare(text(a), text(b))))
          .as("%s and %s", a, b)
          .isEqualTo(Integer.signum(Numbers.compare(a, b)));
    }
  }

  private static Scalar number(SeededRandom random) {
    long magnitude = random.nextLong() >> random.between(0, 62);
    long near = random.between(-2, 2);
    return random.nextBoolean()
        ? Scalar.of(random.nextBoolean() ? magnitude : Long.MAX_VALUE - Math.abs(near))
        : Scalar.of((double) magnitude + near * random.pick(0.0, 0.5, 1.0, 1024.0));
  }

  private static String text(Scalar scalar) {
    return scalar instanceof Scalar.Whole whole
        ? Long.toString(whole.value())
        : Double.toString(((Scalar.Real) scalar).value());
  }
}
