package org.datalogistics.depot;

import static org.datalogistics.depot.TestDepot.SOON;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datalogistics.testkit.RawClient;

/**
 * Plays dialogues written down as in the appendices of the IBP spec, over raw sockets.
 *
 * <pre>
 * # a comment
 * C> 1 1 1 2 1 3600 1000 30      sends the line and a line feed
 * C: hello                       sends the text as it is, with what was sent before in one segment
 * S> 1 {caps 1}                  expects the text, a blank and a line feed
 * S> 1 0$                        expects the text and a line feed, no blank between them
 * S: hello                       expects just these bytes
 * S> {closes}                    expects the closing notice and the end of the connection
 * --                             leaves the connection and opens another
 * 2C> ... 2S> ...                the same on a second connection
 * </pre>
 *
 * In the text: {@code ␠} a blank where an editor would lose it, {@code ␀} a zero byte, {@code {R1}
 * {W1} {M1}} the key fields of the capabilities taken by {@code {caps 1}}, {@code {cap W1}} such a
 * capability whole, {@code {port}} the depot's port, {@code {repeat x 500}} that many characters,
 * {@code {hex 00ff}} these bytes. In what is expected: {@code {~3600}} a number of seconds left, at
 * most five less than that, {@code {int}} any number, {@code {word}} anything up to the next blank,
 * {@code {eof}} the end of the connection.
 */
final class Dialogue implements AutoCloseable {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern NOTICE = Pattern.compile("-66 0\\.\\d{6}");

  private final TestDepot depot;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, RawClient> clients = new HashMap<>();

  Dialogue(TestDepot depot) {
    this.depot = depot;
    values.put("port", Integer.toString(depot.port()));
  }

  /** Plays the lines; fails at the first difference, naming the line. */
  Dialogue play(String script) {
    StringBuilder toSend = new StringBuilder();
    String sender = "";
    for (String line : script.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String who = line.startsWith("2") ? "2" : "1";
      String rest = line.substring(who.equals("2") ? 1 : 0);
      try {
        if (rest.startsWith("C") && who.equals(sender)) {
          toSend.append(sent(rest));
          continue;
        }
        flush(sender, toSend);
        sender = "";
        if (rest.startsWith("C")) {
          sender = who;
          toSend.append(sent(rest));
        } else if (rest.startsWith("S")) {
          expect(client(who), expected(rest));
        } else if (rest.startsWith("--")) {
          client(who).close();
          clients.remove(who);
        } else {
          throw new IllegalArgumentException("not a line of a dialogue");
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("at the line  " + line + "\n" + e.getMessage(), e);
      }
    }
    flush(sender, toSend);
    return this;
  }

  /** The value under that name, such as {@code R1}; key fields. */
  String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value " + name + " was taken yet");
    }
    return value;
  }

  /** Takes over a value of another depot's dialogue. */
  Dialogue with(String name, String value) {
    values.put(name, value);
    return this;
  }

  private void flush(String who, StringBuilder toSend) {
    if (toSend.length() > 0) {
      client(who).send(toSend.toString().getBytes(StandardCharsets.ISO_8859_1));
      toSend.setLength(0);
    }
  }

  private RawClient client(String who) {
    return clients.computeIfAbsent(who, name -> depot.connect());
  }

  private String sent(String line) {
    String text = fill(plain(line.substring(2).replaceFirst("^ ", "")));
    return line.charAt(1) == '>' ? text + "\n" : text;
  }

  private static String plain(String text) {
    return text.replace('␠', ' ').replace('␀', '\0');
  }

  private String fill(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(filled, Matcher.quoteReplacement(known(matcher.group(1))));
    }
    return matcher.appendTail(filled).toString();
  }

  private String known(String name) {
    if (name.startsWith("repeat ")) {
      return name.substring(7, 8).repeat(Integer.parseInt(name.substring(9)));
    }
    if (name.startsWith("hex ")) {
      return new String(HexFormat.of().parseHex(name.substring(4)), StandardCharsets.ISO_8859_1);
    }
    return value(name);
  }

  private static String expected(String line) {
    String text = plain(line.substring(2).replaceFirst("^ ", ""));
    if (line.charAt(1) == ':') {
      return text;
    }
    if (text.startsWith("{closes}") || text.equals("{eof}")) {
      return text;
    }
    return text.endsWith("$") ? text.substring(0, text.length() - 1) + "\n" : text + " \n";
  }

  /** A placeholder takes everything up to the character that follows it. */
  private void expect(RawClient client, String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    int at = 0;
    while (matcher.find(at)) {
      client.expect(bytes(text.substring(at, matcher.start())));
      at = take(client, matcher.group(1), text, matcher.end());
    }
    client.expect(bytes(text.substring(at)));
  }

  /** Gives where the text goes on. */
  private int take(RawClient client, String name, String text, int end) {
    if (name.equals("closes")) {
      String notice = client.readLine();
      if (!NOTICE.matcher(notice).matches()) {
        throw new AssertionError("expected the closing notice but got " + notice);
      }
      client.expectEof(SOON);
      return end;
    }
    if (name.equals("eof")) {
      client.expectEof(SOON);
      return end;
    }
    if (name.startsWith("caps ")) {
      takeCapabilities(client, name.substring(5), text.charAt(end));
      return end + 1;
    }
    if (name.startsWith("~") || name.equals("int") || name.equals("word")) {
      check(name, readUntil(client, text.charAt(end)));
      return end + 1;
    }
    client.expect(bytes(known(name)));
    return end;
  }

  private static void check(String name, String got) {
    if (name.equals("int") && !got.matches("-?\\d+")) {
      throw new AssertionError("expected a number but got '" + got + "'");
    }
    if (name.startsWith("~")) {
      long most = Long.parseLong(name.substring(1));
      if (!got.matches("-?\\d+") || Long.parseLong(got) > most || Long.parseLong(got) < most - 5) {
        throw new AssertionError("expected about " + most + " but got '" + got + "'");
      }
    }
  }

  private void takeCapabilities(RawClient client, String label, char last) {
    for (String kind : List.of("READ", "WRITE", "MANAGE")) {
      String capability = readUntil(client, kind.equals("MANAGE") ? last : ' ');
      if (!capability.matches(
          "ibp://127\\.0\\.0\\.1:" + depot.port() + "/[^/ #]+#[A-Za-z0-9+-]{32}/3862277/" + kind)) {
        throw new AssertionError("not a " + kind + " capability of this depot: " + capability);
      }
      String name = kind.charAt(0) + label;
      values.put(name, capability.split("/", -1)[3]);
      values.put("cap " + name, capability);
    }
  }

  private static String readUntil(RawClient client, char end) {
    StringBuilder text = new StringBuilder();
    for (byte[] one = client.readFully(1); one[0] != end; one = client.readFully(1)) {
      text.append((char) (one[0] & 0xff));
      if (one[0] == '\n') {
        throw new AssertionError("the line ended behind '" + text + "'");
      }
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    clients.values().forEach(RawClient::close);
  }
}
