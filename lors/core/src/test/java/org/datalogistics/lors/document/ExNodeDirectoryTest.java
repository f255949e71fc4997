package org.datalogistics.lors.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeNotRepresentableException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.lors.LorsException;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.client.UnisClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ExNodeDirectoryTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));

  @RegisterExtension
  static final FabricExtension FABRIC =
      new FabricExtension(MiniFabric.builder().depots(0).withUnis());

  @TempDir Path folder;
  private UnisClient unis;
  private ExNodeDirectory directory;

  @BeforeEach
  void connect() {
    unis = new UnisClient(FABRIC.fabric().unis());
    directory = new ExNodeDirectory(unis, "ann", CLOCK);
  }

  private static ExNode file() {
    return ExNode.builder("notes.txt")
        .size(20L)
        .created(CLOCK.instant())
        .modified(CLOCK.instant())
        .add(extent(0, 10))
        .add(extent(10, 10))
        .build();
  }

  private static Extent extent(long offset, long length) {
    return Extent.builder(offset, length)
        .capabilities("ibp://d:6714/1#r" + offset + "/1/READ", null, null)
        .build();
  }

  @Test
  void whatIsPostedIsFoundWithItsExtents() throws Exception {
    URI url = directory.post(file(), "", Conditioned.REFUSE);

    ExNode found = directory.get(url);

    assertThat(found.name()).isEqualTo("notes.txt");
    assertThat(found.size()).isEqualTo(20);
    assertThat(found.extents()).hasSize(2);
    assertThat(found.extents().get(0).read()).startsWith("ibp://d:6714/1#r");
    assertThat(found.extentLinks()).isEmpty();
  }

  @Test
  void linksToExtentsAreFollowed() throws Exception {
    URI url = directory.post(file(), "", Conditioned.REFUSE);

    // Another query keeps the server from embedding, as old ones do not know the word.
    ExNode found = directory.get(URI.create(url + "?fields=id,selfRef,name,mode,size,extents"));

    assertThat(found.extents()).hasSize(2);
  }

  @Test
  void extentsThatOnlyNameTheirParentAreFound() throws Exception {
    URI url = directory.post(file(), "", Conditioned.REFUSE);
    String id = url.toString().substring(url.toString().lastIndexOf('/') + 1);
    ObjectNode nothing = new ObjectMapper().createObjectNode();
    nothing.putArray("extents");
    unis.update(UnisCollection.EXNODES, id, nothing);

    assertThat(directory.get(url).extents()).hasSize(2);
  }

  @Test
  void aChangedDocumentTakesThePlaceOfTheOldOneWithNewAndWithoutOldExtents() throws Exception {
    URI url = directory.post(file(), "/ann/changed", Conditioned.REFUSE);
    ExNode found = directory.get(url);
    Extent kept = found.extents().get(0);

    directory.replace(url, found.withExtents(List.of(kept, extent(20, 5))), Conditioned.REFUSE);

    ExNode changed = directory.get(url);
    assertThat(changed.extents())
        .extracting(Extent::offset)
        .containsExactlyInAnyOrder(kept.offset(), 20L);
    assertThat(changed.parent()).isEqualTo(found.parent());
    assertThat(changed.id()).isEqualTo(found.id());
    directory.replace(url, changed.withExtents(List.of()), Conditioned.REFUSE);
    assertThat(directory.get(url).extents()).isEmpty();
  }

  @Test
  void directoriesAreMadeOnce() throws Exception {
    directory.post(file(), "/ann/data", Conditioned.REFUSE);
    URI second = directory.post(file(), "ann/data/", Conditioned.REFUSE);

    assertThat(unis.query(UnisCollection.EXNODES, Query.all().eq("mode", "directory").unique()))
        .extracting(document -> document.path("name").asText())
        .containsExactlyInAnyOrder("ann", "data");
    String parent = directory.get(second).parent();
    assertThat(directory.get(URI.create(parent)).name()).isEqualTo("data");
  }

  @Test
  void conditionedDataIsRefusedBeforeAnythingIsMade() {
    ExNode conditioned =
        file()
            .withExtents(
                List.of(
                    extent(0, 20).toBuilder()
                        .allocLength(53)
                        .conditioned(20, FunctionChain.of(ConditioningStep.of("checksum", 53)))
                        .build()));

    assertThatThrownBy(() -> directory.post(conditioned, "/never/made", Conditioned.REFUSE))
        .isInstanceOf(ExNodeNotRepresentableException.class);
    assertThatThrownBy(() -> directory.get(URI.create(unis.base() + "/exnodes/none")))
        .isInstanceOf(LorsException.class)
        .hasMessageContaining("no exNode at");
  }

  @Test
  void theDirectoryIsToldFromTheUrlOfAnExNode() {
    for (String url :
        new String[] {
          "http://h:8888/exnodes/1",
          "http://h:8888/exnodes",
          "http://h:8888/exnodes/1?inline",
          "http://h:8888"
        }) {
      assertThat(ExNodeDirectory.baseOf(URI.create(url))).hasToString("http://h:8888");
    }
  }

  @Test
  void filesOfBothFormsAreRead() throws Exception {
    Path xml = folder.resolve("a.xnd");
    Path json = folder.resolve("a.uef");
    ExNodeFiles.write(file(), xml, Conditioned.REFUSE);
    ExNodeFiles.write(file(), json, Conditioned.REFUSE);

    assertThat(Files.readString(xml)).startsWith("<?xml");
    assertThat(Files.readString(json)).startsWith("{");
    assertThat(ExNodeFiles.read(xml).extents()).hasSize(2);
    assertThat(ExNodeFiles.read(json).extents()).hasSize(2);
    Files.move(json, folder.resolve("other.xnd"));
    assertThat(ExNodeFiles.read(folder.resolve("other.xnd")).extents()).hasSize(2);
  }
}
