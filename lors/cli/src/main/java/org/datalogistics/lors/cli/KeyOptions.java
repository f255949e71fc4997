package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.condition.SharedKey;

/**
 * Options that say where keys are: in files or environment variables, never on the command line,
 * which every user of the machine can see.
 */
final class KeyOptions {
  static final String FILE = "key-file";
  static final String VARIABLE = "key-env";

  private static final String GROUP = "Keys (those that are in the exNode need no option)";

  /** More than any form of a key has. */
  private static final int MOST = 1024;

  /** For commands that read. */
  static final OptionSpec[] OPTIONS = {
    option(GROUP, null, FILE, "FILE", "a key that lors-upload --key-file used; repeatable"),
    option(GROUP, null, VARIABLE, "NAME", "... in that environment variable; repeatable"),
  };

  private KeyOptions() {}

  /** The keys that are named. */
  static KeyRing ring(ParsedOptions options, ToolIo io, Messages messages) throws IOException {
    List<SharedKey> keys = read(options, io, messages);
    return keys.isEmpty() ? KeyRing.NONE : KeyRing.of(keys);
  }

  /** The keys that are named, files first. */
  static List<SharedKey> read(ParsedOptions options, ToolIo io, Messages messages)
      throws IOException {
    List<SharedKey> keys = new ArrayList<>();
    for (String name : options.all(FILE)) {
      keys.add(fromFile(name, io.file(name), messages));
    }
    for (String name : options.all(VARIABLE)) {
      String text = io.environment().get(name);
      if (text == null || text.isEmpty()) {
        throw new LorsException("--" + VARIABLE + ": there is no environment variable " + name);
      }
      keys.add(parse("--" + VARIABLE + " " + name, text.getBytes(StandardCharsets.UTF_8)));
    }
    return keys;
  }

  private static SharedKey fromFile(String name, Path file, Messages messages) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      if (permissions.contains(PosixFilePermission.OTHERS_READ)
          || permissions.contains(PosixFilePermission.GROUP_READ)) {
        messages.warning(
            "other users can read the key in " + name + "; chmod 600 takes that from them");
      }
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MOST);
    }
    try {
      return parse("--" + FILE + " " + name, content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static SharedKey parse(String source, byte[] content) throws LorsException {
    try {
      return SharedKey.parse(content);
    } catch (IllegalArgumentException e) {
      throw new LorsException(source + ": " + e.getMessage(), e);
    }
  }
}
