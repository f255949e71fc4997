package org.datalogistics.setup.ibp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datalogistics.ibp.CapabilityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapabilitiesTest {
  private static final String READ = "ibp://depot.example.org:6714/0#secret/11/READ";
  private static final String WRITE = "ibp://depot.example.org:6714/0#secret/12/WRITE";

  @TempDir private Path folder;

  @Test
  void theRightCapabilityOfAFileIsFound() throws UsageException, IOException {
    Path file = Files.write(folder.resolve("caps"), List.of("", READ, WRITE));

    assertThat(Capabilities.find(file.toString(), CapabilityKind.WRITE).uri()).isEqualTo(WRITE);
  }

  @Test
  void aCapabilityOfTheWrongKindIsRefusedWithoutItsSecret() {
    assertThatThrownBy(() -> Capabilities.find(READ, CapabilityKind.WRITE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("WRITE")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aFileWithoutItAndAMissingFileAreTold() throws IOException {
    Path file = Files.write(folder.resolve("caps"), List.of(READ));

    assertThatThrownBy(() -> Capabilities.find(file.toString(), CapabilityKind.MANAGE))
        .hasMessageContaining("no MANAGE capability");
    assertThatThrownBy(() -> Capabilities.find("nothing", CapabilityKind.READ))
        .hasMessageContaining("nothing is neither a capability");
  }
}
