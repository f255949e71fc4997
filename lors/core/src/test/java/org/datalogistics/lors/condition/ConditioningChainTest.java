package org.datalogistics.lors.condition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class ConditioningChainTest {
  private static final byte[] PLAIN = "Hello, LoRS exNode!\n".getBytes(US_ASCII);
  private static final String STORED =
      "9c963cec663c90de9b1d305c85adf632:Hello, LoRS exNo"
          + "b9cf5f370f08528e89494877980c5250:de!\n";

  private final ConditioningChain chain = ConditioningChain.of(Conditioning.checksum(16));

  @Test
  void writesTheChecksumVectorOfTheSpecification() {
    assertThat(chain.encode(PLAIN, PLAIN.length)).isEqualTo(STORED.getBytes(US_ASCII));
    assertThat(chain.storedLength(PLAIN.length)).isEqualTo(STORED.length());
    assertThat(chain.toFunctions().steps()).containsExactly(ConditioningStep.of("checksum", 49));
  }

  @Test
  void readsTheChecksumVectorOfTheSpecification() throws Exception {
    ReadPlan plan = chain.plan(STORED.length(), 0, 0, PLAIN.length);

    ReadPlan.Decoded decoded = plan.decode(STORED.getBytes(US_ASCII));

    assertThat(bytes(decoded)).isEqualTo(PLAIN);
    assertThat(decoded.legacy()).isFalse();
  }

  @Test
  void loadsOnlyTheBlocksThatARangeNeeds() throws Exception {
    ReadPlan plan = chain.plan(STORED.length(), 0, 17, 19);

    assertThat(plan.offset()).isEqualTo(49);
    assertThat(plan.length()).isEqualTo(37);
    assertThat(bytes(plan.decode(STORED.substring(49).getBytes(US_ASCII))))
        .isEqualTo("e!".getBytes(US_ASCII));
  }

  @Test
  void aChangedByteIsFound() throws Exception {
    byte[] stored = STORED.getBytes(US_ASCII);
    stored[40] ^= 1;
    ReadPlan plan = chain.plan(stored.length, 0, 0, PLAIN.length);

    assertThatThrownBy(() -> plan.decode(stored))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void computesTheWideMd5VectorsOfTheSpecification() {
    byte[] letters = "x".repeat(200).getBytes(US_ASCII);

    assertThat(HexFormat.of().formatHex(WideMd5.digest(PLAIN, 0, PLAIN.length)))
        .isEqualTo("1b65de1767d3ff4e949d2838c67eaab8");
    assertThat(HexFormat.of().formatHex(WideMd5.digest(letters, 0, letters.length)))
        .isEqualTo("6058029cae19e909f2625e33e8fac50c");
  }

  @Test
  void wideMd5IsAcceptedWithANote() throws Exception {
    byte[] stored = "1b65de1767d3ff4e949d2838c67eaab8:Hello, LoRS exNode!\n".getBytes(US_ASCII);
    ConditioningChain oneBlock = ConditioningChain.of(Conditioning.checksum(20));

    ReadPlan.Decoded decoded = oneBlock.plan(53, 0, 0, 20).decode(stored);

    assertThat(bytes(decoded)).isEqualTo(PLAIN);
    assertThat(decoded.legacy()).isTrue();
  }

  @SeededTest(cases = 300)
  void anyRangeOfAnyDataComesBack(SeededRandom random) throws Exception {
    byte[] plain = random.bytes((int) random.size(5000) + 1);
    ConditioningChain any = ConditioningChain.of(Conditioning.checksum(random.between(1, 700)));
    byte[] stored = any.encode(plain, plain.length);
    int from = random.between(0, plain.length - 1);
    int to = random.between(from + 1, plain.length);

    ReadPlan plan = any.plan(random.chance(0.5) ? stored.length : 0, plain.length, from, to);
    byte[] loaded =
        Arrays.copyOfRange(
            stored, (int) plan.offset(), Math.toIntExact(plan.offset() + plan.length()));

    assertThat(stored).hasSize((int) any.storedLength(plain.length));
    assertThat(bytes(plan.decode(loaded))).isEqualTo(Arrays.copyOfRange(plain, from, to));
  }

  @Test
  void rawBytesPassUnchanged() throws Exception {
    ReadPlan plan = ConditioningChain.NONE.plan(100, 100, 20, 30);

    assertThat(plan.offset()).isEqualTo(20);
    assertThat(plan.length()).isEqualTo(10);
    assertThat(bytes(plan.decode(new byte[10]))).hasSize(10);
  }

  @Test
  void anAllocationThatCannotHoldSuchBlocksIsRefused() {
    assertThatThrownBy(() -> chain.plan(49 + 20, 0, 0, 1))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("69 bytes");
    assertThatThrownBy(() -> chain.plan(49, 0, 10, 20))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("the 16 of the allocation");
  }

  @Test
  void anUnknownFunctionIsNamed() {
    Extent extent = extent(16, ConditioningStep.of("des_encrypt", 18, "5fM|~XI"));

    assertThatThrownBy(() -> ConditioningChain.of(extent, KeyRing.NONE))
        .isInstanceOf(UnsupportedFunctionException.class)
        .hasMessageContaining("unsupported function des_encrypt")
        .hasMessageNotContaining("5fM");
  }

  @Test
  void theBlockSizeOfOldJavaWritersIsDerived() throws Exception {
    Extent extent = extent(0, ConditioningStep.of("checksum", 49, "whatever"));

    assertThat(ConditioningChain.of(extent, KeyRing.NONE).blockSize()).isEqualTo(16);
  }

  @Test
  void contradictingBlockSizesAreRefused() {
    Extent extent = extent(16, ConditioningStep.of("checksum", 50));

    assertThatThrownBy(() -> ConditioningChain.of(extent, KeyRing.NONE))
        .isInstanceOf(UnsupportedFunctionException.class)
        .hasMessageContaining("50");
  }

  private static Extent extent(long e2eBlock, ConditioningStep step) {
    return Extent.builder(0, 20)
        .conditioned(e2eBlock, FunctionChain.of(step))
        .capabilities("ibp://h:6714/1#k/1/READ", null, null)
        .build();
  }

  private static byte[] bytes(ReadPlan.Decoded decoded) {
    byte[] bytes = new byte[decoded.data().remaining()];
    decoded.data().duplicate().get(bytes);
    return bytes;
  }
}
