package org.datalogistics.lors.condition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.lors.LorsException;
import org.junit.jupiter.api.Test;

/** The vectors of docs/exnode-functions.md, which other programs computed. */
class NewFunctionsTest {
  private static final byte[] PLAIN = "Hello, LoRS exNode!\n".getBytes(US_ASCII);
  private static final byte[] KEY = counting(0, 32);
  private static final byte[] ID = counting(0x40, 16);
  private static final byte[] NONCES = counting(0xa0, 24);
  private static final byte[] KEY_IN_EXNODE =
      hex(
          "a0a1a2a3a4a5a6a7a8a9aaabae7d10412ae722f30d37d4f362028eb1afc303ace086efac2342c378ec3698a0"
              + "acadaeafb0b1b2b3b4b5b6b7d331f5e54ad75e06ae41b18f6a4b39055715c1e5");
  private static final byte[] KEY_SHARED =
      hex(
          "a0a1a2a3a4a5a6a7a8a9aaabc50740b6a438be72404da594a55a1cc8deca4b503147df6ee9a5c2c47aaf2bba"
              + "acadaeafb0b1b2b3b4b5b6b7b6c04e75106d878bedde2b1dafd12dacedfc0765");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] counting(int first, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  /** Gives the bytes of these arrays, one array after the other. */
  private static RandomGenerator giving(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return new RandomGenerator() {
      private int next;

      @Override
      public void nextBytes(byte[] into) {
        System.arraycopy(all, next, into, 0, into.length);
        next += into.length;
      }

      @Override
      public long nextLong() {
        throw new UnsupportedOperationException("bytes only");
      }
    };
  }

  private static ConditioningStep gcm(String argument, String value) {
    return ConditioningStep.of("aes256gcm", 44)
        .with("id", TypedValue.of(Hex.print(ID)))
        .with(argument, TypedValue.of(value));
  }

  @Test
  void sha256() throws Exception {
    byte[] stored =
        hex(
            "abdb7c2c86e90c2918f10a1325a33bfc60d31e8173b6644902b62100ae7966ef48656c6c6f2c204c6f525320"
                + "65784e6fc0a9a7f7245aada966f96409b8eb07827b95bad9d7aa325f173d2334a0ac722364652"
                + "10a");
    Conditioned conditioned =
        new Conditioner(Conditioning.of(List.of(Function.SHA256), 16), giving())
            .encode(PLAIN, PLAIN.length);

    assertThat(Mappings.stored(conditioned)).isEqualTo(stored);
    assertThat(conditioned.functions().steps()).containsExactly(ConditioningStep.of("sha256", 48));
    Extent extent = Mappings.extent(20, 84, 16, ConditioningStep.of("sha256", 48));
    assertThat(Mappings.read(extent, stored, 17, 19, KeyRing.NONE))
        .isEqualTo("e!".getBytes(US_ASCII));
    stored[83] ^= 1;
    assertThatThrownBy(() -> Mappings.read(extent, stored, KeyRing.NONE))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void aes256gcmWithItsKeyInTheExNode() throws Exception {
    Conditioned conditioned =
        new Conditioner(Conditioning.of(List.of(Function.AES_GCM), 16), giving(ID, KEY, NONCES))
            .encode(PLAIN, PLAIN.length);

    assertThat(Mappings.stored(conditioned)).isEqualTo(KEY_IN_EXNODE);
    assertThat(conditioned.functions().steps()).containsExactly(gcm("KEY", Hex.print(KEY)));
    Extent extent = Mappings.extent(20, 76, 16, gcm("KEY", Hex.print(KEY)));
    assertThat(Mappings.read(extent, KEY_IN_EXNODE, KeyRing.NONE)).isEqualTo(PLAIN);
  }

  @Test
  void aes256gcmWithAKeyThatIsKeptApart() throws Exception {
    SharedKey shared = new SharedKey(KEY);
    Conditioning how = Conditioning.of(List.of(Function.AES_GCM), 16).with(shared);
    Conditioned conditioned = new Conditioner(how, giving(ID, NONCES)).encode(PLAIN, PLAIN.length);

    assertThat(shared.id()).isEqualTo("2450b2c95fd1d2dc");
    assertThat(Mappings.stored(conditioned)).isEqualTo(KEY_SHARED);
    assertThat(conditioned.functions().steps()).containsExactly(gcm("keyid", shared.id()));
    Extent extent = Mappings.extent(20, 76, 16, gcm("keyid", shared.id()));
    assertThat(Mappings.read(extent, KEY_SHARED, KeyRing.of(List.of(shared)))).isEqualTo(PLAIN);
    KeyRing wrong = KeyRing.of(List.of(new SharedKey(new byte[32])));
    assertThatThrownBy(() -> Mappings.read(extent, KEY_SHARED, wrong))
        .isInstanceOf(MissingKeyException.class)
        .hasMessageContaining("2450b2c95fd1d2dc")
        .hasMessageContaining("--key-file");
  }

  @Test
  void blocksThatWereExchangedAreFound() {
    byte[] two = Arrays.copyOf(PLAIN, 32);
    Conditioned conditioned =
        new Conditioner(Conditioning.of(List.of(Function.AES_GCM), 16)).encode(two, 32);
    byte[] stored = Mappings.stored(conditioned);
    byte[] exchanged = new byte[88];
    System.arraycopy(stored, 44, exchanged, 0, 44);
    System.arraycopy(stored, 0, exchanged, 44, 44);

    assertThatThrownBy(
            () -> Mappings.read(Mappings.extent(conditioned, 32), exchanged, KeyRing.NONE))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("authentication");
  }

  @Test
  void zstd() throws Exception {
    byte[] stored =
        hex(
            "28b52ffd241081000048656c6c6f2c204c6f52532065784e6febb84cd5"
                + "28b52ffd24042100006465210a6a82dcf3");
    Extent extent =
        Mappings.extent(
            20,
            stored.length,
            16,
            ConditioningStep.of("zstd", 16)
                .with("length", TypedValue.of(20L))
                .with("sizes", TypedValue.of(Metadata.EMPTY.with("0", "29 17"))));

    assertThat(Mappings.read(extent, stored, KeyRing.NONE)).isEqualTo(PLAIN);
    ReadPlan part = ConditioningChain.of(extent, KeyRing.NONE).plan(46, 20, 17, 19);
    assertThat(part.offset()).isEqualTo(29);
    assertThat(part.length()).isEqualTo(17);
    assertThat(Mappings.read(extent, stored, 17, 19, KeyRing.NONE))
        .isEqualTo("e!".getBytes(US_ASCII));
  }

  @Test
  void aLongTableOfFramesStaysInShortTexts() throws LorsException {
    byte[] plain = new byte[300_000];
    Conditioned conditioned =
        new Conditioner(Conditioning.of(List.of(Function.ZSTD), 1000)).encode(plain, plain.length);
    TypedValue table = conditioned.functions().steps().get(0).arguments().entries().get("sizes");

    assertThat(table).isInstanceOf(TypedValue.MetaValue.class);
    assertThat(((TypedValue.MetaValue) table).entries().entries().values())
        .hasSize(4)
        .allSatisfy(
            part -> assertThat(((TypedValue.StringValue) part).value()).hasSizeLessThan(1000));
    assertThat(
            Mappings.read(
                Mappings.extent(conditioned, plain.length),
                Mappings.stored(conditioned),
                299_000,
                300_000,
                KeyRing.NONE))
        .isEqualTo(new byte[1000]);
  }

  @Test
  void keysHaveThreeForms() {
    String digits = Hex.print(KEY);
    String base64 = Base64.getEncoder().encodeToString(KEY);
    String id = new SharedKey(KEY).id();

    for (byte[] form :
        new byte[][] {
          KEY,
          digits.getBytes(US_ASCII),
          ("  " + digits.toUpperCase(Locale.ROOT) + "\r\n").getBytes(US_ASCII),
          (base64 + "\n").getBytes(US_ASCII),
          Base64.getUrlEncoder().withoutPadding().encode(KEY),
        }) {
      assertThat(SharedKey.parse(form).id()).isEqualTo(id);
    }
    for (String bad :
        List.of("", "secret", digits + "0", digits.replace('0', 'g'), base64 + base64)) {
      assertThatThrownBy(() -> SharedKey.parse(bad.getBytes(US_ASCII)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a key is 32 bytes");
    }
    assertThat(new SharedKey(KEY)).hasToString("key " + id);
  }
}
