package org.datalogistics.lors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/lors-api.md: that it is there, and that it runs. */
class DocumentedExampleTest {
  private static final Path SOURCE =
      Path.of("src/test/java/org/datalogistics/lors/file/KeepAndRead.java");

  @RegisterExtension
  final FabricExtension extension = new FabricExtension(MiniFabric.builder().depots(2));

  @Test
  void theDocumentHasTheExampleAsItIs() throws Exception {
    String document = Files.readString(Path.of("../../docs/lors-api.md"));
    String source = Files.readString(SOURCE);
    String example = source.substring(source.indexOf("import java.io.IOException;"));
    assertThat(document).contains("```java\n" + example + "```\n");
  }

  @Test
  void theExampleRuns(@TempDir Path folder) throws Exception {
    String read =
        KeepAndRead.keepAndRead(
            extension.fabric().addresses(), folder.resolve("experiment.log.xnd"));
    assertThat(read).isEqualTo("run 1: started\nrun 1: done\nlast word: done");
  }
}
