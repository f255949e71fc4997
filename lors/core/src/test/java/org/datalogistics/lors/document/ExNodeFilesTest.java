package org.datalogistics.lors.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datalogistics.lors.LorsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExNodeFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\": \"no such exnode\"}",
        "{\"id\": \"1\", \"name\": \"x\", \"mode\": \"file\"}",
        "<exnode xmlns:exnode=\"http://loci.cs.utk.edu/exnode\"/>"
      })
  void aDocumentWithoutSizeAndExtentsIsNoEmptyFile(String document) throws IOException {
    Path file = Files.writeString(folder.resolve("x"), document);
    assertThatThrownBy(() -> ExNodeFiles.read(file))
        .isInstanceOf(LorsException.class)
        .hasMessageContaining("is not an exNode: it has neither a size nor extents");
  }

  @Test
  void anEmptyFileSaysItsSize() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.uef"), "{\"name\": \"x\", \"mode\": \"file\", \"size\": 0}\0");
    assertThat(ExNodeFiles.read(file).size()).isZero();
  }
}
