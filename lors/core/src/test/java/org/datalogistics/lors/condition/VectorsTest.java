package org.datalogistics.lors.condition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.junit.jupiter.api.Test;

/** The bytes that the C tools store (exNode spec 10). */
class VectorsTest {
  private static final byte[] PLAIN = "Hello, LoRS exNode!\n".getBytes(US_ASCII);
  private static final String AES_KEY = "81409c407440394053407f402240c640";
  private static final String AES_VECTOR = "08ab79d56e71abfa827bf2e611150e91";
  private static final String TEXT_KEY = "W^ilxlk";
  private static final String CHECKSUM =
      "9c963cec663c90de9b1d305c85adf632:Hello, LoRS exNo"
          + "b9cf5f370f08528e89494877980c5250:de!\n";

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static void reads(byte[] stored, long e2eBlock, ConditioningStep... steps)
      throws Exception {
    Extent whole = Mappings.extent(PLAIN.length, stored.length, e2eBlock, steps);
    assertThat(Mappings.read(whole, stored, KeyRing.NONE)).isEqualTo(PLAIN);
    for (int from = 0; from < PLAIN.length; from++) {
      for (int to = from + 1; to <= PLAIN.length; to++) {
        assertThat(Mappings.read(whole, stored, from, to, KeyRing.NONE))
            .isEqualTo(Arrays.copyOfRange(PLAIN, from, to));
      }
    }
    int cut = 5;
    Extent trimmed =
        whole.toBuilder()
            .range(new org.datalogistics.exnode.ByteRange(100, PLAIN.length - cut - 1))
            .allocOffset(cut)
            .build();
    assertThat(Mappings.read(trimmed, stored, KeyRing.NONE))
        .isEqualTo(Arrays.copyOfRange(PLAIN, cut, PLAIN.length - 1));
  }

  private static byte[] written(byte[] plain, long block, BlockFunction... functions) {
    byte[] bytes = plain;
    long input = block;
    for (BlockFunction function : functions) {
      BlockStage stage = BlockStage.after(input, function);
      byte[] out = new byte[(int) stage.storedLength(bytes.length)];
      assertThat(stage.encode(bytes, bytes.length, out)).isEqualTo(out.length);
      bytes = out;
      input = stage.outputBlock();
    }
    return bytes;
  }

