package org.datalogistics.exnode.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeNotRepresentableException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.Samples;
import org.datalogistics.exnode.TypedValue.JsonValue;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.junit.jupiter.api.Test;

/** The document that all known readers take (exNode spec 6.1). */
class JsonWriterTest {

  private static final Instant CREATED = Instant.ofEpochSecond(1_700_000_000);

  private final AtomicInteger ids = new AtomicInteger();
  private final JsonWriteOptions options =
      new JsonWriteOptions(
          "http://unis.example.org:8890/", () -> "n" + ids.incrementAndGet(), "ann", "staff");
  private final JsonExNodeCodec codec = new JsonExNodeCodec(options);
  private final Extent extent =
      Extent.builder(100, 10)
          .capabilities("ibp://h:1/k/1/READ", null, "ibp://h:1/k/1/MANAGE")
          .lifetime(Instant.parse("2030-06-01T12:00:00Z"), Instant.parse("2030-06-02T12:00:00Z"))
          .build();
  private final ExNode file =
      ExNode.builder("caf\u00e9")
          .size(110L)
          .created(CREATED)
          .modified(CREATED)
          .parent("dir-1")
          .add(extent)
          .build();

  @Test
  void theDocumentHasAllThatSomeReaderNeeds() throws Exception {
    assertThat(text(codec.write(file)))
        .isEqualTo(
            ("{'$schema':'http://unis.crest.iu.edu/schema/exnode/6/exnode#','name':'caf\\u00E9','mode':'file','size':110,"
                    + "'created':1700000000000000,'modified':1700000000000000,"
                    + "'parent':{'href':'http://unis.example.org:8890/exnodes/dir-1','rel':'full'},"
                    + "'group':'staff','id':'n1','owner':'ann','permission':'644','selfRef':'http://unis.example.org:8890/exnodes/n1',"
                    + "'extents':[{'$schema':'http://unis.crest.iu.edu/schema/exnode/ext/1/ibp#','id':'n2','selfRef':'http://unis.example.org:8890/extents/n2',"
                    + "'parent':{'href':'http://unis.example.org:8890/exnodes/n1','rel':'full'},"
                    + "'location':'ibp://h:1','offset':100,'size':10,'alloc_offset':100,'alloc_length':10,"
                    + "'lifetimes':[{'start':'2030-06-01 12:00:00','end':'2030-06-02 12:00:00'}],"
                    + "'mapping':{'read':'ibp://h:1/k/1/READ','write':'','manage':'ibp://h:1/k/1/MANAGE'}}]}")
                .replace('\'', '"'));
  }

  @Test
  void aSampleIsWrittenBackWithItsIdsAndOwner() throws Exception {
    ExNode sample = codec.read(Samples.bytes(Samples.UNIS_FILE));

    assertThat(codec.identified(sample)).isEqualTo(sample);
    assertThat(codec.read(codec.write(sample))).isEqualTo(sample);
  }

  @Test
  void aDirectoryHasNoParentWhenItIsAtTheTop() throws Exception {
    ExNode directory = ExNode.builder("data").mode(Mode.DIRECTORY).build();

    assertThat(text(codec.write(directory)))
        .contains("\"mode\":\"directory\",\"size\":0", "\"parent\":null", "\"permission\":\"755\"");
  }

  @Test
  void partsOfAnExtentThatWasCutDoNotShareItsId() {
    ExNode once = codec.identified(file);
    ExNode twice = codec.identified(once.toBuilder().add(once.extents().get(0)).build());

    assertThat(twice.extents())
        .extracting(part -> part.id().orElseThrow())
        .containsExactly("n2", "n3");
    assertThat(twice.extents().get(1).selfRef())
        .hasValue("http://unis.example.org:8890/extents/n3");
  }

