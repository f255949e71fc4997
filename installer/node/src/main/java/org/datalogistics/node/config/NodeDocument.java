package org.datalogistics.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The document that describes a node: one section per service, and sections about the node itself.
 */
final class NodeDocument {
  // The sections of every part of a node: one file serves them all, and a mistyped name is still
  // found.
  private static final List<String> SECTIONS =
      List.of(
          "api-version",
          "kind",
          "name",
          "roles",
          "location",
          "labels",
          "contact",
          "network",
          "depot",
          "unis",
          "measurement",
          "policy",
          "phoebus",
          "dropbox",
          "blipp",
          "monitor",
          "enrol",
          "tuning",
          "update");

  private NodeDocument() {}

  /** The section of a service as it was written; nothing where the file has none. */
  static Optional<Raw.Fields> section(Path file, String service, Problems problems) {
    Optional<Raw.Fields> document = YamlFile.read(file, problems);
    document.ifPresent(read -> checkNames(read, service, problems));
    Optional<Raw> section = document.map(read -> read.fields().get(service));
    if (section.isEmpty() || section.get() instanceof Raw.Nothing) {
      return Optional.of(new Raw.Fields(Map.of(), Origin.of(file.toString())));
    }
    if (section.get() instanceof Raw.Fields fields) {
      return Optional.of(fields);
    }
    problems.add(section.get().origin(), "a section has keys, not " + section.get().kind());
    return Optional.empty();
  }

  private static void checkNames(Raw.Fields document, String service, Problems problems) {
    document
        .fields()
        .forEach(
            (name, raw) -> {
              String plain = Key.plain(name);
              if (!SECTIONS.contains(plain) && !plain.equals(service)) {
                String hint = Suggestion.forName(plain, SECTIONS);
                problems.add(raw.origin(), "unknown section" + hint);
              }
            });
  }
}
