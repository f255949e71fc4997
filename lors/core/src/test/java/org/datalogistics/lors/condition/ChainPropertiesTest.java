package org.datalogistics.lors.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.lors.LorsException;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;

/** Whatever functions, sizes and ranges: what was stored comes back, or a refusal does. */
class ChainPropertiesTest {
  private static final SharedKey SHARED = new SharedKey(new byte[SharedKey.LENGTH]);
  private static final KeyRing KEYS = KeyRing.of(List.of(SHARED));

  private static final class Stored {
    private final byte[] plain;
    private final Conditioning how;
    private final Extent extent;
    private final byte[] bytes;

    private Stored(byte[] plain, Conditioning how, Extent extent, byte[] bytes) {
      this.plain = plain;
      this.how = how;
      this.extent = extent;
      this.bytes = bytes;
    }
  }

  private static Stored stored(SeededRandom random) {
    List<Function> functions =
        random.shuffled(List.of(Function.values())).subList(0, random.between(1, 5));
    byte[] plain = random.bytes((int) random.size(5000) + 1);
    if (random.chance(0.5)) {
      Arrays.fill(plain, plain.length / 4, plain.length, (byte) 'x');
    }
    Conditioning how = Conditioning.of(functions, random.between(1, 700));
    if (functions.contains(Function.AES_GCM) && random.chance(0.5)) {
      how = how.with(SHARED);
    }
    Conditioner conditioner = new Conditioner(how, random);
    byte[] before = plain.clone();
    Conditioned conditioned = conditioner.encode(plain, plain.length);
    assertThat(plain).isEqualTo(before);
    byte[] bytes = Mappings.stored(conditioned);
    assertThat((long) bytes.length).isLessThanOrEqualTo(conditioner.storedAtMost(plain.length));
    return new Stored(plain, how, Mappings.extent(conditioned, plain.length), bytes);
  }

  @SeededTest(cases = 2000)
  void anyRangeOfAnyDataComesBack(SeededRandom random) throws Exception {
    Stored stored = stored(random);
    int length = stored.plain.length;
    int from = random.between(0, length - 1);
    int to = random.between(from + 1, length);

    assertThat(Mappings.read(stored.extent, stored.bytes, from, to, KEYS))
        .isEqualTo(Arrays.copyOfRange(stored.plain, from, to));
    assertThat(Mappings.read(stored.extent, stored.bytes, KEYS)).isEqualTo(stored.plain);
  }

  @SeededTest(cases = 1000)
  void anyPartOfATrimmedMappingComesBack(SeededRandom random) throws Exception {
    Stored stored = stored(random);
    int length = stored.plain.length;
    int head = random.between(0, length - 1);
    int end = random.between(head + 1, length);
    Extent trimmed =
        stored.extent.toBuilder()
            .range(new ByteRange(1000 + head, end - head))
            .allocOffset(head)
            .build();
    int from = random.between(head, end - 1);
    int to = random.between(from + 1, end);

    assertThat(Mappings.read(trimmed, stored.bytes, 1000 + from, 1000 + to, KEYS))
        .isEqualTo(Arrays.copyOfRange(stored.plain, from, to));
  }

  @SeededTest(cases = 1000)
  void damageIsNoticedOrHarmless(SeededRandom random) throws Exception {
    Stored stored = stored(random);
    byte[] bytes = stored.bytes;
    for (int i = random.between(1, 3); i > 0; i--) {
      if (random.chance(0.2) && bytes.length > 1) {
        bytes = Arrays.copyOf(bytes, random.between(1, bytes.length));
      } else {
        bytes[random.between(0, bytes.length - 1)] ^= (byte) random.between(1, 255);
      }
    }
    Extent extent = stored.extent;
    if (random.chance(0.3)) {
      extent = extent.toBuilder().allocLength(bytes.length).build();
    }
    boolean verified = stored.how.functions().stream().anyMatch(Function::verifies);
    try {
      byte[] read = Mappings.read(extent, bytes, KEYS);
      if (verified) {
        assertThat(read).isEqualTo(stored.plain);
      }
    } catch (LorsException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @SeededTest(cases = 300)
  void documentsCarryEverything(SeededRandom random) throws Exception {
    Stored stored = stored(random);
    XmlExNodeCodec codec = new XmlExNodeCodec();
    ExNode document =
        ExNode.builder("f")
            .size((long) stored.plain.length)
            .extents(List.of(stored.extent))
            .build();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    codec.write(document, text);

    Extent read = codec.read(text.toByteArray()).extents().get(0);

    assertThat(read.functions()).isEqualTo(stored.extent.functions());
    assertThat(Mappings.read(read, stored.bytes, KEYS)).isEqualTo(stored.plain);
    for (ConditioningStep step : read.functions().steps()) {
      step.key().ifPresent(key -> assertThat(document.toString()).doesNotContain(key));
    }
  }
}
