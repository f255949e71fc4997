package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.edit.Merge;
import org.datalogistics.exnode.edit.Split;
import org.datalogistics.exnode.edit.Withhold;

/** {@code lors-modify}: changes an exNode without asking any depot (LoRS spec 3.7). */
public final class LorsModify extends OptionTool {
  static final String NAME = "lors-modify";
  private static final String CAPABILITIES = "Capabilities taken out (manage)";
  private static final String CONTENT = "Other edits, done before";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "take capabilities out of an exNode, join and cut exNodes";
  }

  @Override
  ToolOptions options() {
    return new ToolOptions(
            "lors-modify [OPTIONS] XND",
            """
            Makes an exNode fit to be shared: without the capability to manage, so that others cannot
            delete or prolong what it names. No depot is asked. XND is a file (.xnd, .uef) or a URL.""",
            """
            lors-modify -w -o shared.xnd photo.raw.xnd
            lors-modify -n -o photo.uef photo.raw.xnd""")
        .add(ChangedExNode.OPTIONS)
        .add(
            option(CAPABILITIES, "m", "manage", null, "manage; always, unless -n"),
            option(CAPABILITIES, "w", "write", null, "write, too"),
            option(CAPABILITIES, "r", "read", null, "read, too"),
            option(CAPABILITIES, "n", "none", null, "none: for other edits, or another form"),
            option(
                CONTENT, null, "merge", "XND", "add the copies of another exNode of the same file"),
            option(CONTENT, null, "append", "XND", "put another file behind this one"))
        .add(RangeOptions.in("Other edits, done before"))
        .add(CommonOptions.UNIS)
        .add(CommonOptions.LAST);
  }

  @Override
  int execute(ParsedOptions options, ToolIo io) throws UsageException, IOException {
    List<String> names = options.arguments();
    if (names.size() != 1) {
      throw new UsageException(names.isEmpty() ? "which exNode?" : "one exNode at a time");
    }
    if (options.has("none")) {
      for (String kind : List.of("manage", "write", "read")) {
        options.atMostOneOf("none", kind);
      }
    }
    options.atMostOneOf("merge", "append");
    Optional<String> unis = options.text("unis");
    ExNodeFile source = ExNodeFile.read(names.get(0), unis, io);
    ExNode changed = source.exNode();
    Instant now = Instant.now();
    try {
      if (options.has("merge")) {
        changed = Merge.sameFile(changed, other(options, "merge", io), now);
      } else if (options.has("append")) {
        changed = Merge.concatenate(changed, other(options, "append", io), now);
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    if (RangeOptions.isGiven(options)) {
      changed = Split.part(changed, RangeOptions.range(options, changed));
    }
    changed = Withhold.from(changed, kinds(options)).withModified(now);
    new ChangedExNode(options, io, source).leave(changed);
    return DONE;
  }

  private static ExNode other(ParsedOptions options, String option, ToolIo io)
      throws UsageException, IOException {
    return ExNodeFile.read(options.text(option).orElse(""), options.text("unis"), io).exNode();
  }

  private static Set<Withhold.Kind> kinds(ParsedOptions options) {
    if (options.has("none")) {
      return EnumSet.noneOf(Withhold.Kind.class);
    }
    EnumSet<Withhold.Kind> kinds = EnumSet.of(Withhold.Kind.MANAGE);
    if (options.has("write")) {
      kinds.add(Withhold.Kind.WRITE);
    }
    if (options.has("read")) {
      kinds.add(Withhold.Kind.READ);
    }
    return kinds;
  }
}
