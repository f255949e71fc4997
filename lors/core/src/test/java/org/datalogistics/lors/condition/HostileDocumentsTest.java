package org.datalogistics.lors.condition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.lors.LorsException;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

/** Documents and stored bytes of strangers: refused in good order, within bounded memory. */
class HostileDocumentsTest {
  private static final long[] NUMBERS = {
    Long.MIN_VALUE,
    -1,
    0,
    1,
    2,
    7,
    8,
    10,
    16,
    28,
    29,
    32,
    33,
    34,
    49,
    1000,
    1 << 20,
    Integer.MAX_VALUE,
    1L << 32,
    1L << 62,
    Long.MAX_VALUE
  };

  /** A stream of zeros that states another length than it has, if any. */
  private static byte[] bomb(int length, String stated) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(stated.getBytes(US_ASCII));
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes)) {
      zlib.write(new byte[length]);
    }
    return bytes.toByteArray();
  }

  private static Extent zlib(byte[] stored, long length, long e2eBlock) {
    return Mappings.extent(
        length, stored.length, e2eBlock, ConditioningStep.of("zlib_compress", stored.length));
  }

  @Test
  void aBombThatStatesItsLengthIsRefusedBeforeItIsInflated() throws Exception {
    byte[] stored = bomb(64 << 20, "000067108864:");

    assertThatThrownBy(() -> Mappings.read(zlib(stored, 20, 20), stored, KeyRing.NONE))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("67108864");
  }

  @Test
  void aBombThatStatesAnotherLengthIsRefused() throws Exception {
    byte[] stored = bomb(64 << 20, "000000000020:");

    assertThatThrownBy(() -> Mappings.read(zlib(stored, 20, 20), stored, KeyRing.NONE))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("20 bytes it states");
  }

  @Test
  void aBombBelowOtherFunctionsKeepsToTheMemoryAllowed() throws Exception {
    byte[] stored = bomb(64 << 20, "000067108864:");
    Extent extent =
        Mappings.extent(
            20,
            stored.length,
            1L << 60,
            ConditioningStep.of("checksum", 49),
            ConditioningStep.of("zlib_compress", stored.length));

    assertThatThrownBy(() -> Mappings.read(extent, stored, KeyRing.NONE))
        .isInstanceOf(LorsException.class)
        .hasMessageContaining("67108864");
  }

  @Test
  void aPartOfAnEnormousStreamNeedsTheMemoryOfThePartAlone() throws Exception {
    int length = 64 << 20;
    byte[] stored = bomb(length, "000067108864:");
    Extent extent = zlib(stored, length, length);

    assertThat(Mappings.read(extent, stored, length - 10, length, KeyRing.NONE))
        .isEqualTo(new byte[10]);
  }

  @Test
  void aFrameMayClaimABlockOfAnySizeButGetsNoMemoryForIt() {
    ConditioningStep step =
        ConditioningStep.of("zstd", Conditioning.MAX_BLOCK)
            .with("length", TypedValue.of((long) Conditioning.MAX_BLOCK))
            .with("sizes", TypedValue.of(Metadata.EMPTY.with("0", "20")));
    Extent extent = Mappings.extent(Conditioning.MAX_BLOCK, 20, Conditioning.MAX_BLOCK, step);

    assertThatThrownBy(() -> Mappings.read(extent, new byte[20], 0, 1, KeyRing.NONE))
        .isInstanceOf(LorsException.class)
        .hasMessageContaining("more than the memory allowed");
  }

  @SeededTest(cases = 1500)
  void anyNumbersInADocumentAreReadOrRefused(SeededRandom random) {
    List<ConditioningStep> steps = new ArrayList<>();
    for (Function function :
        random.shuffled(List.of(Function.values())).subList(0, random.between(1, 3))) {
      steps.add(step(function, random));
    }
    long length = Math.max(1, random.pick(1L, 20L, 5000L, 1L << 40, Long.MAX_VALUE));
    Extent extent =
        Extent.builder(0, length)
            .allocOffset(random.chance(0.7) ? 0 : number(random))
            .allocLength(number(random))
            .conditioned(number(random), new FunctionChain(steps))
            .capabilities("ibp://h:6714/1#k/1/READ", null, null)
            .build();
    if (!extent.isWellFormed()) {
      return;
    }
    byte[] stored = random.bytes(random.between(1, 2000));
    long from = random.chance(0.5) ? 0 : random.between(0L, length - 1);
    long to = Math.min(length, from + random.between(1, 5000));
    try {
      byte[] read = Mappings.read(extent, stored, from, to, KeyRing.NONE);
      assertThat((long) read.length).isEqualTo(to - from);
    } catch (LorsException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static long number(SeededRandom random) {
    return random.chance(0.5)
        ? NUMBERS[random.between(0, NUMBERS.length - 1)]
        : random.between(0L, 3000L);
  }

  private static ConditioningStep step(Function function, SeededRandom random) {
    ConditioningStep step =
        ConditioningStep.of(
            function.documentName(),
            number(random),
            random.pick("W^ilxlk", "", "0".repeat(32), "f".repeat(64), "\u00fc"));
    if (function == Function.AES_GCM) {
      step = step.with("id", TypedValue.of(random.pick("", "0".repeat(32), "x".repeat(32))));
    }
    if (function == Function.ZSTD) {
      String[] sizes = new String[random.between(0, 5)];
      Arrays.setAll(sizes, i -> String.valueOf(number(random)));
      step =
          step.with("length", TypedValue.of(number(random)))
              .with(
                  "sizes",
                  TypedValue.of(
                      Metadata.EMPTY
                          .with(random.pick("0", "1", "x"), String.join(" ", sizes))
                          .with("3", "12 x")
                          .without(random.pick("3", "9"))));
    }
    return step;
  }
}