  @Test
  void whatPlainReadersWouldDecodeWronglyIsRefused() {
    ExNode conditioned = file.withExtents(List.of(conditioned()));
    ExNode trimmed =
        file.withExtents(List.of(extent.toBuilder().allocOffset(5).allocLength(15).build()));

    assertThatThrownBy(() -> codec.write(conditioned))
        .isInstanceOf(ExNodeNotRepresentableException.class)
        .hasMessageContaining("byte 100 is conditioned [des_encrypt(18)]")
        .hasMessageNotContaining("secretkey");
    assertThatThrownBy(() -> codec.write(trimmed))
        .isInstanceOf(ExNodeNotRepresentableException.class)
        .hasMessageContaining("does not start at the beginning");
    assertThatThrownBy(() -> new UefCodec().write(trimmed))
        .isInstanceOf(ExNodeNotRepresentableException.class);
    assertThatThrownBy(() -> codec.writeExtent(conditioned(), "http://u/exnodes/1"))
        .isInstanceOf(ExNodeNotRepresentableException.class);
  }

  @Test
  void conditionedExtentsAreMarkedWhenTheyAreAskedFor() {
    JsonExNodeCodec insisting = new JsonExNodeCodec(options.with(Conditioned.WRITE));

    assertThat(text(insisting.write(file.withExtents(List.of(conditioned())))))
        .contains("\"properties\":{\"conditionedExtents\":1}")
        .contains(
            "\"alloc_offset\":0,\"alloc_length\":20,\"e2e_blocksize\":16,\"functions\":[{\"name\":\"des_encrypt\",\"KEY\":\"secretkey\",\"blocksize\":18}]");
    assertThat(text(insisting.write(file))).doesNotContain("conditionedExtents", "functions");
  }

  @Test
  void linksAndValuesOfJsonAloneAreWrittenBack() throws Exception {
    ExNode linked =
        file.toBuilder()
            .extentLinks(List.of("http://u/extents/9"))
            .metadata("a", new JsonValue("[true,1E+400]"))
            .build();

    ExNode back = codec.read(codec.write(linked));

    assertThat(back.extentLinks()).containsExactly("http://u/extents/9");
    assertThat(back.metadata().get("a")).isEqualTo(new JsonValue("[true,1E+400]"));
  }

  @Test
  void aMadeUpValueThatIsNotJsonIsRefused() {
    for (String broken : new String[] {"", "tru", "[1", "}"}) {
      ExNode exNode = file.toBuilder().metadata("a", new JsonValue(broken)).build();

      assertThatThrownBy(() -> codec.write(exNode))
          .isInstanceOf(ExNodeNotRepresentableException.class);
    }
  }

  @Test
  void anExtentIsWrittenAsADocumentOfItsOwn() throws Exception {
    byte[] document = codec.writeExtent(extent, "http://u/exnodes/1");

    Extent back = JsonExNodeCodec.readExtent(document, ParseLimits.DEFAULT);

    assertThat(text(document))
        .contains("\"parent\":{\"href\":\"http://u/exnodes/1\",\"rel\":\"full\"}");
    assertThat(back.toBuilder().metadata(extent.metadata()).build()).isEqualTo(extent);
  }

  @Test
  void aUefDocumentHasTheShapeOfTheCTools() {
    String document = text(new UefCodec().write(file.toBuilder().parent(null).build()));

    assertThat(document)
        .startsWith(
            "{\"name\":\"caf\\u00E9\",\"mode\":\"file\",\"created\":1700000000,\"modified\":1700000000,\"size\":110,\"parent\":{\"href\":\"\",\"rel\":\"full\"},\"extents\":[{\"location\"")
        .endsWith("}]}\0")
        .doesNotContain("$schema", "selfRef");
  }

  @Test
  void aUefDocumentDescribesAFileWithItsExtents() {
    UefCodec uef = new UefCodec();

    assertThatThrownBy(() -> uef.write(file.toBuilder().mode(Mode.DIRECTORY).build()))
        .isInstanceOf(ExNodeNotRepresentableException.class);
    assertThatThrownBy(() -> uef.write(file.toBuilder().extentLinks(List.of("x")).build()))
        .hasMessageContaining("fetch them first");
    assertThatThrownBy(() -> uef.read(JsonDocuments.bytes("{'mode': 'directory'}")))
        .hasMessageContaining("must describe a file");
  }

  private Extent conditioned() {
    return extent.toBuilder()
        .conditioned(16, FunctionChain.of(ConditioningStep.of("des_encrypt", 18, "secretkey")))
        .allocLength(20)
        .build();
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.US_ASCII);
  }
}
