package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeCodec;
import org.datalogistics.exnode.ex3.Ex3Reader;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.document.ExNodeFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where a command leaves an exNode that it has changed: where it was, elsewhere, or on a stream.
 */
final class ChangedExNode {
  private static final String GROUP = "Where the changed exNode goes (standard output)";

  static final OptionSpec SAME_NAME =
      option(GROUP, "f", "samename", null, "back to where it was read, a file or UNIS");
  static final OptionSpec OUTPUT_FILE =
      option(
          GROUP,
          "o",
          "outputfile",
          "NAME",
          "a file (JSON if it ends in .uef), or a URL\nhttp://HOST:PORT/exnodes");
  static final OptionSpec CONDITIONED =
      option(
          GROUP,
          null,
          "allow-conditioned-json",
          null,
          "write JSON for conditioned data, which only this\ntoolkit reads right");

  static final OptionSpec[] OPTIONS = {SAME_NAME, OUTPUT_FILE, CONDITIONED};

  /** Enough of a document to know its form, however long the comments before it. */
  private static final int BEGINNING = 1 << 16;

  private final ToolIo io;
  private final ExNodeFile source;
  private final boolean inPlace;
  private final @Nullable String output;
  private final Conditioned conditioned;

  ChangedExNode(ParsedOptions options, ToolIo io, ExNodeFile source) throws UsageException {
    options.atMostOneOf("samename", "outputfile");
    this.io = io;
    this.source = source;
    this.inPlace = options.has("samename");
    this.output = options.text("outputfile").orElse(null);
    if (inPlace && !source.isInDirectory() && isEx3(io.file(source.name()))) {
      throw new UsageException(
          source.name() + " is of L-Store's form, which is only read; use -o NAME.xnd");
    }
    this.conditioned =
        options.has("allow-conditioned-json") ? Conditioned.WRITE : Conditioned.REFUSE;
  }

  private static boolean isEx3(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Ex3Reader.looksLikeIt(in.readNBytes(BEGINNING));
    } catch (IOException e) {
      return false; // it was read a moment ago; writing it will say what is wrong now
    }
  }

  /** Whether it goes to standard output, which then is not free for anything else. */
  boolean isStandardOutput() {
    return !inPlace && output == null;
  }

  /**
   * Fails early when the exNode could not be left there.
   *
   * @param changed much like the one that is going to be left
   */
  void check(ExNode changed) throws IOException {
    String name = inPlace ? source.name() : output;
    if (name == null) {
      codec().write(changed);
    } else if (inPlace ? source.isInDirectory() : UnisUrl.isUrl(name)) {
      ExNodeFiles.codecFor(".uef", conditioned).write(changed);
    } else {
      ExNodeFiles.codecFor(name, conditioned).write(changed);
      Path folder = io.file(name).toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw new LorsException(
            "the exNode cannot be written to " + name + ": no folder to write to at " + folder);
      }
    }
  }

  /**
   * Leaves it. Where that fails it goes to standard output instead: what was stored anew would be
   * lost without it.
   *
   * @return where it is, for people; empty for standard output
   */
  String leave(ExNode changed) throws UsageException, IOException {
    if (isStandardOutput()) {
      print(codec(), changed);
      return "";
    }
    try {
      return write(changed);
    } catch (IOException e) {
      print(new XmlExNodeCodec(), changed);
      throw new LorsException(
          "the changed exNode is on standard output; it cannot be left: " + e.getMessage(), e);
    }
  }

  private String write(ExNode changed) throws UsageException, IOException {
    if (inPlace) {
      URI url = source.url();
      if (url != null) {
        ExNodeFile.directory(url, user()).replace(url, changed, conditioned);
      } else {
        ExNodeFiles.write(changed, io.file(source.name()), conditioned);
      }
      return source.name();
    }
    String name = String.valueOf(output);
    if (UnisUrl.isUrl(name)) {
      ExNodeDirectory directory = ExNodeFile.directory(UnisUrl.parse(name), user());
      return directory.post(anonymous(changed), "", conditioned).toString();
    }
    ExNodeFiles.write(changed, io.file(name), conditioned);
    return name;
  }

  /** Elsewhere it is a document of its own. */
  private static ExNode anonymous(ExNode exNode) {
    return exNode
        .mapAllExtents(
            extent ->
                extent.toBuilder()
                    .metadata(extent.metadata().without("id").without("selfRef").without("ts"))
                    .build())
        .withMetadata(exNode.metadata().without("id").without("selfRef").without("ts"));
  }

  /** Deletes the file that was changed, or would be written, as nothing of the exNode is left. */
  boolean delete() throws UsageException, IOException {
    if (isStandardOutput()) {
      return false;
    }
    String name = inPlace ? source.name() : String.valueOf(output);
    boolean directory = inPlace ? source.isInDirectory() : UnisUrl.isUrl(name);
    return !directory && Files.deleteIfExists(io.file(name));
  }

  private String user() {
    String user = io.environment().getOrDefault("USER", "");
    return user.isEmpty() ? "user" : user;
  }

  /** For standard output: the form in which it was read. */
  private ExNodeCodec codec() {
    boolean uef = source.name().toLowerCase(Locale.ROOT).endsWith(".uef");
    return ExNodeFiles.codecFor(uef ? source.name() : ".xnd", conditioned);
  }

  private void print(ExNodeCodec codec, ExNode exNode) throws IOException {
    codec.write(exNode, io.out());
    io.out().flush();
  }
}
