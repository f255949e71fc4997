package org.datalogistics.lors.tree;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Names of files in trees. */
public final class Names {
  /** What is put behind a file's name for its exNode. */
  public static final String EXNODE_SUFFIX = ".xnd";

  private static final String[] SUFFIXES = {EXNODE_SUFFIX, ".uef"};

  private Names() {}

  /** Whether a stranger's name can be used for one file in a folder, and only there. */
  public static boolean isSafe(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  /** The last part of a name that a stranger may have written, if it can be used. */
  public static Optional<String> lastPart(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return isSafe(last) && !last.isBlank() ? Optional.of(last) : Optional.empty();
  }

  /** Whether a file is called like an exNode. */
  public static boolean isExNode(String name) {
    return !withoutSuffix(name).equals(name);
  }

  /** The name of the file that an exNode file is for. */
  public static String withoutSuffix(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String suffix : SUFFIXES) {
      if (lower.endsWith(suffix) && lower.length() > suffix.length()) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return name;
  }

  /** Whether the runtime understands every character of a path's last name. */
  static boolean isReadable(Path path) {
    Path name = path.getFileName();
    if (name == null) {
      return true;
    }
    String text = name.toString();
    if (isPlain(text)) {
      return true;
    }
    try {
      return name.getFileSystem().getPath(text).equals(name);
    } catch (InvalidPathException e) {
      return false; // the runtime's locale lacks a character
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~' || text.charAt(i) == '?') {
        return false;
      }
    }
    return true;
  }

  /** A path below a root, with slashes between its parts. */
  static String relative(Path root, Path path) {
    Path relative = root.relativize(path);
    StringBuilder text = new StringBuilder();
    for (Path part : relative) {
      text.append(text.length() == 0 ? "" : "/").append(part);
    }
    return text.toString();
  }
}
