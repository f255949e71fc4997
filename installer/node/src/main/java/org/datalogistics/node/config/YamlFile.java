package org.datalogistics.node.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a YAML file with the line of every value. Plain data only: no anchors, aliases or tags. */
final class YamlFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 20;

  private final Path file;
  private final YAMLParser parser;
  private final Problems problems;

  private YamlFile(Path file, YAMLParser parser, Problems problems) {
    this.file = file;
    this.parser = parser;
    this.problems = problems;
  }

  /** The document's top level, or empty when a problem was added. */
  static Optional<Raw.Fields> read(Path file, Problems problems) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        problems.add(file + ": larger than the " + MOST_BYTES + " bytes a configuration may have");
        return Optional.empty();
      }
      String text = Files.readString(file);
      try (YAMLParser parser = new YAMLFactory().createParser(text)) {
        return new YamlFile(file, parser, problems).document();
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String line = at == null ? "" : ":" + at.getLineNr();
      problems.add(file + line + ": not YAML: " + reason(e));
    } catch (NoSuchFileException e) {
      problems.add(file + ": there is no such file");
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + e);
    }
    return Optional.empty();
  }

  /** What is wrong, without the places and excerpts between. */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .collect(Collectors.joining(", "));
  }

  private Optional<Raw.Fields> document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return Optional.of(new Raw.Fields(Map.of(), Origin.of(file.toString())));
    }
    Raw raw = value(first, "", 0);
    if (parser.nextToken() != null) {
      problems.add(here(""), "a second document begins here: only one is read");
    }
    if (raw instanceof Raw.Fields fields) {
      return Optional.of(fields);
    }
    problems.add(raw.origin(), "a node document has named sections, not " + raw.kind());
    return Optional.empty();
  }

  private Raw value(JsonToken token, String path, int depth) throws IOException {
    Origin origin = here(path);
    if (depth > DEEPEST) {
      throw new IOException("nested deeper than " + DEEPEST + " levels at " + origin);
    }
    if (parser.isCurrentAlias()) {
      problems.add(origin, "aliases are not understood: write the value out");
    }
    return switch (token) {
      case START_OBJECT -> fields(origin, path, depth);
      case START_ARRAY -> items(origin, path, depth);
      case VALUE_NULL -> new Raw.Nothing(origin);
      default -> new Raw.Text(parser.getText(), origin);
    };
  }

  private Raw fields(Origin origin, String path, int depth) throws IOException {
    Map<String, Raw> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String below = path.isEmpty() ? name : path + "." + name;
      Origin place = here(below);
      Raw value = value(parser.nextToken(), below, depth + 1);
      // The line of the key is where people look, also when its value begins on the next.
      if (fields.put(
              name, value instanceof Raw.Text text ? new Raw.Text(text.text(), place) : value)
          != null) {
        problems.add(place, "given twice");
      }
    }
    return new Raw.Fields(fields, origin);
  }

  private Raw items(Origin origin, String path, int depth) throws IOException {
    List<Raw> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token, path + "[" + items.size() + "]", depth + 1));
    }
    return new Raw.Items(items, origin);
  }

  private Origin here(String path) {
    return new Origin(file + ":" + parser.currentTokenLocation().getLineNr(), path);
  }
}
