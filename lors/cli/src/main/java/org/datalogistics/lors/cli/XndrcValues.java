package org.datalogistics.lors.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lbone.HostPort;

/**
 * The values behind a keyword of a {@code .xndrc} file. Everything that cannot be used is an {@link
 * IllegalArgumentException} that says why.
 *
 * @param rest everything behind the keyword, without blanks around it
 */
record XndrcValues(String keyword, List<String> words, String rest) {

  static XndrcValues of(String keyword, String rest) {
    String stripped = rest.strip();
    return new XndrcValues(
        keyword, stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+", -1)), stripped);
  }

  private IllegalArgumentException unusable(String why) {
    return new IllegalArgumentException(keyword + " " + why);
  }

  String one() {
    if (words.size() != 1) {
      throw unusable("takes one value, not " + words.size());
    }
    return words.get(0);
  }

  /** Everything on the line, which must be something. */
  String text() {
    if (rest.isEmpty()) {
      throw unusable("takes a value");
    }
    return rest;
  }

  int number(int least, int most) {
    String text = one();
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(keyword + ": '" + text + "' is not a whole number", e);
    }
    if (value < least || value > most) {
      throw unusable("must be from " + least + " to " + most + ", not " + value);
    }
    return value;
  }

  long size() {
    long value = Amounts.size(one());
    if (value < 1) {
      throw unusable("must be 1 or more");
    }
    return value;
  }

  /** A time, in a unit unless the text names another. */
  Duration time(String unit) {
    Duration value = Amounts.time(one() + unit);
    if (value.isZero()) {
      throw unusable("must be longer than 0");
    }
    return value;
  }

  boolean flag() {
    return number(0, 1) == 1;
  }

  Reliability storageType() {
    return switch (one().toUpperCase(Locale.ROOT)) {
      case "SOFT" -> Reliability.SOFT;
      case "HARD" -> Reliability.HARD;
      default -> throw unusable("is SOFT or HARD, not " + one());
    };
  }

  /** Functions in order; {@code none} is none. */
  List<String> functions() {
    text();
    return words.stream().filter(name -> !name.equals("none")).toList();
  }

  DepotAddress depot() {
    return DepotAddress.parse(String.join(":", hostAndMaybePort()));
  }

  HostPort server() {
    List<String> pair = hostAndMaybePort();
    if (pair.size() == 1) {
      return new HostPort(pair.get(0), HostPort.LBONE_PORT);
    }
    try {
      return new HostPort(pair.get(0), Integer.parseInt(pair.get(1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(keyword + ": no port number: " + pair.get(1), e);
    }
  }

  private List<String> hostAndMaybePort() {
    if (words.isEmpty() || words.size() > 2) {
      throw unusable("takes a host and a port");
    }
    return words;
  }
}
