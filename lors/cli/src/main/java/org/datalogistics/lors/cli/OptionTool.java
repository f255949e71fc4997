package org.datalogistics.lors.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.datalogistics.exnode.ExNodeNotRepresentableException;
import org.datalogistics.lors.CancelledException;

/** What all commands do alike: help, version, errors, exit status. */
abstract class OptionTool implements LorsTool {

  abstract ToolOptions options();

  /** The command line as it is to be understood; what is ambiguous may be put in other words. */
  String[] prepared(String[] arguments) {
    return arguments;
  }

  /** Does the work. */
  abstract int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException;

  @Override
  public final int run(String[] arguments, ToolIo io) {
    Messages messages = new Messages(name(), io);
    try {
      ParsedOptions options = options().parse(prepared(arguments));
      if (options.has("help") || options.has("usage")) {
        print(io, options().help());
        return DONE;
      }
      if (options.has("version")) {
        print(io, name() + " " + version() + "\n");
        return DONE;
      }
      return execute(options, io);
    } catch (UsageException e) {
      messages.error(String.valueOf(e.getMessage()));
      messages.error("try " + name() + " --help");
      return USAGE;
    } catch (CancelledException e) {
      messages.error(String.valueOf(e.getMessage()));
      return FAILED;
    } catch (NoSuchFileException e) {
      messages.error("there is no file " + e.getFile());
      return FAILED;
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      messages.error(e.getFile() + ": " + reason);
      return FAILED;
    } catch (IOException | ExNodeNotRepresentableException e) {
      messages.error(String.valueOf(e.getMessage()));
      return FAILED;
    }
  }

  /** Text on standard output. */
  static void print(ToolIo io, String text) throws IOException {
    io.out().write(text.getBytes(StandardCharsets.UTF_8));
    io.out().flush();
  }

  private static String version() {
    String version = OptionTool.class.getPackage().getImplementationVersion();
    return version == null ? "(not a release)" : version;
  }

  /** The user's and the directory's defaults, and those of {@code --xndrc}. */
  static Xndrc settings(ParsedOptions options, ToolIo io, Messages messages) throws IOException {
    XndrcReader reader = new XndrcReader(messages::warning);
    String home = io.environment().get("HOME");
    if (home != null && !home.isEmpty()) {
      reader.readIfPresent(Path.of(home).resolve(".xndrc"));
    }
    Path local = io.file(".xndrc").toAbsolutePath().normalize();
    if (home == null || !local.equals(Path.of(home, ".xndrc").toAbsolutePath().normalize())) {
      reader.readIfPresent(local);
    }
    if (options.text("xndrc").isPresent()) {
      reader.read(io.file(options.text("xndrc").get()));
    }
    return reader.settings();
  }
}
