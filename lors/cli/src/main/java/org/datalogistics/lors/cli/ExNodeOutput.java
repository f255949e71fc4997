package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.document.ExNodeFiles;
import org.datalogistics.lors.tree.ExNodeStore;
import org.datalogistics.lors.tree.FolderStore;
import org.datalogistics.lors.tree.Names;
import org.datalogistics.lors.tree.UnisStore;
import org.datalogistics.unis.client.UnisClient;
import org.jspecify.annotations.Nullable;

/** Where lors-upload leaves the exNodes: a file, a UNIS directory, or standard output. */
final class ExNodeOutput {
  private static final String GROUP = "Where the exNode goes (standard output)";

  static final OptionSpec[] OPTIONS = {
    option(
        GROUP,
        "f",
        "samename",
        null,
        "FILE.xnd, beside each FILE; for a folder DIR the folder DIR.xnd with a file for each in it"),
    option(
        GROUP,
        "o",
        "outputfile",
        "NAME",
        "a file (JSON if it ends in .uef), or a URL"
            + " http://HOST:PORT/exnodes; for several files and for"
            + " folders: a folder"),
    option(GROUP, "u", "upload_dir", "PATH", "directory in UNIS, such as /ann/data; is made"),
    option(
        GROUP,
        null,
        "allow-conditioned-json",
        null,
        "write JSON for conditioned data, which only this toolkit reads right"),
  };

  private final ToolIo io;
  private final boolean sameName;
  private final @Nullable String outputFile;
  private final @Nullable URI unis;
  private final String directory;
  private final boolean summary;
  private final Conditioned conditioned;

  ExNodeOutput(ParsedOptions options, ToolIo io, boolean many) throws UsageException {
    options.atMostOneOf("samename", "outputfile");
    this.io = io;
    this.sameName = options.has("samename");
    String name = options.text("outputfile").orElse(null);
    boolean url = name != null && UnisUrl.isUrl(name);
    this.outputFile = url ? null : name;
    this.unis =
        url && name != null
            ? ExNodeDirectory.baseOf(UnisUrl.parse(name))
            : options.has("unis") ? UnisUrl.parse(options.text("unis").orElse("")) : null;
    this.directory = options.text("upload_dir").orElse("");
    this.summary = options.has("json");
    this.conditioned =
        options.has("allow-conditioned-json") ? Conditioned.WRITE : Conditioned.REFUSE;
    if (many && outputFile != null && Files.isRegularFile(io.file(outputFile))) {
      throw new UsageException(
          "-o " + outputFile + " is one file for several exNodes; name a folder, or use -f");
    }
    if (!directory.isEmpty() && !toUnis()) {
      throw new UsageException("-u needs a UNIS directory: --unis URL or -o URL");
    }
    if (summary && toStandardOutput()) {
      throw new UsageException("--json needs a place for the exNode: -f, -o or --unis");
    }
  }

  /** The UNIS directory that was named, for finding depots too. */
  Optional<URI> unis() {
    return Optional.ofNullable(unis);
  }

  private boolean toUnis() {
    return !sameName && outputFile == null && unis != null;
  }

  private boolean toStandardOutput() {
    return !sameName && outputFile == null && unis == null;
  }

  /** Whether checksummed data cannot be described there. */
  boolean refusesConditioning() {
    boolean json =
        toUnis() || (outputFile != null && outputFile.toLowerCase(Locale.ROOT).endsWith(".uef"));
    return json && conditioned == Conditioned.REFUSE;
  }

