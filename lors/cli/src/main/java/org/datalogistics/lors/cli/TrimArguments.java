package org.datalogistics.lors.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What stands on the command line of lors-trim beside options: the exNode, and before or behind it
 * numbers of mappings (LoRS spec 3.5).
 *
 * @param lists such as {@code 3}, {@code 0,2} and {@code 4-7}
 */
record TrimArguments(String exNode, List<String> lists) {

  TrimArguments {
    lists = List.copyOf(lists);
  }

  static TrimArguments of(ParsedOptions options) throws UsageException {
    List<String> words = new ArrayList<>();
    options.text("mappings").ifPresent(words::add);
    words.addAll(options.arguments());
    List<String> lists = words.stream().filter(TrimArguments::isList).toList();
    List<String> names = words.stream().filter(word -> !isList(word)).toList();
    if (names.size() != 1) {
      throw new UsageException(names.isEmpty() ? "which exNode?" : "one exNode at a time");
    }
    if (!lists.isEmpty() && !options.has("mappings")) {
      throw new UsageException("numbers of mappings need -m");
    }
    if (lists.isEmpty() && options.has("mappings")) {
      throw new UsageException("-m needs numbers of mappings, as lors-ls shows them");
    }
    int ways =
        (lists.isEmpty() ? 0 : 1)
            + (options.has("unavailable") ? 1 : 0)
            + (options.has("all") ? 1 : 0)
            + (RangeOptions.isGiven(options) ? 1 : 0);
    if (ways != 1) {
      throw new UsageException(
          ways == 0
              ? "what is to be trimmed? -m LIST, -O and -L, -u, or --all"
              : "only one of -m, -O and -L, -u and --all");
    }
    if (options.has("unreachable") && !options.has("unavailable")) {
      throw new UsageException("--unreachable goes with -u");
    }
    return new TrimArguments(names.get(0), lists);
  }

  private static boolean isList(String word) {
    return !word.isEmpty()
        && Character.isDigit(word.charAt(0))
        && word.chars().allMatch(c -> (c >= '0' && c <= '9') || c == ',' || c == '-');
  }

  boolean byIndex() {
    return !lists.isEmpty();
  }

  /** The numbers, each below {@code count}. */
  SortedSet<Integer> indexes(int count) throws UsageException {
    SortedSet<Integer> all = new TreeSet<>();
    for (String list : lists) {
      for (String item : list.split(",", -1)) {
        int dash = item.indexOf('-');
        int first = index(dash < 0 ? item : item.substring(0, dash), count);
        int last = dash < 0 ? first : index(item.substring(dash + 1), count);
        if (last < first) {
          throw new UsageException("'" + item + "' is no range of numbers of mappings");
        }
        for (int i = first; i <= last; i++) {
          all.add(i);
        }
      }
    }
    return all;
  }

  private static int index(String text, int count) throws UsageException {
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new UsageException("'" + text + "' is not the number of a mapping");
    }
    int index = Integer.parseInt(text);
    if (index >= count) {
      throw new UsageException(
          "there is no mapping " + index + ": the exNode has " + count + ", numbered from 0");
    }
    return index;
  }
}
