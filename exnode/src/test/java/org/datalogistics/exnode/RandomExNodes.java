package org.datalogistics.exnode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.testkit.SeededRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes exNodes up: well-formed, with unknown metadata, texts from all planes of Unicode, times in
 * whole seconds.
 */
public final class RandomExNodes {

  private static final String HEX = "0123456789abcdef";
  private static final List<String> FUNCTIONS =
      List.of(
          "checksum", "des_encrypt", "xor_encrypt", "aes_encrypt", "zlib_compress", "unheard_of");

  private final SeededRandom random;

  public RandomExNodes(SeededRandom random) {
    this.random = random;
  }

  /** An exNode that the XML form can hold: no JSON values, no empty texts. */
  public ExNode forXml() {
    return exNode(true, true);
  }

  /** An exNode that the plain JSON form can hold: no functions, no trimmed heads. */
  public ExNode forPlainJson() {
    return exNode(false, false);
  }

  /** An exNode that the JSON form with functions can hold. */
  public ExNode forConditionedJson() {
    return exNode(false, true);
  }

  private ExNode exNode(boolean xml, boolean conditioned) {
    List<Extent> extents = new ArrayList<>();
    int count = random.between(0, 8);
    for (int i = 0; i < count; i++) {
      extents.add(extent(xml, conditioned));
    }
    return ExNode.builder(random.chance(0.1) ? "" : text())
        .size(random.chance(0.1) && xml ? null : random.size(1L << 50))
        .created(maybeTime())
        .modified(maybeTime())
        .parent(
            random.chance(0.5) ? null : "http://unis.example.org/exnodes/" + random.string(HEX, 8))
        .extents(extents)
        .codingGroups(codingGroups(xml))
        .metadata(metadata(xml, 3))
        .build();
  }

  private Extent extent(boolean xml, boolean conditioned) {
    long length = 1 + random.size(1L << 40);
    FunctionChain chain = conditioned && random.chance(0.5) ? chain(xml) : FunctionChain.NONE;
    long allocOffset = conditioned && random.chance(0.3) ? random.size(1L << 30) : 0;
    Instant start = maybeTime();
    Instant end = maybeTime();
    ExtentBuilder extent =
        Extent.builder(random.size(1L << 50), length)
            .allocOffset(allocOffset)
            .allocLength(allocOffset + length + random.size(1000))
            .conditioned(chain.isEmpty() ? 0 : random.between(1, 1 << 20), chain)
            .capabilities(
                capability("READ"), maybe(capability("WRITE")), maybe(capability("MANAGE")))
            .lifetime(start, start != null && end != null && !end.isAfter(start) ? null : end);
    return extent.metadata(metadata(xml, 2)).build();
  }

  private List<CodingGroup> codingGroups(boolean xml) {
    List<CodingGroup> groups = new ArrayList<>();
    long offset = random.size(1L << 40);
    int count = random.chance(0.5) ? 0 : random.between(1, 12);
    for (int i = 0; i < count; i++) {
      int data = random.between(1, 20);
      int parity = random.between(1, 14);
      long sliceLength = 1 + random.size(1L << 30);
      long length = 1 + random.between(0, data * sliceLength - 1);
      List<ParitySlice> slices = new ArrayList<>();
      for (int index = 0; index < parity; index++) {
        long from = random.chance(0.8) ? 0 : random.between(0, sliceLength - 1);
        Extent extent =
            extent(xml, true).toBuilder().range(ByteRange.between(from, sliceLength)).build();
        slices.add(new ParitySlice(index, extent));
      }
      String code = random.chance(0.9) ? CodingGroup.REED_SOLOMON : "unheard-of.2";
      groups.add(
          new CodingGroup(
              code, data, parity, offset, length, sliceLength, slices, metadata(xml, 2)));
      offset += length + (random.chance(0.7) ? 0 : random.size(1000));
    }
    return random.shuffled(groups);
  }

  private FunctionChain chain(boolean xml) {
    List<ConditioningStep> steps = new ArrayList<>();
    for (String name : random.shuffled(FUNCTIONS).subList(0, random.between(1, 4))) {
      ConditioningStep step =
          random.chance(0.5)
              ? ConditioningStep.of(name, random.between(1, 1 << 20))
              : ConditioningStep.of(name, random.between(1, 1 << 20), random.string(HEX, 32));
      steps.add(new ConditioningStep(name, step.arguments(), metadata(xml, 2)));
    }
    return new FunctionChain(steps);
  }

  private Metadata metadata(boolean xml, int depth) {
    Metadata metadata = Metadata.EMPTY;
    int count = random.between(0, 4);
    for (int i = 0; i < count; i++) {
      metadata = metadata.with("x" + text(), value(xml, depth));
    }
    return metadata;
  }

  private TypedValue value(boolean xml, int depth) {
    return switch (random.between(0, xml ? 3 : 4)) {
      case 0 -> TypedValue.of(random.nextLong());
      case 1 -> TypedValue.of(random.pick(2.0, 0.82, -1e-9, 1e300, random.nextDouble()));
      case 2 -> TypedValue.of(depth > 0 ? metadata(xml, depth - 1) : Metadata.EMPTY);
      case 3 -> TypedValue.of(text());
      default ->
          new TypedValue.JsonValue(
              random.pick("true", "null", "[1,\"a\",{\"b\":[]}]", "18446744073709551616"));
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.between(1, 12);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          random.pick(
              random.between(' ', '~'),
              random.between(0xA0, 0xD7FF),
              random.between(0x10000, 0x10FFFF),
              (int) '\n',
              (int) '\r',
              (int) '\t'));
    }
    return text.toString();
  }

  private @Nullable Instant maybeTime() {
    long second = random.between(1_000_000_000L, 4_000_000_000L);
    return random.chance(0.2) ? null : Instant.EPOCH.plus(second, ChronoUnit.SECONDS);
  }

  private @Nullable String maybe(String text) {
    return random.chance(0.3) ? null : text;
  }

  private String capability(String kind) {
    return "ibp://depot"
        + random.between(1, 5)
        + ".example.org:6714/1#"
        + random.string(HEX, 32)
        + "/"
        + random.between(1, 99)
        + "/"
        + kind;
  }
}
