package org.datalogistics.lors.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.SharedKey;

/** {@code lors-keygen}: makes a key for {@code lors-upload --encrypt --key-file}. */
public final class LorsKeygen extends OptionTool {
  static final String NAME = "lors-keygen";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "make a key for encryption";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-keygen FILE",
            "Makes a key of 256 random bits in a new FILE that only you can read.\n"
                + "Whoever loses it loses what was encrypted with it.",
            """
            lors-keygen lab.key
            lors-upload --encrypt --key-file lab.key --depot 127.0.0.1:6714 -f photo.raw
            lors-download --key-file lab.key -o copy photo.raw.xnd""")
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    if (options.arguments().size() != 1) {
      throw new UsageException("which file?");
    }
    String name = options.arguments().get(0);
    SharedKey key = SharedKey.fresh(new SecureRandom());
    Path file = io.file(name);
    try {
      Files.newByteChannel(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly())
          .close();
    } catch (FileAlreadyExistsException e) {
      throw new LorsException(name + " exists; keys are not overwritten", e);
    }
    Files.write(file, (key.print() + "\n").getBytes(StandardCharsets.US_ASCII));
    new Messages(NAME, io).info(name + ": key " + key.id());
    return DONE;
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