  /** Fails early when the exNode of a file could not be left. */
  void check(String file) throws IOException {
    if (toUnis() || toStandardOutput()) {
      return;
    }
    Path folder = io.file(fileName(file)).toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new LorsException(
          "the exNode of " + file + " cannot be written: no folder to write to at " + folder);
    }
  }

  /** Where the exNode of a single file goes, for people. */
  String placeOf(String file) {
    return toUnis() ? String.valueOf(unis) : toStandardOutput() ? "-" : fileName(file);
  }

  private String fileName(String file) {
    if (outputFile == null) {
      return file + Names.EXNODE_SUFFIX;
    }
    boolean folder = Files.isDirectory(io.file(outputFile));
    return folder
        ? io.file(outputFile).resolve(Path.of(file).getFileName() + Names.EXNODE_SUFFIX).toString()
        : outputFile;
  }

  /** What an upload of a file has stored is remembered there until its exNode is left. */
  Path journal(String file) {
    String name = toUnis() || toStandardOutput() ? file + Names.EXNODE_SUFFIX : fileName(file);
    return io.file(name + ".part");
  }

  /**
   * Where the exNodes of one of many arguments go.
   *
   * @param own the last part of its name
   * @param folder whether it is a folder
   * @param only whether it is the only one: then the target is the mirror of a folder, not its
   *     place
   * @param find whether exNodes that are there are of interest
   * @param stores made so far, by what makes them differ; a new one is added
   */
  ExNodeStore store(
      String file,
      String own,
      boolean folder,
      boolean only,
      boolean find,
      Map<String, ExNodeStore> stores)
      throws UsageException {
    String place = folder && !only && !own.isEmpty() ? "/" + own : "";
    if (sameName) {
      if (folder && own.isEmpty()) {
        throw new UsageException("'" + file + "' has no name of its own; use -o DIR");
      }
      // Beside "." and "x/.." is not in them.
      Path given = Path.of(file);
      boolean named = !folder || given.endsWith(own);
      Path above = (named ? given : io.file(file).toAbsolutePath().normalize()).getParent();
      String shown = above == null ? "" : above.toString();
      String name = folder ? Path.of(shown).resolve(own + Names.EXNODE_SUFFIX).toString() : shown;
      return stores.computeIfAbsent(name, key -> new FolderStore(io.file(key), key));
    }
    if (outputFile != null) {
      return stores.computeIfAbsent(outputFile + place, key -> new FolderStore(io.file(key), key));
    }
    if (unis != null) {
      if (folder && directory.isEmpty()) {
        throw new UsageException("folders in UNIS need a place there: -u PATH");
      }
      URI url = unis;
      return stores.computeIfAbsent(
          directory + place,
          key ->
              new PrintingStore(
                  new UnisStore(directoryAt(url), key, find, conditioned),
                  !folder && !summary,
                  this));
    }
    if (folder) {
      throw new UsageException("-r needs a place for the exNodes: -f, -o DIR or --unis with -u");
    }
    return stores.computeIfAbsent("", key -> new StreamStore(io.out()));
  }

  /**
   * Leaves the exNode of a file. Where that fails it goes to standard output instead: without it
   * all that was stored would be lost.
   *
   * @return where it is; empty for standard output
   * @throws LostExNodeException when it could be left nowhere
   */
  String write(String file, ExNode exNode) throws IOException {
    if (toStandardOutput()) {
      print(exNode);
      return "";
    }
    try {
      if (toUnis() && unis != null) {
        return post(unis, exNode);
      }
      ExNodeFiles.write(exNode, io.file(fileName(file)), conditioned);
      return fileName(file);
    } catch (IOException e) {
      print(exNode);
      throw new LorsException(
          "the exNode of " + file + " is on standard output; it cannot be left: " + e.getMessage(),
          e);
    }
  }

  private String post(URI directoryUrl, ExNode exNode) throws IOException {
    String url = directoryAt(directoryUrl).post(exNode, directory, conditioned).toString();
    if (!summary) {
      printLine(url);
    }
    return url;
  }

  private ExNodeDirectory directoryAt(URI url) {
    String user = io.environment().getOrDefault("USER", "");
    return new ExNodeDirectory(
        new UnisClient(url), user.isEmpty() ? "user" : user, InstantSource.system());
  }

  private void print(ExNode exNode) throws LostExNodeException {
    try {
      new XmlExNodeCodec().write(exNode, io.out());
      io.out().flush();
    } catch (IOException e) {
      throw new LostExNodeException(e);
    }
  }

  /** Whether standard output is for JSON. */
  boolean wantsSummary() {
    return summary;
  }

  /** A line on standard output. */
  synchronized void printLine(String line) throws IOException {
    io.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    io.out().flush();
  }
}