  /** Gives these bytes, again and again. */
  private static RandomGenerator always(String digits) {
    byte[] bytes = hex(digits);
    return new RandomGenerator() {
      private int at;

      @Override
      public void nextBytes(byte[] into) {
        for (int i = 0; i < into.length; i++) {
          into[i] = bytes[at++ % bytes.length];
        }
      }

      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("bytes only");
      }
    };
  }

  @Test
  void checksum() throws Exception {
    byte[] stored = CHECKSUM.getBytes(US_ASCII);

    assertThat(written(PLAIN, 16, new ChecksumFunction())).isEqualTo(stored);
    reads(stored, 16, ConditioningStep.of("checksum", 49));
  }

  @Test
  void des() throws Exception {
    byte[] stored = hex("303a103c227c1a820cac8e8f0592083a9d5d343a0d987f1dd2a1edd7");

    assertThat(written(PLAIN, 16, new DesFunction("5fM|~XI"))).isEqualTo(stored);
    reads(stored, 16, ConditioningStep.of("des_encrypt", 18, "5fM|~XI"));
  }

  @Test
  void desKeys() {
    assertThat(DesKey.of("5fM|~XI").getEncoded()).isEqualTo(hex("d9943864c167ba4f"));
    assertThat(DesKey.of(TEXT_KEY).getEncoded()).isEqualTo(hex("799ed662a2511cc8"));
  }

  @Test
  void xor() throws Exception {
    byte[] stored = hex("2365076c042c4b4c045238200e78256f0f654a0a");

    assertThat(written(PLAIN, 16, new XorFunction(TEXT_KEY))).isEqualTo(stored);
    reads(stored, 16, ConditioningStep.of("xor_encrypt", 16, TEXT_KEY));
  }

  @Test
  void checksumThenDes() throws Exception {
    byte[] stored =
        hex(
            "373aa7cc2d71e68e622cfa8284f6c7f0d5d010bcf218dd889702621b27cf0fbc648b3e2d2f9b40760c8556ff"
                + "b5a8da8ade461a82a1b8e757a6aa333ab3390d9f0b2bbf0aa87e0f69675725e050bd40e74a6aaa1b"
                + "46f0cfc95650540044b9d291bef43275");

    byte[] written = written(PLAIN, 16, new ChecksumFunction(), new DesFunction(TEXT_KEY));
    // One of the padding bytes of the first block is 0x03 in the vector, which no reader looks at.
    System.arraycopy(stored, 50, written, 50, 8);
    assertThat(written).isEqualTo(stored);
    reads(
        stored,
        16,
        ConditioningStep.of("checksum", 49),
        ConditioningStep.of("des_encrypt", 58, TEXT_KEY));
  }

  @Test
  void zlib() throws Exception {
    byte[] stream = hex("789cf348cdc9c9d751f0c90f0a5648adf0cb4f4955e4020045a9064f");
    byte[] stored = new byte[13 + stream.length];
    System.arraycopy("000000000020:".getBytes(US_ASCII), 0, stored, 0, 13);
    System.arraycopy(stream, 0, stored, 13, stream.length);

    byte[] out = new byte[(int) ZlibStream.bound(PLAIN.length)];
    int length = ZlibStream.encode(PLAIN, PLAIN.length, out);
    assertThat(Arrays.copyOf(out, length)).isEqualTo(stored);
    reads(stored, 20, ConditioningStep.of("zlib_compress", 41));
  }

  @Test
  void aes() throws Exception {
    byte[] stored =
        hex(
            AES_VECTOR
                + "b4d60f6574fd91503771d1772a293b3308ab79d511d04833059496add685455eb2649428");

    assertThat(written(PLAIN, 16, new AesFunction(AES_KEY, always(AES_VECTOR)))).isEqualTo(stored);
    reads(stored, 16, ConditioningStep.of("aes_encrypt", 32, AES_KEY));
  }

  @Test
  void checksumThenAes() throws Exception {
    byte[] stored =
        hex(
            AES_VECTOR
                + "ccef6bf68bee699fc48efcef3de01ae6ab6cd01f5f1e18e8c8180ce1bd53ffe8"
                + "363a481f2784e403a89fc1b41db3c8678908e62ef630318a71a91efaee26c400"
                + "8908e62ef630318a71a91efaee26c40008cf5751e4d8665c9b8438056aa20af9"
                + "cff2a88f6ec0");
    RandomGenerator vectors = always(AES_VECTOR + "8908e62ef630318a71a91efaee26c400");

    assertThat(written(PLAIN, 16, new ChecksumFunction(), new AesFunction(AES_KEY, vectors)))
        .isEqualTo(stored);
    reads(
        stored,
        16,
        ConditioningStep.of("checksum", 49),
        ConditioningStep.of("aes_encrypt", 80, AES_KEY));
  }

  @Test
  void checksumThenZlibThenDes() throws Exception {
    byte[] stored =
        hex(
            "343ac8312d84414978b5fe1d5a7757917a5833562d23d729d7d030954947c25add90574299242587974069e5"
                + "a36557a901552b9c713d2d9975dae7e2607534c145a1b4cd7cbc4aca4cb2f3d85480c86c95cac978"
                + "5a2de8eb345f0c7636e0d242c4c49ea7b3e368fd96b7");

    reads(
        stored,
        20,
        ConditioningStep.of("checksum", 49),
        ConditioningStep.of("zlib_compress", 100),
        ConditioningStep.of("des_encrypt", 106, TEXT_KEY));
  }

  @Test
  void aesOfDataShorterThanItsUnit() throws Exception {
    byte[] tiny = "tiny".getBytes(US_ASCII);
    byte[] stored = hex("08ab79d503a8567cbec164627d5dd37cd13516ac");
    Extent extent =
        Mappings.extent(4, stored.length, 16, ConditioningStep.of("aes_encrypt", 32, AES_KEY));

    assertThat(written(tiny, 16, new AesFunction(AES_KEY, always(AES_VECTOR)))).isEqualTo(stored);
    assertThat(Mappings.read(extent, stored, KeyRing.NONE)).isEqualTo(tiny);
    assertThat(Mappings.read(extent, stored, 1, 3, KeyRing.NONE))
        .isEqualTo("in".getBytes(US_ASCII));
  }

  @Test
  void wideMd5() {
    byte[] letters = "x".repeat(200).getBytes(US_ASCII);

    assertThat(WideMd5.digest(PLAIN, 0, PLAIN.length))
        .isEqualTo(hex("1b65de1767d3ff4e949d2838c67eaab8"));
    assertThat(WideMd5.digest(letters, 0, letters.length))
        .isEqualTo(hex("6058029cae19e909f2625e33e8fac50c"));
  }
}
