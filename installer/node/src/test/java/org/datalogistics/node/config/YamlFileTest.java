package org.datalogistics.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {
  @TempDir Path folder;

  private Raw.Text text(String yaml) throws Exception {
    Problems problems = new Problems();
    Path file = Files.writeString(folder.resolve("f.yaml"), yaml);
    Raw.Fields document = YamlFile.read(file, problems).orElseThrow();
    assertThat(problems.all()).isEmpty();
    return (Raw.Text) document.fields().get("key");
  }

  @Test
  void numbersAndWordsStayWhatWasWritten() throws Exception {
    for (String written :
        List.of("010", "0x1F", "1_000", "1e3", "5.10", "yes", "2026-01-01", "1.5G", "12:30:45")) {
      assertThat(text("key: " + written).text()).isEqualTo(written);
    }
  }

  @Test
  void quotedAndFoldedTextsAreUnderstood() throws Exception {
    assertThat(text("key: 'a: b # c'").text()).isEqualTo("a: b # c");
    assertThat(text("key: >-\n  one\n  two\n").text()).isEqualTo("one two");
  }

  @Test
  void lineIsThatOfTheKey() throws Exception {
    assertThat(text("# comment\n\nkey:\n   value\n").origin().place()).endsWith("f.yaml:3");
  }

  @Test
  void hugeFileIsNotRead() throws Exception {
    Problems problems = new Problems();
    Path file = Files.write(folder.resolve("huge.yaml"), new byte[(1 << 20) + 1]);

    assertThat(YamlFile.read(file, problems)).isEmpty();
    assertThat(problems.all()).singleElement().asString().contains("larger than the 1048576 bytes");
  }

  @SeededTest(cases = 500)
  void anyTextGivesADocumentOrAProblem(SeededRandom random) throws Exception {
    byte[] bytes =
        random.chance(0.2)
            ? random.bytes(random.between(0, 60))
            : random
                .string("ab:  \n\n-?[]{},#&*!|>'\"%@\t~ü0", random.between(0, 80))
                .getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("any.yaml"), bytes);
    Problems problems = new Problems();

    boolean read = YamlFile.read(file, problems).isPresent();

    assertThat(read || !problems.isEmpty()).isTrue();
  }
}
