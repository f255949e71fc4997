package org.datalogistics.depot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The id under which a depot is registered: made once, kept with its data. */
final class DepotIdentity {
  private DepotIdentity() {}

  static String in(Path data) throws IOException {
    Files.createDirectories(data);
    Path file = data.resolve("depot-id");
    if (Files.exists(file)) {
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }
    String id = UUID.randomUUID().toString();
    Path temporary = Files.createTempFile(data, "depot-id", ".new");
    Files.writeString(temporary, id + "\n", StandardCharsets.US_ASCII);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    return id;
  }
}
