package org.datalogistics.lors.condition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.zip.GZIPOutputStream;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.junit.jupiter.api.Test;

class ConditioningChainTest {
  private static final byte[] PLAIN = "Hello, LoRS exNode!\n".getBytes(US_ASCII);
  private static final String STORED =
      "9c963cec663c90de9b1d305c85adf632:Hello, LoRS exNo"
          + "b9cf5f370f08528e89494877980c5250:de!\n";

  private final Extent checksummed =
      Mappings.extent(20, STORED.length(), 16, ConditioningStep.of("checksum", 49));

  @Test
  void loadsOnlyTheBlocksThatARangeNeeds() throws Exception {
    ConditioningChain chain = ConditioningChain.of(checksummed, KeyRing.NONE);
    ReadPlan plan = chain.plan(STORED.length(), 20, 17, 19);

    assertThat(plan.offset()).isEqualTo(49);
    assertThat(plan.length()).isEqualTo(37);
    assertThat(Mappings.bytes(plan.decode(STORED.substring(49).getBytes(US_ASCII), 1000)))
        .isEqualTo("e!".getBytes(US_ASCII));
  }

  @Test
  void aChangedByteIsFound() {
    byte[] stored = STORED.getBytes(US_ASCII);
    stored[40] ^= 1;

    assertThatThrownBy(() -> Mappings.read(checksummed, stored, KeyRing.NONE))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void wideMd5IsAcceptedWithANote() throws Exception {
    byte[] stored = "1b65de1767d3ff4e949d2838c67eaab8:Hello, LoRS exNode!\n".getBytes(US_ASCII);
    Extent oneBlock = Mappings.extent(20, 53, 20, ConditioningStep.of("checksum", 53));

    ReadPlan.Decoded decoded = Mappings.decode(oneBlock, stored, 0, 20, KeyRing.NONE);

    assertThat(Mappings.bytes(decoded)).isEqualTo(PLAIN);
    assertThat(decoded.legacy()).isTrue();
    assertThat(
            Mappings.decode(checksummed, STORED.getBytes(US_ASCII), 0, 20, KeyRing.NONE).legacy())
        .isFalse();
  }

  @Test
  void rawBytesPassUnchanged() throws Exception {
    ReadPlan plan = ConditioningChain.NONE.plan(100, 100, 20, 30);

    assertThat(plan.offset()).isEqualTo(20);
    assertThat(plan.length()).isEqualTo(10);
    assertThat(Mappings.bytes(plan.decode(new byte[10], 1000))).hasSize(10);
  }

  @Test
  void anAllocationThatCannotHoldSuchBlocksIsRefused() throws Exception {
    ConditioningChain chain = ConditioningChain.of(checksummed, KeyRing.NONE);

    assertThatThrownBy(() -> chain.plan(49 + 20, 20, 0, 1))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("69 bytes");
    assertThatThrownBy(() -> chain.plan(49, 20, 10, 20))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("the 16 of the allocation");
  }

  @Test
  void anUnknownFunctionIsNamed() {
    Extent extent = Mappings.extent(20, 28, 16, ConditioningStep.of("rot_13", 18, "5fM|~XI"));

    assertThatThrownBy(() -> ConditioningChain.of(extent, KeyRing.NONE))
        .isInstanceOf(UnsupportedFunctionException.class)
        .hasMessageContaining("unsupported function rot_13")
        .hasMessageNotContaining("5fM");
  }

  @Test
  void theBlockSizeOfOldJavaWritersIsDerived() throws Exception {
    Extent one = Mappings.extent(20, 53, 0, ConditioningStep.of("checksum", 53, "whatever"));

    assertThat(ConditioningChain.of(one, KeyRing.NONE).blockSize()).isEqualTo(20);
    assertThat(
            Mappings.read(
                one,
                "3f9ce882846a83c1c3447c847683aff8:Hello, LoRS exNode!\n".getBytes(US_ASCII),
                KeyRing.NONE))
        .isEqualTo(PLAIN);
  }

  @Test
  void theXorOfOldJavaWritersIsRead() throws Exception {
    byte[] stored = PLAIN.clone();
    for (int i = 0; i < stored.length; i += 2) {
      stored[i] ^= (byte) 'k';
    }
    Extent extent = Mappings.extent(20, 20, 0, ConditioningStep.of("xor_encrypt", 20, "W^ilxlk"));

    assertThat(Mappings.read(extent, stored, KeyRing.NONE)).isEqualTo(PLAIN);
  }

  @Test
  void theGzipOfOldJavaWritersIsRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(PLAIN);
    }
    byte[] stored = bytes.toByteArray();
    Extent extent = Mappings.extent(20, stored.length, 0, ConditioningStep.of("zlib_compress", 20));

    assertThat(Mappings.read(extent, stored, KeyRing.NONE)).isEqualTo(PLAIN);
    assertThat(Mappings.read(extent, stored, 3, 7, KeyRing.NONE))
        .isEqualTo("lo, ".getBytes(US_ASCII));
    stored[stored.length - 6] ^= 1;
    assertThatThrownBy(() -> Mappings.read(extent, stored, KeyRing.NONE))
        .isInstanceOf(CorruptDataException.class);
  }

  @Test
  void theCiphersOfOldJavaWritersAreNamedAsVariants() {
    Extent aes =
        Mappings.extent(
            20, 32, 0, ConditioningStep.of("aes_encrypt", 32, "3q2+7wAAAAAAAAAAAAAAAA=="));
    Extent des = Mappings.extent(20, 24, 0, ConditioningStep.of("des_encrypt", 26, "secret"));

    assertThatThrownBy(() -> ConditioningChain.of(aes, KeyRing.NONE))
        .isInstanceOf(UnsupportedFunctionException.class)
        .hasMessageContaining("unsupported function variant")
        .hasMessageNotContaining("3q2");
    assertThatThrownBy(
            () ->
                Mappings.read(des.toBuilder().allocLength(26).build(), new byte[26], KeyRing.NONE))
        .isInstanceOf(UnsupportedFunctionException.class)
        .hasMessageContaining("unsupported function variant");
  }

  @Test
  void theStatedOutputBlockCountsWhereSizesContradictEachOther() throws Exception {
    Extent extent = Mappings.extent(20, STORED.length(), 99, ConditioningStep.of("checksum", 49));

    assertThat(Mappings.read(extent, STORED.getBytes(US_ASCII), KeyRing.NONE)).isEqualTo(PLAIN);
  }

  @Test
  void sizesThatNoBlocksHaveAreRefused() {
    for (ConditioningStep step :
        new ConditioningStep[] {
          ConditioningStep.of("checksum", 33),
          ConditioningStep.of("checksum", Long.MAX_VALUE),
          ConditioningStep.of("des_encrypt", 17, "x"),
          ConditioningStep.of("aes_encrypt", 33, "0".repeat(32)),
          ConditioningStep.of("sha256", 0),
          ConditioningStep.of("zstd", 10),
        }) {
      Extent extent = Mappings.extent(20, 100, 7, step);
      assertThatThrownBy(() -> ConditioningChain.of(extent, KeyRing.NONE))
          .isInstanceOf(UnsupportedFunctionException.class);
    }
  }

  @Test
  void aFunctionGivenTwiceIsRefused() {
    Extent extent =
        Mappings.extent(
            20, 100, 16, ConditioningStep.of("checksum", 49), ConditioningStep.of("checksum", 82));

    assertThatThrownBy(() -> ConditioningChain.of(extent, KeyRing.NONE))
        .isInstanceOf(UnsupportedFunctionException.class)
        .hasMessageContaining("twice checksum");
  }
}
