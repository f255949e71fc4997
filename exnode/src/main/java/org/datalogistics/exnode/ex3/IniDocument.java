package org.datalogistics.exnode.ex3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;

/** Sections of keys and values, as ex3 documents have them: keys may come several times. */
final class IniDocument {
  private final Map<String, IniSection> sections = new LinkedHashMap<>();

  private IniDocument() {}

  static IniDocument parse(byte[] document, ParseLimits limits) throws ExNodeFormatException {
    limits.checkSize(document.length);
    IniDocument ini = new IniDocument();
    IniSection section = null;
    int number = 0;
    int entries = 0;
    for (String line : lines(document)) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.charAt(0) == '#') {
        continue;
      }
      if (++entries > limits.maxEntries()) {
        throw new ExNodeFormatException(
            "line " + number, "there are more than " + limits.maxEntries() + " entries");
      }
      if (text.charAt(0) == '[') {
        int end = text.indexOf(']');
        if (end < 0) {
          throw new ExNodeFormatException("line " + number, "the name of a section has no end");
        }
        String name = text.substring(1, end).strip();
        section = ini.sections.computeIfAbsent(name, IniSection::new);
      } else {
        int equals = text.indexOf('=');
        if (section == null || equals <= 0) {
          throw new ExNodeFormatException(
              "line " + number, "it is neither a section nor a key with a value in one");
        }
        section.add(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    return ini;
  }

  private static List<String> lines(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    return lines;
  }

  /** The section of that name. */
  IniSection section(String name) throws ExNodeFormatException {
    IniSection section = sections.get(name);
    if (section == null) {
      throw new ExNodeFormatException("", "there is no section [" + shortened(name) + "]");
    }
    return section;
  }

  boolean has(String name) {
    return sections.containsKey(name);
  }

  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
